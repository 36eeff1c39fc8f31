//! The search page.

use askama::Template;
use search::{NearHit, Response, Sort, VersionsListed};

use super::answer::AnswerCard;
use super::chips::{self, Chip};
use super::facets::{self, FacetBox};
use super::hits::HitCard;
use super::notices::{self, Note};
use super::paging::{Choice, Paging};
use super::{EXAMPLES, Frame};
use crate::parameters::Parameters;

/// What the search page shows.
#[derive(Template)]
#[template(path = "results.html")]
pub(super) struct ResultsPage<'a> {
    frame: Frame,
    /// Whether anything was asked for, or all documents are listed.
    asked: bool,
    /// Questions to begin with, where nothing is asked for yet.
    examples: &'static [&'static str],
    total: usize,
    /// Whether the search was done to its end; otherwise there are at least so many.
    complete: bool,
    /// Numbers of the first and the last hit on this page, where it does not show all.
    span: Option<(usize, usize)>,
    /// That versions of one document are listed as one, and the way to list each; or back.
    versions: Option<VersionsNote>,
    sorts: Vec<Choice>,
    facets: Vec<FacetBox>,
    chips: Vec<Chip>,
    clear: Option<String>,
    /// What asks for attention, and what only says how the query was read.
    notices: Vec<Note>,
    hints: Vec<Note>,
    ways_out: Vec<Choice>,
    answer: Option<AnswerCard<'a>>,
    hits: Vec<HitCard<'a>>,
    /// What comes nearest, where nothing was found.
    nearest: Vec<NearCard<'a>>,
    paging: Paging,
    first_page: String,
    overview: String,
    json: String,
    /// How many documents the library has.
    library: usize,
}

impl<'a> ResultsPage<'a> {
    /// The page for a search and what it found, in a library of so many documents. `quoted` is the
    /// title of the document that the answer quotes, where it is not among the hits.
    pub(super) fn new(
        parameters: &Parameters,
        response: &'a Response,
        quoted: Option<&'a str>,
        library: usize,
    ) -> ResultsPage<'a> {
        let request = &parameters.request;
        let asked = !request.query.trim().is_empty();
        let title = if asked {
            format!("{} · 政策检索", request.query)
        } else {
            "政策检索".into()
        };
        let shown = response.hits.len();
        let untouched = !asked && parameters.filters().is_empty() && request.offset == 0;
        let notes = notices::notes(parameters, response).into_iter();
        let (hints, notices) = notes.partition(|note| note.quiet);
        let card = |answer| AnswerCard::new(parameters, response, answer, quoted);
        ResultsPage {
            frame: Frame::new(title, parameters),
            asked,
            examples: if untouched { &EXAMPLES } else { &[] },
            total: response.total,
            complete: response.complete,
            span: (0 < shown && shown < response.listed)
                .then(|| (request.offset + 1, request.offset + shown)),
            versions: versions(parameters, response),
            sorts: sorts(parameters, response, asked),
            facets: facets::boxes(parameters, response),
            chips: chips::chips(parameters, response),
            clear: chips::cleared(parameters, response),
            notices,
            hints,
            ways_out: ways_out(parameters, response),
            answer: response.answer.as_ref().map(card),
            hits: response.hits.iter().map(|hit| HitCard::new(parameters, hit)).collect(),
            nearest: nearest(parameters, response),
            paging: Paging::new(parameters, response.listed),
            first_page: parameters.at(0).href("/"),
            overview: parameters.at(0).href("/overview"),
            json: parameters.href("/api/v1/search"),
            library,
        }
    }
}

/// A document that comes near, with the words of the query that it lacks.
struct NearCard<'a> {
    card: HitCard<'a>,
    lacks: &'a [String],
}

fn nearest<'a>(parameters: &Parameters, response: &'a Response) -> Vec<NearCard<'a>> {
    let card = |near: &'a NearHit| NearCard {
        card: HitCard::new(parameters, &near.hit),
        lacks: &near.lacks,
    };
    response.nearest.iter().map(card).collect()
}

/// How versions are listed, with the way to list them otherwise.
struct VersionsNote {
    text: String,
    label: &'static str,
    href: String,
}

/// Says how versions are listed where it makes a difference.
fn versions(parameters: &Parameters, response: &Response) -> Option<VersionsNote> {
    let (way, label) = match parameters.request.versions {
        Some(VersionsListed::All) => (None, "合并"),
        _ if response.listed < response.total => (Some(VersionsListed::All), "分开列出"),
        _ => return None,
    };
    let text = match way {
        Some(_) => format!("各版本合并后 {} 条", response.listed),
        None => "各版本分开列出".to_owned(),
    };
    Some(VersionsNote { text, label, href: parameters.listing(way).href("/") })
}

/// The orders to choose from. Without a query no hit is better than another.
fn sorts(parameters: &Parameters, response: &Response, asked: bool) -> Vec<Choice> {
    let named = [(Sort::Relevance, "相关度"), (Sort::Date, "最新"), (Sort::DateAsc, "最早")];
    let choice = |(sort, label): (Sort, &str)| Choice {
        label: label.to_owned(),
        href: parameters.sorted(sort).href("/"),
        current: response.understood.sort == sort,
    };
    named.into_iter().filter(|&(sort, _)| asked || sort != Sort::Relevance).map(choice).collect()
}

fn ways_out(parameters: &Parameters, response: &Response) -> Vec<Choice> {
    let choice = |way: &search::WayOut| {
        let field = way.drop;
        let (name, values) = (field.label(), chips::values_read(&response.understood, field));
        Choice {
            label: format!("去掉{name}限定（{}）：{} 篇", values.join("、"), way.total),
            href: parameters.ignoring(field).href("/"),
            current: false,
        }
    };
    response.ways_out.iter().map(choice).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use corpus::Kind;
    use corpus::document::{Inference, Source};
    use corpus::fields::Fields;
    use search::{
        Answer, Applied, CharOffset, Facets, FilterField, Hit, Notice, NoticeCode, Receipt,
        Snippet, Understood, WayOut,
    };

    use super::*;
    use crate::parameters::read;

    /// A response with nothing in it.
    pub(crate) fn response() -> Response {
        Response {
            query: String::new(),
            understood: Understood::default(),
            notices: Vec::new(),
            ways_out: Vec::new(),
            complete: true,
            total: 0,
            listed: 0,
            hits: Vec::new(),
            nearest: Vec::new(),
            facets: Facets::default(),
            answer: None,
            took_ms: 0.5,
        }
    }

    /// A filter that was read out of the query.
    pub(crate) fn receipt(field: FilterField, value: &str, words: &str) -> Receipt {
        let (value, words) = (value.to_owned(), words.to_owned());
        Receipt {
            field: field.into(),
            value,
            words,
            start: CharOffset(0),
            end: CharOffset(1),
            applied: Applied::Filter,
        }
    }

    /// A policy of the district 静安区.
    pub(crate) fn hit() -> Hit {
        Hit {
            id: "沪府〔2019〕1号/a&b".to_owned(),
            fields: Fields {
                kind: Kind::Policy,
                title: "静安区促进金融业开放发展举措".to_owned(),
                date: "2019-12".parse().ok(),
                district: Some("静安区".to_owned()),
                agency: Some("静安区".to_owned()),
                ..Fields::default()
            },
            score: 1.0,
            ..Hit::default()
        }
    }

    const HOSTILE: &str = "<script>alert('1')</script>\"&amp;";

    fn hostile() -> Response {
        let text = || HOSTILE.to_owned();
        let mut hit = hit();
        hit.title_marked = vec![(text(), 0), (text(), 1)];
        hit.fields.number = Some(text());
        hit.fields.district = Some(text());
        hit.inferred = vec![Inference { field: "number".to_owned(), evidence: text() }];
        hit.snippets = vec![Snippet { section: Some(text()), marked: vec![(text(), 1)] }];
        hit.sources = vec![Source { file: text(), place: text() }];
        let marked = vec![(text(), 1)];
        Response {
            notices: vec![Notice { code: NoticeCode::Syntax, text: text(), words: text() }],
            answer: Some(Answer::Passage { marked, id: text(), section: Some(text()) }),
            total: 1,
            hits: vec![hit],
            ..response()
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("q", HOSTILE)
            .append_pair("agency", HOSTILE)
            .append_pair("<b>", HOSTILE)
            .finish();
        let html =
            ResultsPage::new(&read(&query).parameters, &hostile(), None, 1).render().unwrap();
        assert!(!html.contains("<script>"), "{html}");
        assert!(!html.contains("\"&amp;\""), "{html}");
        assert!(html.contains("&#60;script&#62;"), "{html}");
    }

    #[test]
    fn the_page_shows_the_state_of_the_search() {
        let mut listed = response();
        listed.hits = vec![hit()];
        (listed.total, listed.listed) = (41, 41);
        let mut stuck = response();
        stuck.understood.receipts = vec![receipt(FilterField::DATES, "2018", "2018年")];
        stuck.ways_out = vec![WayOut { drop: FilterField::DATES, total: 2 }];
        let mut near = response();
        near.nearest = vec![NearHit { hit: hit(), lacks: vec!["低空".to_owned()] }];
        let mut counted = response();
        counted.answer = Some(Answer::Count { count: 21 });
        let mut cut_off = response();
        cut_off.complete = false;
        let cases = [
            ("q=a", &cut_off, "找到至少 <strong>0</strong> 篇"),
            ("q=a", &cut_off, "还没有找到，就停下了"),
            ("q=a", &listed, "41"),
            ("q=a&offset=40", &listed, "第 41–41 篇"),
            ("q=a&offset=40", &listed, "aria-current=\"page\""),
            ("q=a&year=2019", &listed, "年份：2019年"),
            ("q=a&year=2019", &listed, "name=\"year\" value=\"2019\""),
            (
                "q=a",
                &listed,
                "/doc?id=%E6%B2%AA%E5%BA%9C%E3%80%942019%E3%80%951%E5%8F%B7%2Fa%26b&#38;q=a",
            ),
            ("q=a", &near, "没有完全符合的；最接近的是"),
            ("q=a", &near, "<del>低空</del>"),
            ("q=a", &stuck, "<a href=\"/?q=a&#38;ignore=dates\">去掉时间限定（2018年）：2 篇</a>"),
            ("q=a", &stuck, "没有找到"),
            ("q=a", &counted, "共 <strong>21</strong> 项"),
            ("", &listed, "例如"),
        ];
        for (query, response, expected) in cases {
            let html =
                ResultsPage::new(&read(query).parameters, response, None, 50).render().unwrap();
            assert!(html.contains(expected), "{query}: no {expected} in {html}");
        }
    }
}
