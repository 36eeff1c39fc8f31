//! The page that asks which two documents are to be compared: a form, and for what is not the number of a
//! document those that it may mean.

use askama::Template;
use search::{Request, VersionsListed};

use super::NAMES;
use crate::Error;
use crate::pages::Frame;
use crate::parameters::Parameters;
use crate::routes::Asked;

/// How many documents are offered for what was typed.
const OFFERED: usize = 5;

/// What the page shows.
#[derive(Template)]
#[template(path = "choosing.html")]
pub(super) struct ChoosingPage {
    frame: Frame,
    sides: [Side; 2],
}

/// What was typed for one of the documents.
struct Side {
    /// The parameter.
    key: &'static str,
    name: &'static str,
    typed: String,
    /// Whether there is no document of that number.
    is_unknown: bool,
    /// What may be meant: what it is called, and the comparison with it.
    offered: Vec<(String, String)>,
}

impl ChoosingPage {
    /// The page where some documents are to be named, or were not found.
    pub(super) fn new(
        asked: &Asked<'_>,
        parameters: &Parameters,
        typed: [String; 2],
        found: [bool; 2],
    ) -> Result<ChoosingPage, Error> {
        let side = |at: usize| -> Result<Side, Error> {
            let own = typed[at].clone();
            let is_unknown = !own.is_empty() && !found[at];
            let meant = if is_unknown { offered(asked, &own)? } else { Vec::new() };
            let offer = |(id, told): (String, String)| {
                let [a, b] = if at == 0 { [&id, &typed[1]] } else { [&typed[0], &id] };
                (told, parameters.comparison_href(a, b))
            };
            let offered = meant.into_iter().map(offer).collect();
            Ok(Side { key: ["a", "b"][at], name: NAMES[at], typed: own, is_unknown, offered })
        };
        Ok(ChoosingPage {
            frame: Frame::new("比较两份文件 · 政策检索".to_owned(), parameters),
            sides: [side(0)?, side(1)?],
        })
    }
}

/// The documents that a search for the words finds first: the id of each, and what it is called.
fn offered(asked: &Asked<'_>, words: &str) -> Result<Vec<(String, String)>, Error> {
    let request = Request {
        query: words.to_owned(),
        limit: OFFERED,
        versions: Some(VersionsListed::All),
        ..Request::default()
    };
    let found = asked.engine.search_within(asked.budget, &request)?;
    let told = |hit: &search::Hit| {
        let date = hit.fields.date.map(|date| date.in_chinese());
        let known = [hit.fields.number.clone(), date].into_iter().flatten().collect::<Vec<_>>();
        let known =
            if known.is_empty() { String::new() } else { format!("（{}）", known.join("，")) };
        (hit.id.clone(), format!("{}{known}", hit.fields.title))
    };
    Ok(found.hits.iter().map(told).collect())
}
