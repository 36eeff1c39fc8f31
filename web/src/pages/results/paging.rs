//! Page numbers and page sizes below a result list.

use crate::parameters::Parameters;

/// How many page numbers stand on either side of the current one.
const NEIGHBOURS: usize = 2;

/// Sizes of a page to choose from.
const SIZES: [usize; 4] = [10, 20, 50, 100];

/// A link among alternatives.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) current: bool,
}

/// The links below a result list.
#[derive(Debug, Default)]
pub(crate) struct Paging {
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
    /// Page numbers; `None` is a gap.
    pub(crate) numbers: Vec<Option<Choice>>,
    pub(crate) sizes: Vec<Choice>,
}

impl Paging {
    /// Links for a result of `total` hits.
    pub(crate) fn new(parameters: &Parameters, total: usize) -> Paging {
        let size = parameters.request.limit.max(1);
        let pages = total.div_ceil(size);
        let current = parameters.request.offset / size;
        let href = |page: usize| parameters.at(page * size).href("/");
        let mut paging = Paging { sizes: sizes(parameters, total), ..Paging::default() };
        if pages == 0 || (pages == 1 && current == 0) {
            return paging;
        }
        paging.previous = (current > 0).then(|| href(current.min(pages) - 1));
        paging.next = (current + 1 < pages).then(|| href(current + 1));
        let mut last = None;
        for page in (0..pages).filter(|&page| is_listed(page, current, pages)) {
            if last.is_some_and(|last| page > last + 1) {
                paging.numbers.push(None);
            }
            let label = (page + 1).to_string();
            paging.numbers.push(Some(Choice { label, href: href(page), current: page == current }));
            last = Some(page);
        }
        paging
    }
}

/// The first and the last page are listed, and those around the current one.
fn is_listed(page: usize, current: usize, pages: usize) -> bool {
    page == 0 || page + 1 == pages || page.abs_diff(current) <= NEIGHBOURS
}

/// Page sizes, where more than the smallest makes a difference.
fn sizes(parameters: &Parameters, total: usize) -> Vec<Choice> {
    if total <= SIZES[0] {
        return Vec::new();
    }
    let choice = |size: usize| Choice {
        label: size.to_string(),
        href: parameters.with_limit(size).href("/"),
        current: size == parameters.request.limit,
    };
    SIZES.into_iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::read;

    #[test]
    fn pages_around_the_current_one_are_listed() {
        let cases = [
            ("", 0, ""),
            ("", 10, ""),
            ("", 21, "[1] 2 3 >"),
            ("offset=20", 21, "< 1 2 [3]"),
            ("offset=100", 205, "< 1 … 9 10 [11] 12 13 … 21 >"),
            ("limit=100", 205, "[1] 2 3 >"),
            ("limit=0", 2, "[1] 2 >"),
            ("offset=500", 21, "< 1 … 3"),
            ("offset=10", 5, "< 1"),
        ];
        for (query, total, expected) in cases {
            let paging = Paging::new(&read(query).parameters, total);
            let mut seen: Vec<String> = paging.previous.iter().map(|_| "<".to_owned()).collect();
            seen.extend(paging.numbers.iter().map(|number| match number {
                None => "…".to_owned(),
                Some(choice) if choice.current => format!("[{}]", choice.label),
                Some(choice) => choice.label.clone(),
            }));
            seen.extend(paging.next.iter().map(|_| ">".to_owned()));
            assert_eq!(seen.join(" "), expected, "{query} of {total}");
        }
    }

    #[test]
    fn links_keep_the_search() {
        let paging = Paging::new(&read("q=a&limit=20&offset=20").parameters, 60);
        assert_eq!(paging.previous.as_deref(), Some("/?q=a&limit=20"));
        assert_eq!(paging.next.as_deref(), Some("/?q=a&limit=20&offset=40"));
        assert_eq!(paging.sizes[2].href, "/?q=a&limit=50");
    }
}
