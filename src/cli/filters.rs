//! The flags that filter: years, dates, what is new, and one for each facet among the fields of a document.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};
use corpus::PartialDate;
use corpus::fields::{self, Facet, Field};
use search::{ByField, FilterField, Filters, typed_time};

/// Each flag may be given several times; its values are alternatives.
#[derive(Debug, Clone, Default)]
pub(super) struct FilterArgs(pub(super) Filters);

impl FromArgMatches for FilterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<FilterArgs, Error> {
        let today = matches.try_get_one("today").ok().flatten().copied();
        let today = today.unwrap_or_else(PartialDate::today);
        let ranges = |name: &str| {
            let typed = matches.get_many::<String>(name).into_iter().flatten();
            typed.filter_map(|text| typed_time(text, today)).collect()
        };
        let given = |field: FilterField| {
            let values = field.field().and_then(|field| matches.get_many::<String>(field.key));
            values.into_iter().flatten().cloned().collect()
        };
        let values = ByField::from_fn(given);
        let (years, dates) = (ranges("year"), ranges("date"));
        let since = matches.get_one::<String>("since");
        let since = since.and_then(|text| typed_time(text, today)?.from);
        Ok(FilterArgs(Filters { years, dates, values, since, ..Filters::default() }))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = FilterArgs::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for FilterArgs {
    fn augment_args(command: Command) -> Command {
        let year = Arg::new("year")
            .value_name("YEARS")
            .value_parser(years)
            .help("A year or a range of years: 2019, 2018..2020, 2018..");
        let date = Arg::new("date")
            .value_name("DATES")
            .value_parser(dates)
            .help("A date or a range of dates: 2019-12, 2017-03..2018-06, 近三年");
        let facets = fields::facets().iter().map(|(field, facet)| flag(field, *facet));
        let flags = [year.long("year"), date.long("date")].into_iter().chain(facets);
        let since = Arg::new("since")
            .long("since")
            .value_name("DATE")
            .value_parser(beginning)
            .help("What the library first saw, or found changed, since this day: 2026-11-28, 昨天, 近一周");
        command.args(flags.map(|flag| flag.action(ArgAction::Append))).arg(since)
    }

    fn augment_args_for_update(command: Command) -> Command {
        FilterArgs::augment_args(command)
    }
}

/// The flag of a facet.
fn flag(field: &'static Field, facet: Facet) -> Arg {
    Arg::new(field.key)
        .long(field.key.replace('_', "-"))
        .value_name(field.key.to_uppercase())
        .value_parser(move |given: &str| value(field, facet, given))
        .help(facet.help)
}

fn value(field: &Field, facet: Facet, given: &str) -> Result<String, String> {
    let known = || facet.values.map(|values| values()).unwrap_or_default().into_iter();
    let one_of = || known().map(|(key, _)| key).collect::<Vec<_>>().join(", ");
    field.filter_value(given).ok_or_else(|| format!("one of: {}", one_of()))
}

/// A text that is a time. From which day it counts is only known with the other flags.
fn dates(text: &str) -> Result<String, String> {
    match typed_time(text, PartialDate::today()) {
        Some(_) => Ok(text.to_owned()),
        None => Err("like 2019, 2019-12, 2019年12月3日, 2017-03..2018-06 or 近三年".to_owned()),
    }
}

/// A time that begins on a day.
fn beginning(text: &str) -> Result<String, String> {
    match typed_time(text, PartialDate::today()).and_then(|range| range.from) {
        Some(_) => Ok(text.to_owned()),
        None => Err("like 2026-11-28, 昨天 or 近一周".to_owned()),
    }
}

fn years(text: &str) -> Result<String, String> {
    let range = typed_time(text, PartialDate::today());
    match range.ok_or("like 2019, 2018..2020 or 近三年")?.is_of_years() {
        true => Ok(text.to_owned()),
        false => Err("whole years only; for months and days use --date".to_owned()),
    }
}
