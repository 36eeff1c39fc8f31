//! How many documents there are of which year, as bars of an SVG that are links: one leads to the
//! documents of its years, and a second one to all years between the two.

use corpus::DateRange;
use report::number::grouped;
use search::{FacetValue, FilterField, Response};

use super::wording;
use crate::parameters::Parameters;

/// The most bars: each can still be clicked on.
const MOST: i32 = 30;

/// How many years a bar may take in.
const STEPS: [i32; 7] = [1, 2, 5, 10, 20, 50, 100];

/// The size of the drawing, in units; a bar is [`STEP`] wide with the gap behind it. It is drawn about
/// as high as it has units, and what is there can be seen.
const HEIGHT: usize = 60;
const LOWEST: usize = 4;
const STEP: usize = 10;
const GAP: usize = 2;

/// The years of a result.
#[derive(Debug)]
pub(crate) struct Histogram {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) bars: Vec<Bar>,
    /// The first and the last year.
    pub(crate) first: String,
    pub(crate) last: String,
    /// What the highest bar stands for.
    pub(crate) most: String,
}

/// A bar, which stands for a year or for several.
#[derive(Debug)]
pub(crate) struct Bar {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) from: i32,
    pub(crate) to: i32,
    pub(crate) title: String,
    pub(crate) href: String,
    /// Whether documents of its years are listed and others not.
    pub(crate) on: bool,
}

/// Years that a bar takes in, with the number of their documents.
struct Bin {
    from: i32,
    to: i32,
    count: usize,
    on: bool,
}

impl Histogram {
    /// The years of a result, where there is more than one of them.
    pub(crate) fn new(parameters: &Parameters, response: &Response) -> Option<Histogram> {
        // Years that are ticked are listed though they have nothing.
        let values =
            response.facets[FilterField::DATES].values.iter().filter(|value| value.count > 0);
        let years = values.filter_map(|value| Some((value.value.parse::<i32>().ok()?, value)));
        let years: Vec<(i32, &FacetValue)> = years.collect();
        let bins = bins(&years);
        if bins.len() < 2 {
            return None;
        }
        let most = bins.iter().map(|bin| bin.count).max().unwrap_or(1).max(1);
        let chosen = only_range(parameters);
        let click = |bin: &Bin| click(bin, &bins, chosen);
        let bar = |(at, bin): (usize, &Bin)| {
            let height = height(bin.count, most);
            Bar {
                x: at * STEP,
                y: HEIGHT - height,
                width: STEP - GAP,
                height,
                from: bin.from,
                to: bin.to,
                title: title(bin, &click(bin)),
                href: led_to(parameters, response, &click(bin)),
                on: bin.on,
            }
        };
        let bars: Vec<Bar> = bins.iter().enumerate().map(bar).collect();
        Some(Histogram {
            width: bars.len() * STEP - GAP,
            height: HEIGHT,
            first: years.iter().map(|(year, _)| year).min()?.to_string(),
            last: years.iter().map(|(year, _)| year).max()?.to_string(),
            most: grouped(most),
            bars,
        })
    }
}

/// The height of a bar: as the square root of what it stands for, or one large year would leave nothing
/// of the others.
fn height(count: usize, most: usize) -> usize {
    let share = (count as f64 / most as f64).sqrt();
    let lowest = if count > 0 { LOWEST } else { 0 };
    ((share * HEIGHT as f64).round() as usize).max(lowest)
}

/// The years from the first to the last, as many to a bar as it takes; the last bar ends with the last
/// year.
fn bins(years: &[(i32, &FacetValue)]) -> Vec<Bin> {
    let (Some(first), Some(last)) =
        (years.iter().map(|(year, _)| *year).min(), years.iter().map(|(year, _)| *year).max())
    else {
        return Vec::new();
    };
    let fits = |step: &&i32| last.div_euclid(**step) - first.div_euclid(**step) < MOST;
    let step = STEPS.iter().find(fits).copied().unwrap_or(1000);
    let start = first.div_euclid(step);
    let bin = |at: i32| {
        let (from, to) = ((at * step).max(first), ((at + 1) * step - 1).min(last));
        Bin { from, to, count: 0, on: false }
    };
    let mut bins: Vec<Bin> = (start..=last.div_euclid(step)).map(bin).collect();
    for &(year, value) in years {
        if let Some(bin) = bins.get_mut((year.div_euclid(step) - start) as usize) {
            bin.count += value.count;
            bin.on |= value.selected;
        }
    }
    bins
}

/// The years that are stated, where it is one range and nothing else.
fn only_range(parameters: &Parameters) -> Option<(i32, i32)> {
    let filters = &parameters.request.filters;
    let [range] = filters.years[..] else { return None };
    let years = (i32::from(range.from?.year()), i32::from(range.to?.year()));
    filters.dates.is_empty().then_some(years)
}

/// What a click on a bar makes of the years that are chosen.
enum Click {
    /// They are taken off.
    Off,
    /// All between them and the bar.
    Between(i32, i32),
    /// The bar alone.
    Only(i32, i32),
}

fn click(bin: &Bin, bins: &[Bin], chosen: Option<(i32, i32)>) -> Click {
    let is = |bin: &Bin| chosen == Some((bin.from, bin.to));
    match chosen {
        _ if is(bin) => Click::Off,
        // One year or one bar is chosen, and this is the other end.
        Some((from, to)) if from == to || bins.iter().any(is) => {
            Click::Between(from.min(bin.from), to.max(bin.to))
        }
        _ => Click::Only(bin.from, bin.to),
    }
}

fn led_to(parameters: &Parameters, response: &Response, click: &Click) -> String {
    let years = match *click {
        Click::Off => None,
        Click::Between(from, to) | Click::Only(from, to) => Some(in_words(from, to)),
    };
    super::times::of_years(parameters, response, years).href("/")
}

/// A range as parameters have it.
fn in_words(from: i32, to: i32) -> String {
    if from == to { from.to_string() } else { format!("{from}..{to}") }
}

fn title(bin: &Bin, click: &Click) -> String {
    let range: Option<DateRange> = in_words(bin.from, bin.to).parse().ok();
    let years = range.map(|range| wording::value(FilterField::DATES, &range.to_string()));
    let years = years.unwrap_or_default();
    let count = grouped(bin.count);
    match *click {
        Click::Off => format!("{years}：{count} 篇，点击取消"),
        Click::Between(from, to) => format!("{years}：{count} 篇，点击选定 {from}–{to} 年"),
        Click::Only(..) => format!("{years}：{count} 篇"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::response;
    use super::*;
    use crate::parameters::read;

    fn histogram(query: &str, years: &[(i32, usize)]) -> Option<Histogram> {
        let mut found = response();
        let value = |&(year, count): &(i32, usize)| FacetValue {
            value: year.to_string(),
            count,
            selected: false,
        };
        found.facets[FilterField::DATES].values = years.iter().map(value).collect();
        Histogram::new(&read(query).parameters, &found)
    }

    #[test]
    fn bars_stand_for_as_many_years_as_it_takes() {
        let cases: [(&[(i32, usize)], &str); 7] = [
            (&[(1986, 0), (2019, 2), (2020, 8)], "2019-2019:30 2020-2020:60"),
            (&[(2019, 10_000), (2020, 1)], "2019-2019:60 2020-2020:4"),
            (&[], ""),
            (&[(2019, 3)], ""),
            (&[(2020, 4), (2018, 2)], "2018-2018:42 2019-2019:0 2020-2020:60"),
            (&[(2026, 1), (1990, 1), (1991, 1)], "1990-1991:60"),
            (&[(2026, 1), (1900, 1)], "1900-1904:60"),
        ];
        for (years, expected) in cases {
            let drawn = histogram("", years).map_or_else(Vec::new, |drawn| drawn.bars);
            let shown = drawn.iter().map(|bar| format!("{}-{}:{}", bar.from, bar.to, bar.height));
            let shown = shown.collect::<Vec<_>>().join(" ");
            assert!(shown.starts_with(expected) && drawn.len() <= MOST as usize, "{shown}");
            assert!(!expected.is_empty() || shown.is_empty());
            let last = years.iter().map(|(year, _)| *year).max();
            assert!(drawn.is_empty() || drawn.last().map(|bar| bar.to) == last, "{shown}");
        }
    }

    #[test]
    fn two_clicks_choose_a_range() {
        let cases = [
            ("q=a&sort=date&offset=10", "/?q=a&year=2020&sort=date"),
            ("q=a&year=2018", "/?q=a&year=2018..2020"),
            ("q=a&year=2022", "/?q=a&year=2020..2022"),
            ("q=a&year=2020", "/?q=a"),
            ("q=a&year=2018..2019", "/?q=a&year=2020"),
            ("q=a&year=2018&year=2019", "/?q=a&year=2020"),
            ("q=a&year=2018..", "/?q=a&year=2020"),
            ("q=a&date=2018-03", "/?q=a&year=2020"),
        ];
        for (query, expected) in cases {
            let drawn = histogram(query, &[(2018, 2), (2020, 4)]).unwrap();
            assert_eq!(drawn.bars[2].href, expected, "{query}");
        }
    }
}
