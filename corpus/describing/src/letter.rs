//! The parts of an official letter (公文) that tell what it is: the head with who issues and the
//! number, and at the foot the signatures over the date. Lines tell them, wherever a reader put
//! them: a notice is signed before what it prints, an opinion after its last section.

use std::sync::LazyLock;

use regex::Regex;

use document::record::Record;
use document::title;
use language::agency::Issuers;
use language::date::PartialDate;
use language::gazetteer::Gazetteer;
use language::{agency, fold, number};

use crate::finding::Finding;

pub(crate) mod day;

/// Passages at the top among which the head of a letter stands.
const HEAD: usize = 12;

/// Characters that a line of the head or a signature may have.
const LONGEST_LINE: usize = 120;

/// Agencies that may sign one letter.
const MOST_SIGNERS: usize = 30;

/// How alike the title and what the text says was printed must be.
const ALIKE: f64 = 0.8;

/// Offices of persons who sign orders.
const PERSONS: [&str; 14] = [
    "市长",
    "省长",
    "主席",
    "部长",
    "主任",
    "局长",
    "总理",
    "区长",
    "县长",
    "州长",
    "署长",
    "行长",
    "院长",
    "代市长",
];

/// What the lines of a letter say.
#[derive(Debug, Default)]
pub(crate) struct Letter {
    /// Who the head names: 国务院关于印发…, 上海市人民政府文件.
    pub(crate) headed: Option<Issuers>,
    /// The number in the head.
    pub(crate) number: Option<Finding<String>>,
    /// The day it was signed.
    pub(crate) issued: Option<Finding<PartialDate>>,
    signers: Option<Issuers>,
}

impl Letter {
    /// What the lines of a record say.
    pub(crate) fn of(record: &Record, gazetteer: &Gazetteer) -> Letter {
        let passages = record.passages();
        let lines: Vec<&str> = passages
            .iter()
            .map(|passage| passage.text.trim())
            .filter(|line| !line.is_empty())
            .collect();
        let head = &lines[..lines.len().min(HEAD)];
        let signature = signature(&lines, gazetteer).or_else(|| cover(head, gazetteer));
        let (signers, signed) = signature.unzip();
        Letter {
            headed: headed(head, &record.fields.title, gazetteer),
            number: head_number(head),
            issued: signed
                .or_else(|| day::under_title(record, head))
                .or_else(|| day::imprint(&lines))
                .or_else(|| day::alone(&lines)),
            signers: signers.flatten(),
        }
    }

    /// Who signed it.
    pub(crate) fn signed(&self) -> Option<Issuers> {
        self.signers.clone()
    }
}

/// The first line of the head that names who issues.
fn headed(head: &[&str], own_title: &str, gazetteer: &Gazetteer) -> Option<Issuers> {
    head.iter().enumerate().find_map(|(at, line)| {
        let below = head.get(at + 1).copied().unwrap_or_default();
        let named = |names: &str| {
            let names = agency::list(names, gazetteer);
            (!names.is_empty()).then(|| Issuers { names, words: (*line).to_owned() })
        };
        if line.chars().nth(LONGEST_LINE).is_none() && !line.contains(['。', '；', '！', '？'])
        {
            if let Some(masthead) = agency::masthead(line) {
                return named(&masthead);
            }
            if below.starts_with("关于") {
                return named(line);
            }
            if let Some(issuers) = title::issuers(line, gazetteer) {
                return Some(issuers);
            }
        }
        named(announced(line, own_title)?)
    })
}

static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"(?:近日|日前|最近)[，,](?:经[^，,。]{1,20}同意[，,])?",
        r"(?P<names>[\p{Han}、 ]{2,60}?)(?:联合)?(?:制定)?(?:印发|发布|公布|出台)了?《(?P<title>[^》]+)》",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("announcement pattern")
});

/// Who a first sentence says has issued the document of this title: 近日，中共中央、国务院印发了《…》.
fn announced<'t>(line: &'t str, own_title: &str) -> Option<&'t str> {
    let found = ANNOUNCED.captures(line)?;
    let alike = strsim::normalized_levenshtein(&fold::key(&found["title"]), &fold::key(own_title));
    found.name("names").filter(|_| alike >= ALIKE).map(|names| names.as_str())
}

/// The number that is a line of the head, or two: 上海市人民政府令, 第42号.
fn head_number(head: &[&str]) -> Option<Finding<String>> {
    let whole = |line: &str| {
        let value = number::of_line(line)?;
        Some(Finding { value, evidence: line.to_owned() })
    };
    head.iter().enumerate().find_map(|(at, line)| {
        let below = head.get(at + 1).filter(|below| number::is_serial(below));
        let is_order = line.ends_with('令') || line.ends_with("公告");
        let order = below.filter(|_| is_order).map(|below| format!("{line}{below}"));
        whole(line).or_else(|| whole(&order?))
    })
}

/// The first agencies over a date, and the date; under a person's name the agencies stand at the
/// head instead.
fn signature(
    lines: &[&str],
    gazetteer: &Gazetteer,
) -> Option<(Option<Issuers>, Finding<PartialDate>)> {
    let dates = lines.iter().enumerate().filter(|(_, line)| day::may_be(line));
    dates.filter_map(|(at, line)| signed(&lines[..at], line, gazetteer)).next()
}

/// The signature that a line with a date closes, under the lines `above`.
fn signed(
    above: &[&str],
    line: &str,
    gazetteer: &Gazetteer,
) -> Option<(Option<Issuers>, Finding<PartialDate>)> {
    let (before, date) = day::split(line)?;
    let names = agency::list(bare(before), gazetteer);
    if names.is_empty() && !before.is_empty() {
        return None;
    }
    let is_personal = above.last().is_some_and(|above| is_person(above));
    let above = &above[..above.len() - usize::from(is_personal)];
    let signed = signers(above, line, names, gazetteer);
    (signed.is_some() || is_personal).then(|| {
        let words = signed.as_ref().map_or_else(|| line.to_owned(), |signed| signed.words.clone());
        (signed, Finding { value: date, evidence: words })
    })
}

/// The agencies in the lines right over one that names some, or that is a date.
fn signers(
    above: &[&str],
    line: &str,
    mut names: Vec<String>,
    gazetteer: &Gazetteer,
) -> Option<Issuers> {
    let mut words = vec![line];
    for signer in above.iter().rev().take(MOST_SIGNERS) {
        let is_short = signer.chars().nth(LONGEST_LINE).is_none();
        let mut more = if is_short { agency::list(bare(signer), gazetteer) } else { Vec::new() };
        if more.is_empty() {
            break;
        }
        words.insert(0, signer);
        names.retain(|name| !more.contains(name));
        more.append(&mut names);
        names = more;
    }
    (!names.is_empty()).then(|| Issuers { names, words: words.join(" ") })
}

/// The agencies over the month on a cover, and the month.
fn cover(head: &[&str], gazetteer: &Gazetteer) -> Option<(Option<Issuers>, Finding<PartialDate>)> {
    let (at, date) = day::of_cover(head)?;
    let signed = signers(&head[..at], head[at], Vec::new(), gazetteer);
    Some((signed, Finding { value: date, evidence: head[at].to_owned() }))
}

/// A signature without the remark that it is sealed.
fn bare(line: &str) -> &str {
    let seals =
        ["（盖章）", "(盖章)", "（印章）", "(印章)", "（章）", "(章)", "（公章）", "（代章）"];
    let line = line.trim();
    seals.iter().find_map(|seal| line.strip_suffix(seal)).unwrap_or(line).trim()
}

/// 市长 杨某, 部　长　李某某
fn is_person(line: &str) -> bool {
    let key: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let is_short = key.chars().nth(8).is_none();
    is_short && PERSONS.iter().any(|office| key.starts_with(office) && key.len() > office.len())
}
