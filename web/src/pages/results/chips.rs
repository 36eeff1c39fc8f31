//! The chips above the results: every filter in force, stated or read out of the query, each with
//! a link that takes it off.

use corpus::PartialDate;
use search::{Applied, FilterField, Having, ReadField, Receipt, Response, Scope, Understood};

use super::{overruled, scope_in_words, wording};
use crate::parameters::{Parameters, filters};

/// A filter in force, or one that was taken off.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chip {
    pub(super) class: &'static str,
    pub(super) text: String,
    /// The words that it was read from.
    pub(super) origin: Option<String>,
    /// Whether it limits what is found.
    pub(super) is_in_force: bool,
    /// What following the link does.
    pub(super) action: &'static str,
    pub(super) href: String,
}

/// All chips: stated filters, those read out of the query, and those that are ignored.
pub(super) fn chips(parameters: &Parameters, response: &Response) -> Vec<Chip> {
    let stated = stated(parameters, response).into_iter().map(|(text, without)| Chip {
        class: "chip",
        text,
        origin: None,
        is_in_force: true,
        action: "去掉",
        href: without.href("/"),
    });
    let mut chips: Vec<Chip> = stated.collect();
    for applied in [Applied::Named, Applied::Filter, Applied::Exclude, Applied::Preference] {
        let fields = ReadField::all();
        chips.extend(fields.filter_map(|field| read_out(parameters, response, field, applied)));
    }
    chips.extend(taken_off(parameters).into_iter().map(|field| Chip {
        class: "chip chip-ignored",
        text: match field {
            ReadField::Filter(field) => format!("不自动限定{}", field.label()),
            field => format!("不识别{}", field.label()),
        },
        origin: None,
        is_in_force: false,
        action: "恢复",
        href: parameters.heeding(field).href("/"),
    }));
    chips
}

/// The search without any filter; `None` where none is in force.
pub(super) fn cleared(parameters: &Parameters, response: &Response) -> Option<String> {
    let read_out = |&field: &FilterField| {
        overruled::is_overruled(parameters, response, field)
            || (receipts(&response.understood, field, Applied::Filter).next().is_some()
                && !parameters.request.ignore.contains(&field.into()))
    };
    let fields: Vec<FilterField> = FilterField::ALL.into_iter().filter(read_out).collect();
    let request = &parameters.request;
    let in_force = !fields.is_empty()
        || !parameters.filters().is_empty()
        || !request.within.is_empty()
        || request.scope != Scope::default();
    let mut bare = parameters.with_filters([]).in_scope(Scope::default());
    bare.request.within.clear();
    let cleared = fields.into_iter().fold(bare, |cleared, field| cleared.ignoring(field));
    in_force.then(|| cleared.href("/"))
}

/// Fields whose reading is ignored. Where one is filtered by anyway, there is nothing to bring back.
fn taken_off(parameters: &Parameters) -> Vec<ReadField> {
    let ignored = |field: &ReadField| parameters.request.ignore.contains(field);
    let is_free = |field: &ReadField| match *field {
        ReadField::Filter(field) => overruled::stated(parameters, field).is_empty(),
        ReadField::Title | ReadField::Number | ReadField::Words => true,
    };
    ReadField::all().filter(|field| ignored(field) && is_free(field)).collect()
}

/// All conditions in force, each in words.
pub(super) fn in_words(parameters: &Parameters, understood: &Understood) -> Vec<String> {
    let mut all = beside_in_words(parameters);
    all.extend(filters_in_words(parameters, understood));
    all
}

/// The conditions that were given beside the query, each in words.
pub(super) fn stated_in_words(parameters: &Parameters) -> Vec<String> {
    let mut all = beside_in_words(parameters);
    all.extend(stated_filters(parameters));
    all
}

/// The filters in force, each as its field and values.
pub(super) fn filters_in_words(parameters: &Parameters, understood: &Understood) -> Vec<String> {
    let read = FilterField::ALL.into_iter().filter_map(|field| {
        let values = values_read(understood, field);
        let said = || format!("{} {}", field.label(), values.join("、"));
        (!values.is_empty()).then(said)
    });
    stated_filters(parameters).chain(read).collect()
}

/// The conditions that are no filters.
fn beside_in_words(parameters: &Parameters) -> Vec<String> {
    let within = parameters.request.within.iter().map(|text| format!("结果中 {text}"));
    scope_in_words(parameters.request.scope).map(str::to_owned).into_iter().chain(within).collect()
}

fn stated_filters(parameters: &Parameters) -> impl Iterator<Item = String> {
    parameters.filters().into_iter().filter_map(|(parameter, value)| {
        let (label, field) = match had(parameter, &value) {
            Some((label, said)) => return Some(format!("{label} {said}")),
            None => parameter_field(parameter)?,
        };
        Some(format!("{label} {}", wording::value(field, &value)))
    })
}

/// The values of a field that the query's words filter by, as users read them.
pub(super) fn values_read(understood: &Understood, field: FilterField) -> Vec<String> {
    let mut values = Vec::new();
    for receipt in receipts(understood, field, Applied::Filter) {
        push_new(&mut values, wording::value(field, &receipt.value));
    }
    values
}

/// What was given beside the query, each with the search without it.
pub(super) fn stated(parameters: &Parameters, response: &Response) -> Vec<(String, Parameters)> {
    let scope = scope_in_words(parameters.request.scope);
    let scope = scope.map(|scope| (scope.to_owned(), parameters.in_scope(Scope::default())));
    let within = parameters.request.within.iter();
    let within = within.map(|text| (format!("结果中：{text}"), parameters.without_within(text)));
    let entries = parameters.filters();
    let filter = |(position, (parameter, value)): (usize, &(&'static str, String))| {
        let others = entries.iter().enumerate().filter(|&(other, _)| other != position);
        let without = parameters.with_filters(others.map(|(_, entry)| entry));
        if let Some((label, said)) = had(parameter, value) {
            return Some((format!("{label}：{said}"), without));
        }
        let (label, field) = parameter_field(parameter)?;
        // What the query says instead does not come in by taking this off.
        let last = overruled::stated(&without, field).is_empty();
        let named = overruled::is_overruled(parameters, response, field);
        let without = if last && named { without.ignoring(field) } else { without };
        Some((format!("{label}：{}", wording::value(field, value)), without))
    };
    let filters = entries.iter().enumerate().filter_map(filter);
    scope.into_iter().chain(within).chain(filters).collect()
}

/// What documents must have beside facets, as users read it.
fn had(parameter: &str, value: &str) -> Option<(&'static str, String)> {
    if parameter == filters::SINCE {
        let since: PartialDate = value.parse().ok()?;
        return Some(("收录或改动", format!("{}起", since.in_chinese())));
    }
    let Having { field, value } = value.parse().ok().filter(|_| parameter == filters::HAS)?;
    let said = value.map_or_else(|| "未注明".to_owned(), |value| wording::value(field, &value));
    Some((field.facet_label(), said))
}

/// What a filter's parameter is called on pages, and which field it filters.
fn parameter_field(parameter: &str) -> Option<(&'static str, FilterField)> {
    let field: FilterField = parameter.parse().ok()?;
    let label = match parameter {
        "year" => "年份",
        "date" => "日期",
        _ => field.label(),
    };
    Some((label, field))
}

/// The chip of what was read out of the query about one field.
fn read_out(
    parameters: &Parameters,
    response: &Response,
    field: ReadField,
    applied: Applied,
) -> Option<Chip> {
    let mut values = Vec::new();
    let mut words = Vec::new();
    for receipt in receipts(&response.understood, field, applied) {
        let value = match field {
            ReadField::Filter(field) => wording::value(field, &receipt.value),
            ReadField::Title | ReadField::Number | ReadField::Words => receipt.value.clone(),
        };
        push_new(&mut values, value);
        push_new(&mut words, wording::quoted(&receipt.words));
    }
    if values.is_empty() || parameters.request.ignore.contains(&field) {
        return None;
    }
    let (class, lead) = match applied {
        Applied::Filter => ("chip chip-read", ""),
        Applied::Preference => ("chip chip-preferred", "优先"),
        Applied::Exclude => ("chip chip-excluded", "排除"),
        Applied::Named => ("chip chip-named", "识别为"),
    };
    Some(Chip {
        class,
        text: format!("{lead}{}：{}", field.label(), values.join("、")),
        origin: Some(format!("来自{}", words.concat())),
        is_in_force: matches!(applied, Applied::Filter | Applied::Exclude),
        action: "去掉",
        href: parameters.ignoring(field).href("/"),
    })
}

fn receipts(
    understood: &Understood,
    field: impl Into<ReadField>,
    applied: Applied,
) -> impl Iterator<Item = &Receipt> {
    let field = field.into();
    let all = understood.receipts.iter();
    all.filter(move |receipt| receipt.applied == applied && receipt.field == field)
}

/// Two receipts may share a value or their words: 政策 is read as two kinds.
fn push_new(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{receipt, response};
    use super::*;
    use crate::parameters::read;

    #[test]
    fn every_filter_has_a_chip_that_takes_it_off() {
        let mut response = response();
        response.understood.receipts = vec![
            receipt(FilterField::DATES, "2019", "2019年"),
            receipt(FilterField::KINDS, "policy", "政策"),
            receipt(FilterField::KINDS, "regulation", "政策"),
        ];
        let query = "q=a&year=2018&district=B&district=C&limit=20&offset=20";
        let parameters = read(query).parameters;
        let chips = chips(&parameters, &response);
        let seen: Vec<_> = chips.iter().map(|c| (c.text.as_str(), c.href.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("年份：2018年", "/?q=a&district=B&district=C&limit=20"),
                ("行政区：B", "/?q=a&year=2018&district=C&limit=20"),
                ("行政区：C", "/?q=a&year=2018&district=B&limit=20"),
                ("时间：2019年", "/?q=a&year=2018&district=B&district=C&ignore=dates&limit=20"),
                (
                    "类别：政策、法规规章",
                    "/?q=a&year=2018&district=B&district=C&ignore=kinds&limit=20"
                ),
            ]
        );
        let origins = chips.iter().filter_map(|chip| chip.origin.as_deref());
        assert!(origins.eq(["来自“2019年”", "来自“政策”"]));
        let cleared = cleared(&parameters, &response);
        assert_eq!(cleared.as_deref(), Some("/?q=a&ignore=dates&ignore=kinds&limit=20"));
    }

    #[test]
    fn what_documents_have_besides_is_taken_off_on_its_own() {
        let new = read("q=a&since=2026-11-20&has=district%3A").parameters;
        let seen = chips(&new, &response()).into_iter().map(|chip| (chip.text, chip.href));
        let expected = [
            ("行政区：未注明", "/?q=a&since=2026-11-20"),
            ("收录或改动：2026年11月20日起", "/?q=a&has=district%3A"),
        ];
        assert!(seen.eq(expected.map(|(text, href)| (text.to_owned(), href.to_owned()))));
        let parameters = read("q=a&year=2019&has=year%3A2019&has=district%3A").parameters;
        let seen = chips(&parameters, &response()).into_iter().map(|chip| (chip.text, chip.href));
        let expected = [
            ("年份：2019年", "/?q=a&has=year%3A2019&has=district%3A"),
            ("年份：2019年", "/?q=a&year=2019&has=district%3A"),
            ("行政区：未注明", "/?q=a&year=2019&has=year%3A2019"),
        ];
        assert!(seen.eq(expected.map(|(text, href)| (text.to_owned(), href.to_owned()))));
        let said = in_words(&parameters, &Understood::default());
        assert_eq!(said, ["年份 2019年", "年份 2019年", "行政区 未注明"]);
    }

    #[test]
    fn what_is_ignored_can_be_brought_back() {
        let mut response = response();
        let mut preference = receipt(FilterField::DISTRICTS, "A", "a");
        preference.applied = Applied::Preference;
        response.understood.receipts = vec![preference];
        let parameters = read("q=a&ignore=districts").parameters;
        let chips = chips(&parameters, &response);
        assert_eq!(chips.len(), 1);
        assert_eq!((chips[0].action, chips[0].href.as_str()), ("恢复", "/?q=a"));
        assert_eq!(chips[0].text, "不自动限定行政区");
        assert_eq!(cleared(&parameters, &response), None);
        let narrowed = read("q=a&in=title&within=b&ignore=districts").parameters;
        assert_eq!(cleared(&narrowed, &response).as_deref(), Some("/?q=a&ignore=districts"));
    }

    #[test]
    fn taking_off_a_filter_does_not_bring_in_what_it_had_replaced() {
        let mut response = response();
        response.understood.districts = vec!["C".to_owned()];
        let parameters = read("q=c&district=A&district=B").parameters;
        assert_eq!(chips(&parameters, &response)[0].href, "/?q=c&district=B");
        assert_eq!(cleared(&parameters, &response).as_deref(), Some("/?q=c&ignore=districts"));
        let parameters = read("q=c&district=A").parameters;
        assert_eq!(chips(&parameters, &response)[0].href, "/?q=c&ignore=districts");
    }

    #[test]
    fn preferences_and_ticks_in_place_of_a_reading_are_told_apart() {
        let mut response = response();
        let mut preference = receipt(FilterField::DATES, "2016..2020", " “十三五” ");
        preference.applied = Applied::Preference;
        response.understood.receipts = vec![preference];
        let cases = [
            ("q=a", "优先时间：2016年至2020年", "/?q=a&ignore=dates"),
            ("q=a&year=2019&ignore=dates", "年份：2019年", "/?q=a&ignore=dates"),
            ("q=a&ignore=dates&ignore=date", "不自动限定时间", "/?q=a"),
            ("q=a&in=title&ignore=dates", "只查标题", "/?q=a&ignore=dates"),
            ("q=a&within=b&within=c&ignore=dates", "结果中：b", "/?q=a&within=c&ignore=dates"),
        ];
        for (query, text, href) in cases {
            let chips = chips(&read(query).parameters, &response);
            let seen: Vec<_> = chips.iter().map(|c| (c.text.as_str(), c.href.as_str())).collect();
            assert_eq!(seen[0], (text, href), "{query}");
        }
    }
}
