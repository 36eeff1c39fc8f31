//! The parts of an official letter (公文) that tell what it is: the head with who issues and the
//! number, and at the foot the signatures over the date. Lines tell them, wherever a reader put
//! them: a notice is signed before what it prints, an opinion after its last section.

use std::sync::LazyLock;

use regex::Regex;

use document::record::Record;
use document::title;
use language::agency::Issuers;
use language::date::PartialDate;
use language::gazetteer::{Entity, Gazetteer};
use language::{agency, entity, fold, number};

use crate::finding::Finding;
use crate::place;
use crate::unbroken;

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

/// Who heads the government of a region, and what the name of such a region ends with.
const GOVERNORS: [(&str, &str); 5] =
    [("省长", "省"), ("市长", "市"), ("代市长", "市"), ("主席", "区"), ("州长", "州")];

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
    /// The office of the person who signed: 省长.
    person: Option<&'static str>,
}

impl Letter {
    /// What the lines of a record say.
    pub(crate) fn of(record: &Record, gazetteer: &Gazetteer) -> Letter {
        let passages = unbroken::passages(record);
        let lines: Vec<&str> = passages
            .iter()
            .map(|passage| passage.text.trim())
            .filter(|line| !line.is_empty())
            .collect();
        let head = &lines[..lines.len().min(HEAD)];
        let signature = signature(&lines, gazetteer).or_else(|| cover(head, gazetteer));
        let Signature { signers, day, person } = signature.unwrap_or_default();
        let whole = |issuers: Option<Issuers>| Some(place::jointly(issuers?, gazetteer));
        Letter {
            headed: whole(headed(head, &record.fields.title, gazetteer)),
            number: head_number(head),
            issued: day
                .or_else(|| day::under_title(record, head))
                .or_else(|| day::imprint(&lines))
                .or_else(|| day::alone(&lines)),
            signers: whole(signers),
            person,
        }
    }

    /// Who signed it.
    pub(crate) fn signed(&self) -> Option<&Issuers> {
        self.signers.as_ref()
    }

    /// The day on which an order was signed, which stands before what it gives.
    pub(crate) fn ordered(&self) -> Option<&Finding<PartialDate>> {
        let is_order = self.number.as_ref().is_some_and(|number| number::is_order(&number.value));
        let is_signed = self.person.is_some() || self.signers.is_some();
        self.issued.as_ref().filter(|_| is_order && is_signed)
    }

    /// Who gave an order by its number (农业部令2016年第6号), else the government whose head signed it, by
    /// the region that the title begins with: 省长 of 某省某规定.
    pub(crate) fn ordered_by(&self, title: &str, gazetteer: &Gazetteer) -> Option<Issuers> {
        let of_number = self.number.as_ref().and_then(|found| {
            let names = agency::list(number::orderer(&found.value)?, gazetteer);
            (!names.is_empty()).then(|| Issuers { names, words: found.evidence.clone() })
        });
        of_number.or_else(|| self.government_of(title, gazetteer))
    }

    fn government_of(&self, title: &str, gazetteer: &Gazetteer) -> Option<Issuers> {
        let person = self.person?;
        let (_, end) = GOVERNORS.into_iter().find(|(governor, _)| *governor == person)?;
        let region = entity::leading(title, gazetteer).first()?.name;
        let is_governed = region.entity == Entity::Region && region.canonical.ends_with(end);
        let name = format!("{}人民政府", region.canonical);
        let name = agency::canonical(&name, gazetteer).unwrap_or(name);
        is_governed.then(|| Issuers { names: vec![name], words: person.to_owned() })
    }
}

/// Who signs letters, when, and the office of a person who signs alone.
#[derive(Default)]
struct Signature {
    signers: Option<Issuers>,
    day: Option<Finding<PartialDate>>,
    person: Option<&'static str>,
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
    let mut above = head.iter().enumerate().take_while(|(_, line)| number::is_above_text(line));
    above.find_map(|(at, line)| {
        let below = head.get(at + 1).filter(|below| number::is_serial(below));
        let is_order = line.ends_with('令') || line.ends_with("公告");
        let order = below.filter(|_| is_order).map(|below| format!("{}{below}", office(head, at)));
        whole(line).or_else(|| whole(&order?))
    })
}

/// Who gives an order by the line of the head that ends with 令; where that is the word alone, by the
/// short lines above it.
fn office(head: &[&str], at: usize) -> String {
    const ACT: &str = "令";
    if head[at] != ACT {
        return head[at].to_owned();
    }
    let is_name = |line: &&&str| line.chars().nth(24).is_none() && agency::masthead(line).is_none();
    let mut lines: Vec<&str> =
        head[..at].iter().rev().take(3).take_while(is_name).copied().collect();
    lines.reverse();
    format!("{}{ACT}", lines.join(" "))
}

/// The first agencies over a date, and the date; under a person's name the agencies stand at the
/// head instead.
fn signature(lines: &[&str], gazetteer: &Gazetteer) -> Option<Signature> {
    let dates = lines.iter().enumerate().filter(|(_, line)| day::may_be(line));
    dates.filter_map(|(at, line)| signed(&lines[..at], line, gazetteer)).next()
}

/// The signature that a line with a date closes, under the lines `above`.
fn signed(above: &[&str], line: &str, gazetteer: &Gazetteer) -> Option<Signature> {
    let (before, date) = day::split(line)?;
    let names = agency::list(bare(before), gazetteer);
    if names.is_empty() && !before.is_empty() {
        return None;
    }
    let person = above.last().and_then(|above| person(above));
    let above = &above[..above.len() - usize::from(person.is_some())];
    let signers = signers(above, line, names, gazetteer);
    (signers.is_some() || person.is_some()).then(|| {
        let words = signers.as_ref().map_or_else(|| line.to_owned(), |found| found.words.clone());
        Signature { signers, day: Some(Finding { value: date, evidence: words }), person }
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
fn cover(head: &[&str], gazetteer: &Gazetteer) -> Option<Signature> {
    let (at, date) = day::of_cover(head)?;
    let signers = signers(&head[..at], head[at], Vec::new(), gazetteer);
    let day = Some(Finding { value: date, evidence: head[at].to_owned() });
    Some(Signature { signers, day, person: None })
}

/// A signature without the remark that it is sealed.
fn bare(line: &str) -> &str {
    let seals =
        ["（盖章）", "(盖章)", "（印章）", "(印章)", "（章）", "(章)", "（公章）", "（代章）"];
    let line = line.trim();
    seals.iter().find_map(|seal| line.strip_suffix(seal)).unwrap_or(line).trim()
}

/// The office in 市长 杨某, 部　长　李某某, or alone where the name was left out.
fn person(line: &str) -> Option<&'static str> {
    let key: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let is_short = key.chars().nth(8).is_none();
    PERSONS.into_iter().find(|office| is_short && key.starts_with(office))
}
