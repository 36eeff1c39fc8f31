//! The page of two documents side by side: what differs with the words marked, what is the same folded.

mod choosing;

use askama::Template;
use corpus::Document;
use percent_encoding::percent_decode_str;
use report::comparison::{Change, Comparison, FactPair, INCOMPLETE, LEFT_OUT, Pair, Stretch, Unit};
use search::Marked;
use warp::http::StatusCode;
use warp::reply::Response;

use super::{Frame, message, page};
use crate::Error;
use crate::parameters::{self, Parameters, Reading, comparison_file_href};
use crate::reception::Origin;
use crate::routes::Asked;
use choosing::ChoosingPage;

/// `GET /compare?a=&b=`: two documents side by side; where one is not named or not found, a form that asks
/// for both.
pub(crate) fn compare(asked: &Asked<'_>) -> Result<Response, Error> {
    let (typed, Reading { parameters, .. }) = parameters::read_comparison(asked.query);
    let engine = asked.engine;
    let [first, second] = [engine.document(&typed[0])?, engine.document(&typed[1])?];
    let (Some(first), Some(second)) = (&first, &second) else {
        let found = [first.is_some(), second.is_some()];
        let is_wrong = typed.iter().zip(found).any(|(typed, found)| !typed.is_empty() && !found);
        let mut response = page(&ChoosingPage::new(asked, &parameters, typed, found)?)?;
        if is_wrong {
            *response.status_mut() = StatusCode::NOT_FOUND;
        }
        return Ok(response);
    };
    if first.id == second.id {
        let onward = Some((parameters.document_href(&first.id), "看这份文件"));
        let text = "要比较的两份是同一份文件。请从这份文件的“其他版本”或“相近的文件”里选另一份。";
        return Ok(message(StatusCode::OK, "同一份文件", text, onward));
    }
    let compared =
        Comparison::of([first, second], &engine.names(), &engine.analyzer(), &engine.state());
    page(&ComparisonPage::new(&parameters, [first, second], &compared, asked.origin))
}

/// What the page shows.
#[derive(Template)]
#[template(path = "comparison.html")]
struct ComparisonPage<'a> {
    frame: Frame,
    back: String,
    documents: [Side; 2],
    facts: &'a [FactPair],
    summary: Vec<String>,
    incomplete: Option<&'static str>,
    left_out: &'static str,
    /// Where the same is with the sides exchanged.
    exchanged: String,
    stretches: Vec<Shown<'a>>,
    /// Files to keep: what they are called, and their addresses.
    files: [(&'static str, String); 5],
    /// What tells where a printed page is from.
    printed: String,
}

/// One of the documents.
struct Side {
    name: &'static str,
    citation: String,
    href: String,
}

/// What is shown of some pairs.
enum Shown<'a> {
    /// Pairs that are the same.
    Same { told: String, pairs: Vec<Rows<'a>> },
    /// A pair that differs, with its anchor.
    Different { anchor: String, name: String, label: String, class: &'static str, rows: Rows<'a> },
}

/// The paragraphs of both sides, each with its number.
struct Rows<'a> {
    sides: [Vec<(String, &'a Marked)>; 2],
}

impl<'a> ComparisonPage<'a> {
    fn new(
        parameters: &Parameters,
        documents: [&Document; 2],
        compared: &'a Comparison,
        origin: &Origin,
    ) -> ComparisonPage<'a> {
        let [a, b] = documents.map(|document| document.id.as_str());
        let file = |format, all| comparison_file_href([a, b], format, all);
        let side = |at: usize| Side {
            name: NAMES[at],
            citation: compared.citations[at].clone(),
            href: parameters.document_href(&documents[at].id),
        };
        let title = format!("{} · 政策检索", compared.caption());
        ComparisonPage {
            frame: Frame {
                description: compared.citations.join("与") + "逐条对照",
                ..Frame::new(title, parameters)
            },
            back: parameters.document_href(b),
            documents: [side(0), side(1)],
            facts: &compared.facts,
            summary: compared.summary(),
            incomplete: (!compared.complete).then_some(INCOMPLETE),
            left_out: LEFT_OUT,
            exchanged: parameters.comparison_href(b, a),
            stretches: compared.stretches().iter().map(|one| shown(compared, one)).collect(),
            files: [
                ("Word：不同的条文", file("docx", false)),
                ("Word：全文", file("docx", true)),
                ("Markdown：不同的条文", file("md", false)),
                ("Markdown：全文", file("md", true)),
                ("JSON", file("json", false)),
            ],
            printed: printed(parameters, [a, b], origin),
        }
    }

    /// Links to all that differs.
    fn changes(&self) -> Vec<(&str, &str, &str)> {
        self.stretches.iter().filter_map(Shown::link).collect()
    }
}

/// What the documents are called on the page.
const NAMES: [&str; 2] = ["前一份", "后一份"];

impl Shown<'_> {
    /// Its anchor, name and label, where it differs.
    fn link(&self) -> Option<(&str, &str, &str)> {
        match self {
            Shown::Same { .. } => None,
            Shown::Different { anchor, name, label, .. } => Some((anchor, name, label)),
        }
    }
}

fn shown<'a>(compared: &Comparison, stretch: &Stretch<'a>) -> Shown<'a> {
    match *stretch {
        Stretch::Same(pairs) => Shown::Same {
            told: Comparison::same(pairs),
            pairs: pairs.iter().map(Rows::of).collect(),
        },
        Stretch::Different(pair, at) => Shown::Different {
            anchor: format!("c{at}"),
            name: pair.name(),
            label: compared.label(pair),
            class: match pair.change {
                Change::OnlyFirst => "gone",
                Change::OnlySecond => "new",
                Change::Same | Change::Changed => "changed",
            },
            rows: Rows::of(pair),
        },
    }
}

impl<'a> Rows<'a> {
    fn of(pair: &'a Pair) -> Rows<'a> {
        let paragraphs = |unit: &'a Unit| {
            let numbers = [unit.lead()].into_iter().chain(std::iter::repeat(String::new()));
            numbers.zip(&unit.paragraphs)
        };
        Rows {
            sides: pair.units.each_ref().map(|units| units.iter().flat_map(paragraphs).collect()),
        }
    }
}

/// Where a printed page is from.
fn printed(parameters: &Parameters, [a, b]: [&str; 2], origin: &Origin) -> String {
    let href = parameters.comparison_href(a, b);
    let path = percent_decode_str(&href).decode_utf8_lossy();
    format!("地址：{origin}{path}　打印：{}", corpus::PartialDate::today().in_chinese())
}
