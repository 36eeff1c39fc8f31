//! Parameters of the API that are refused where they cannot be used: paging, and those of calls that
//! have no notices to say so in.

use form_urlencoded::parse;
use search::{FilterField, MAX_LIMIT, Notice, NoticeCode};

use super::DEFAULT_VALUES;
use super::reading::{Reading, read_pairs, shortened};

/// What is wrong with a parameter, as a sentence in Chinese.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed(pub(crate) String);

impl Malformed {
    /// A value that a parameter cannot have, and which it can.
    pub(crate) fn value(name: &str, value: &str, possible: &str) -> Malformed {
        Malformed(format!("参数 {name} 的值“{}”无法使用。{possible}", shortened(value)))
    }
}

/// A part of a list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

/// What a call for the values of a facet says.
#[derive(Debug)]
pub(crate) struct FacetReading {
    /// `None` where the parameter names no facet, which a notice says.
    pub(crate) field: Option<FilterField>,
    /// What values have to contain.
    pub(crate) contains: String,
    pub(crate) page: Page,
    /// The search whose documents are counted.
    pub(crate) search: Reading,
}

/// Parameters of a search of which there is one.
const ONCE: [&str; 7] = ["q", "since", "sort", "literal", "no-synonyms", "versions", "today"];

/// Reads the query string of a search. What a page would pass over without a word is told in a notice.
///
/// # Errors
/// When the paging cannot be read.
pub(crate) fn read_for_program(query: &str) -> Result<Reading, Malformed> {
    read_page(query, 0)?;
    let mut reading = super::read(query);
    reading.notices.extend(repeated(query));
    Ok(reading)
}

/// Whether the paging of a query string can be read, where only its search counts.
///
/// # Errors
/// When it cannot.
pub(crate) fn check_paging(query: &str) -> Result<(), Malformed> {
    read_page(query, 0).map(drop)
}

/// Reads the query string of a call for the values of a facet.
///
/// # Errors
/// When no facet is named, or the paging cannot be read.
pub(crate) fn read_facet(query: &str) -> Result<FacetReading, Malformed> {
    let [field, contains] = ["field", "contains"].map(|name| once(query, name));
    let name = required("field", field?)?;
    let page = read_page(query, DEFAULT_VALUES)?;
    let is_own = |name: &str| ["field", "contains", "limit", "offset"].contains(&name);
    let mut search = read_pairs(parse(query.as_bytes()).filter(|(name, _)| !is_own(name)));
    search.notices.extend(repeated(query));
    let field = FilterField::ALL.into_iter().find(|field| field.facet() == name);
    if field.is_none() {
        let Malformed(text) = Malformed::value("field", &name, &possible_fields());
        search.notices.push(Notice { code: NoticeCode::BadParameter, text, words: name });
    }
    Ok(FacetReading { field, contains: contains?.unwrap_or_default(), page, search })
}

fn possible_fields() -> String {
    format!("可用 {}。", FilterField::ALL.map(FilterField::facet).join("、"))
}

/// The part of a list that is asked for; a limit too high is the highest.
fn read_page(query: &str, default: usize) -> Result<Page, Malformed> {
    let [limit, offset] = ["limit", "offset"].map(|name| once(query, name));
    let Page { limit, offset } = page(limit?, offset?, default)?;
    Ok(Page { limit: limit.min(MAX_LIMIT), offset })
}

/// The part of a list that its limit and offset say.
///
/// # Errors
/// When one is no number.
pub(crate) fn page(
    limit: Option<String>,
    offset: Option<String>,
    default: usize,
) -> Result<Page, Malformed> {
    let limit = number("limit", limit, default, usize::MAX)?;
    Ok(Page { limit, offset: number("offset", offset, 0, usize::MAX)? })
}

/// The values of the only parameters that a call takes.
///
/// # Errors
/// When there is another one, or one is there twice.
pub(crate) fn only<const N: usize>(
    query: &str,
    names: [&str; N],
) -> Result<[Option<String>; N], Malformed> {
    for (name, _) in parse(query.as_bytes()) {
        if !names.contains(&&*name) {
            let known = if N == 0 { "这个接口没有参数。" } else { "可用 " };
            let known = format!("{known}{}", names.join("、"));
            return Err(Malformed(format!("没有名为“{}”的参数。{known}", shortened(&name))));
        }
    }
    let mut values = [const { None }; N];
    for (value, name) in values.iter_mut().zip(names) {
        *value = once(query, name)?;
    }
    Ok(values)
}

/// The value of a parameter that must be there.
///
/// # Errors
/// When it is not, or is empty.
pub(crate) fn required(name: &str, value: Option<String>) -> Result<String, Malformed> {
    let value = value.filter(|value| !value.is_empty());
    value.ok_or_else(|| Malformed(format!("缺少参数 {name}。")))
}

/// A whole number; one too large to hold is the largest.
///
/// # Errors
/// When it is none, or larger than `most`.
pub(crate) fn number(
    name: &str,
    value: Option<String>,
    default: usize,
    most: usize,
) -> Result<usize, Malformed> {
    let Some(value) = value else { return Ok(default) };
    let read = super::reading::number(&value).filter(|number| *number <= most);
    let range = if most == usize::MAX { "不小于 0".to_owned() } else { format!("0 到 {most}") };
    read.ok_or_else(|| Malformed::value(name, &value, &format!("请写{range}的整数。")))
}

/// The value of a parameter that may be given once.
fn once(query: &str, name: &str) -> Result<Option<String>, Malformed> {
    let mut values = parse(query.as_bytes()).filter(|(given, _)| given == name);
    match (values.next(), values.next()) {
        (_, Some(_)) => Err(Malformed(format!("参数 {name} 只能写一次。"))),
        (value, None) => Ok(value.map(|(_, value)| value.into_owned())),
    }
}

/// That of parameters which are there several times the last counts.
fn repeated(query: &str) -> impl Iterator<Item = Notice> {
    ONCE.into_iter().filter(|name| once(query, name).is_err()).map(|name| Notice {
        code: NoticeCode::BadParameter,
        text: format!("参数 {name} 写了几次，以最后一次为准。"),
        words: name.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paging_that_is_no_number_is_refused() {
        let wrong =
            ["limit=", "limit=ten", "limit=-1", "limit=+1", "limit=1&limit=2", "offset=1.5"];
        for query in wrong {
            assert!(read_for_program(query).is_err(), "{query}");
            assert!(read_facet(&format!("field=year&{query}")).is_err(), "{query}");
        }
        let most = read_facet("field=year&limit=99999999999999999999&offset=3").unwrap().page;
        assert_eq!(most, Page { offset: 3, limit: MAX_LIMIT });
        let none = read_facet("field=year").unwrap().page;
        assert_eq!(none, Page { offset: 0, limit: DEFAULT_VALUES });
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let cases = [
            ("q=a&q=b", "q 写了几次"),
            ("sort=date&sort=relevance", "sort 写了几次"),
            ("size=1", "size"),
            ("kind=x", "kind"),
        ];
        for (query, told) in cases {
            let notices = read_for_program(query).unwrap().notices;
            assert!(notices.len() == 1 && notices[0].text.contains(told), "{query} {notices:?}");
        }
        let unknown = read_facet("field=colour&year=2019&contains=x").unwrap();
        assert_eq!((unknown.field, unknown.search.notices.len()), (None, 1));
        assert!(unknown.search.notices[0].text.contains("doc_type"));
        assert!(read_facet("q=a").is_err() && read_facet("field=").is_err());
    }

    #[test]
    fn other_calls_take_their_own_parameters_alone() {
        assert_eq!(only("b=2&a=", ["a", "b"]), Ok([Some(String::new()), Some("2".to_owned())]));
        assert_eq!(only("", []), Ok([]));
        for query in ["a=1&a=1", "c=1", "=1"] {
            assert!(only(query, ["a", "b"]).is_err(), "{query}");
        }
        for (value, expected) in [("0", Some(0)), ("50", Some(50)), ("51", None), (" 1", None)] {
            assert_eq!(number("limit", Some(value.to_owned()), 8, 50).ok(), expected, "{value}");
        }
    }
}
