//! The query string of the page of figures: their order and the file that they are wanted as, beside the
//! search whose documents they are of.

use report::figures::Order;
use report::writing::Format;

use super::reading::{Reading, read_pairs};
use super::{Parameters, writing};

/// The parameter that puts figures in order.
const ORDER: &str = "order";

/// The same, as the command has it, where the value is no order of documents.
const SORT: &str = "sort";

/// The parameter that asks for a file.
const FORMAT: &str = "format";

/// How figures are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Figuring {
    pub(crate) order: Order,
    /// The file; none is the page.
    pub(crate) format: Option<Format>,
}

/// Reads the query string of the page of figures.
pub(crate) fn read_figuring(query: &str) -> (Figuring, Reading) {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let is_order = |value: &str| value.trim().parse::<Order>().is_ok();
    let (own, search): (Vec<_>, Vec<_>) = pairs.partition(|(name, value)| match &**name {
        ORDER | FORMAT => true,
        SORT => is_order(value),
        _ => false,
    });
    let mut reading = read_pairs(search);
    let mut figuring = Figuring::default();
    for (name, value) in own.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let value = value.trim();
        let used = match &**name {
            FORMAT => value.parse().ok().map(|format| figuring.format = Some(format)),
            _ => value.parse().ok().map(|order| figuring.order = order),
        };
        if used.is_none() {
            reading.refuse_for(name, value, possible(name));
        }
    }
    (figuring, reading)
}

fn possible(name: &str) -> &'static str {
    match name {
        FORMAT => "可用 json、md、csv、xlsx、docx。",
        _ => "可用 document、value、year、subject。",
    }
}

impl Parameters {
    /// The address of the figures of this search's documents: the page in an order, or a file.
    pub(crate) fn figures_href(&self, Figuring { order, format }: Figuring) -> String {
        let mut pairs = self.at(0).pairs();
        if order != Order::default() {
            pairs.push((ORDER, order.to_string()));
        }
        pairs.extend(format.map(|format| (FORMAT, format.to_string())));
        writing::address("/figures", &pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_links_to_figures_write_reads_as_the_same() {
        let cases = [
            ("", "/figures", 0),
            ("q=a&order=value&offset=20", "/figures?q=a&order=value", 0),
            ("q=a&sort=value", "/figures?q=a&order=value", 0),
            ("q=a&sort=deadline", "/figures?q=a&sort=deadline", 0),
            ("q=a&order=year&format=xlsx", "/figures?q=a&order=year&format=xlsx", 0),
            ("order=&year=2019", "/figures?year=2019", 0),
            ("q=a&order=size", "/figures?q=a", 1),
            ("q=a&format=exe", "/figures?q=a", 1),
        ];
        for (query, expected, refused) in cases {
            let (figuring, Reading { parameters, notices, .. }) = read_figuring(query);
            assert_eq!(notices.len(), refused, "{query}");
            assert_eq!(parameters.figures_href(figuring), expected);
        }
    }
}
