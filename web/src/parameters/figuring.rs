//! The query string of the page of figures: their order, beside the search whose documents they are of.

use report::figures::Order;

use super::reading::{Reading, read_pairs};
use super::{Parameters, writing};

/// The parameter that puts figures in order.
const ORDER: &str = "order";

/// Reads the query string of the page of figures.
pub(crate) fn read_figuring(query: &str) -> (Order, Reading) {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let (own, search): (Vec<_>, Vec<_>) = pairs.partition(|(name, _)| name == ORDER);
    let mut reading = read_pairs(search);
    let mut order = Order::default();
    for (name, value) in own.iter().filter(|(_, value)| !value.trim().is_empty()) {
        match value.trim().parse() {
            Ok(known) => order = known,
            Err(_) => reading.refuse_for(name, value, "可用 document、value、year、subject。"),
        }
    }
    (order, reading)
}

impl Parameters {
    /// The address of the page of the figures of this search's documents, in an order.
    pub(crate) fn figures_href(&self, order: Order) -> String {
        let mut pairs = self.at(0).pairs();
        if order != Order::default() {
            pairs.push((ORDER, order.to_string()));
        }
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
            ("order=&year=2019", "/figures?year=2019", 0),
            ("q=a&order=size", "/figures?q=a", 1),
        ];
        for (query, expected, refused) in cases {
            let (order, Reading { parameters, notices, .. }) = read_figuring(query);
            assert_eq!(notices.len(), refused, "{query}");
            assert_eq!(parameters.figures_href(order), expected);
        }
    }
}
