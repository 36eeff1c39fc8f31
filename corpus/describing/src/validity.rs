//! From when and until when a document is in force, by its own sentences, and the sentence that
//! proves it. A sentence counts only where it speaks of the document itself (本办法…, 自…起施行):
//! licences have terms too, and a document may end others (…同时废止).

use regex::Captures;

use crate::dates::SettledDates;
use crate::finding::{Finding, Settled};
use crate::notice::Notice;
use crate::unbroken;
use document::document::Doubt;
use document::fields::{Status, Validity};
use document::record::Record;
use document::title;
use language::date::PartialDate;
use language::{doc_type, numeral};

mod patterns;

use patterns::{EFFECTIVE, ITSELF, OPEN_END, REMARK, SELF_ENDS, TERM, UNTIL};

/// Passages at the top among which a remark may say that the document is no longer in force.
const HEAD: usize = 6;

/// Characters that such a remark may have, and one that names by what it ended.
const LONGEST_REMARK: usize = 40;
const LONGEST_REASON: usize = 100;

/// How a remark begins that names by what the document ended.
const REASONS: [&str; 3] = ["根据", "依据", "按照"];

/// From when and until when it is in force, and whether it is.
pub(crate) struct SettledValidity {
    pub(crate) effective: Settled<PartialDate>,
    pub(crate) expires: Settled<PartialDate>,
    pub(crate) status: Settled<Status>,
    /// A sentence by which the status was found out and which may speak of something else.
    pub(crate) doubt: Option<Doubt>,
}

/// Settles the dates 施行 and 失效, and the status that follows from them on the day `today`; of a
/// document that `speaks` not of itself only what is stated counts. What is not proved by a date or
/// a sentence has no status.
pub(crate) fn settle(
    record: &Record,
    speaks: bool,
    dates: &SettledDates,
    notice: &Notice,
    today: PartialDate,
) -> SettledValidity {
    let stated = &record.fields;
    let validity = SettledValidity {
        effective: Settled::stated(record, "effective", stated.dates.effective),
        expires: Settled::stated(record, "expires", stated.dates.expires),
        status: Settled::stated(record, "status", stated.status.clone()),
        doubt: None,
    };
    if !speaks {
        return validity;
    }
    let found = statements(record, dates, notice, today);
    let effective = validity.effective.or(|| found.effective);
    let expires = validity.expires.or(|| found.expires);
    let status = validity.status.or(|| {
        let by_days = || by_days(&effective, &expires, today);
        let status = found.ended.or_else(by_days).or(found.open)?;
        Some(Finding { evidence: status.evidence.clone(), value: status })
    });
    let doubt = far(record, &status);
    SettledValidity { effective, expires, status, doubt }
}

/// A doubt where the sentence behind a status speaks of a document of another type than the title
/// and what it prints: an annex may have a term of its own.
fn far(record: &Record, status: &Settled<Status>) -> Option<Doubt> {
    let found = status.value.as_ref().filter(|_| status.is_found())?;
    let itself = ITSELF.find(&found.evidence)?.as_str();
    let title = &record.fields.title;
    let printed = title::attachments(title);
    let titles = printed.iter().map(|printed| printed.title.as_str()).chain([title.as_str()]);
    let mut types = titles.filter_map(|title| doc_type::of_title(title).map(|found| found.0));
    let own = doc_type::of_title(itself)?.0;
    // A notice calls what it lays down 政策, 措施 or 规定, whatever its title says.
    let is_common =
        ["政策", "措施", "文件", "规定", "意见", "通知"].iter().any(|end| itself.ends_with(end));
    let is_other =
        !is_common && types.next().is_some_and(|first| first != own && types.all(|t| t != own));
    is_other.then(|| Doubt {
        field: "status".to_owned(),
        value: found.value.name().to_owned(),
        reason: format!("依据的句子说的是“{itself}”，与标题的文种不同"),
    })
}

/// By the last day of validity: over or not.
fn by_days(
    effective: &Settled<PartialDate>,
    expires: &Settled<PartialDate>,
    today: PartialDate,
) -> Option<Status> {
    let last = expires.value?;
    let is_over = last.last_day() < today.first_day();
    let has_begun = effective.value.is_none_or(|day| day.first_day() <= today.last_day());
    let value = match (is_over, has_begun) {
        (true, _) => Validity::Expired,
        (false, true) => Validity::InForce,
        (false, false) => return None,
    };
    let evidence = expires.evidence.clone().unwrap_or_else(|| format!("有效期至{last}"));
    Some(Status { value, evidence })
}

/// What the sentences of a document say.
#[derive(Default)]
struct Statements {
    effective: Option<Finding<PartialDate>>,
    expires: Option<Finding<PartialDate>>,
    /// The document itself is over, as a sentence or a remark says.
    ended: Option<Status>,
    /// It ends with something that no date is known of.
    open: Option<Status>,
}

fn statements(
    record: &Record,
    dates: &SettledDates,
    notice: &Notice,
    today: PartialDate,
) -> Statements {
    let mut found = Statements::default();
    let passages = unbroken::passages(record);
    let (issued, published) = (dates.issued.value, dates.published.value);
    // Of an amended regulation these are the days of the amendment, and its last article is older.
    let first = notice.first_publication().filter(|_| notice.is_amended());
    let is_first = !notice.is_amended();
    let printed = Printed {
        issued: issued.or(published).filter(|_| is_first).or(first),
        published: published.or(issued).filter(|_| is_first).or(first),
        today,
    };
    for (at, passage) in passages.iter().enumerate() {
        let text = passage.text.as_ref();
        if at < HEAD {
            found.ended = found.ended.or_else(|| remark(text));
        }
        if passage.is_heading {
            continue;
        }
        // The last sentence counts: what a notice prints stands under it.
        let sentences = text.split_inclusive(['。', '；', '\n']).map(str::trim);
        for sentence in sentences.filter(|sentence| may_speak(sentence)) {
            found.read_sentence(sentence, printed);
        }
    }
    found.ended = found.ended.or_else(|| title_remark(&record.fields.title));
    found
}

/// The days that 印发之日, 发布之日 and today mean.
#[derive(Clone, Copy)]
struct Printed {
    issued: Option<PartialDate>,
    published: Option<PartialDate>,
    today: PartialDate,
}

/// A cheap look before the patterns: the words without which no sentence says anything.
fn may_speak(text: &str) -> bool {
    const ACTS: [&str; 11] = [
        "施行",
        "实施",
        "实行",
        "执行",
        "试行",
        "生效",
        "有效期",
        "期限",
        "有效时间",
        "废止",
        "失效",
    ];
    text.contains(['本', '自', '从', '有', '执', '至']) && ACTS.iter().any(|act| text.contains(act))
}

impl Statements {
    fn read_sentence(&mut self, sentence: &str, printed: Printed) {
        let text: String =
            language::fold::halfwidth(sentence).chars().filter(|c| !c.is_whitespace()).collect();
        // Half-width commas are full-width ones to the patterns.
        let text = text.replace([',', ';'], "，");
        let owned = || sentence.to_owned();
        let span = span(&text);
        let effective =
            effective(&text, printed).or_else(|| span.as_ref().and_then(|span| span.from));
        if let Some(date) = effective {
            self.effective = Some(Finding { value: date, evidence: owned() });
        }
        let begins = effective.or(self.effective.as_ref().map(|found| found.value));
        let until = span.and_then(|span| span.until);
        if let Some(date) = until.or_else(|| term(&text, begins, printed)) {
            self.expires = Some(Finding { value: date, evidence: owned() });
        } else if OPEN_END.is_match(&text) {
            self.open = Some(Status { value: Validity::Open, evidence: owned() });
        }
        if let Some(found) = SELF_ENDS.captures(&text) {
            let day = found.name("when").and_then(|when| date(when.as_str()));
            if day.is_none_or(|day| day.first_day() <= printed.today.first_day()) {
                let value = over(&found["end"]);
                self.ended = Some(Status { value, evidence: owned() });
            }
            if let Some(last) = day.and_then(|day| day.term_end(0)) {
                self.expires = Some(Finding { value: last, evidence: owned() });
            }
        }
    }
}

/// The day from which a sentence says that the document is in force.
fn effective(text: &str, printed: Printed) -> Option<PartialDate> {
    let found = EFFECTIVE.captures(text).filter(|found| speaks_of_itself(text, found))?;
    let when = &found["when"];
    let day = match when.strip_suffix('日').map(|when| when.trim_end_matches('之')) {
        Some("公布" | "发布" | "颁布") => printed.published?,
        Some("印发" | "下发" | "发文" | "签发") => printed.issued?,
        _ => date(when)?,
    };
    match found.name("after") {
        Some(days) => day.plus_days(numeral::parse(days.as_str())?),
        None => Some(day),
    }
}

/// Whether what comes into force is the document: it is named, or nothing else is
/// (自…起施行; 现予公布，自…起施行). 《某办法》自…起施行 speaks of another one.
fn speaks_of_itself(text: &str, found: &Captures<'_>) -> bool {
    let before = &text[..found.get(0).map_or(0, |whole| whole.start())];
    let clause = before.rsplit('，').next().unwrap_or_default();
    if ITSELF.is_match(clause) {
        return names_itself(clause) && !clause.ends_with('》');
    }
    let said = before.trim_end_matches('，');
    let is_announced =
        ["公布", "发布", "印发", "通过", "批准"].iter().any(|act| said.ends_with(act))
            || ["现批准", "现发布", "现公布"].iter().any(|act| said.contains(act));
    // （1997年6月19日某部令第53号发布 自发布之日起施行）
    let begins = before.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit());
    let is_notice = begins && is_announced;
    is_notice || clause.is_empty() && (before.is_empty() || is_announced || ITSELF.is_match(before))
}

/// The days between which a sentence says that the document holds.
struct Span {
    from: Option<PartialDate>,
    until: Option<PartialDate>,
}

/// What a sentence about the document says of its last day, and of the first in 有效期自…至…;
/// the 实施期限 of a plan is not when it comes into force.
fn span(text: &str) -> Option<Span> {
    if !text.contains(['至', '到', '废', '失', '停']) {
        return None;
    }
    let found = UNTIL.iter().find_map(|pattern| pattern.captures(text))?;
    let of_force = ["有效期", "施行期限"].iter().any(|term| found[0].contains(term));
    let from = found.name("from").filter(|_| of_force).and_then(|from| date(from.as_str()));
    is_about_itself(text, &found).then(|| Span { from, until: last_day(&found["until"]) })
}

/// Whether a term is that of the document: it is named beside the term, opens the sentence, or comes
/// into force in it; licences, permits and contracts have terms, too, and a notice may extend those
/// of other documents (《某办法》有效期延长至…).
fn is_about_itself(text: &str, found: &Captures<'_>) -> bool {
    let start = found.get(0).map_or(0, |whole| whole.start());
    let before = &text[..start];
    if before.ends_with(['》', '）', ')']) {
        return false;
    }
    let is_beside = ITSELF.find(&found[0]).is_some_and(|itself| itself.start() == 0)
        || ITSELF.find_iter(before).last().is_some_and(|itself| itself.end() == before.len());
    let comes_into_force =
        || EFFECTIVE.captures(text).is_some_and(|found| speaks_of_itself(text, &found));
    before.is_empty() || is_beside || comes_into_force() || opens_with_itself(before)
}

/// Words between the document and a part of it, or what it speaks of: 本办法所称许可证.
const PARTS: [&str; 7] = ["规定的", "所称", "所列", "明确的", "第", "中", "附件"];

/// Whether the last words for the document in a clause mean it, and not what it speaks of.
fn names_itself(clause: &str) -> bool {
    // 基本标准 has nothing of the document.
    let is_word = |found: &regex::Match<'_>| {
        !clause[..found.start()].ends_with(['基', '成', '资', '样', '版', '根'])
    };
    let last = ITSELF.find_iter(clause).filter(is_word).last();
    last.is_some_and(|found| !PARTS.iter().any(|part| clause[found.end()..].starts_with(part)))
}

/// Whether a sentence has the document for its subject: 第九条 本办法由某局解释，….
fn opens_with_itself(sentence: &str) -> bool {
    let number = sentence.strip_prefix('第').and_then(|rest| Some(rest.split_once('条')?.1));
    let bare = number.unwrap_or(sentence);
    let itself = ITSELF.find(bare).filter(|found| found.start() == 0);
    itself.is_some_and(|found| {
        names_itself(&bare[..bare.find('，').unwrap_or(bare.len()).max(found.end())])
    })
}

/// The last day of a term of years or months from the day the document is in force.
fn term(text: &str, begins: Option<PartialDate>, printed: Printed) -> Option<PartialDate> {
    let found = TERM.captures(text).filter(|found| is_about_itself(text, found))?;
    let count = numeral::parse(&found["term"])?;
    let months = if &found["unit"] == "年" { count.checked_mul(12)? } else { count };
    begins.or(printed.issued)?.term_end(months)
}

fn date(text: &str) -> Option<PartialDate> {
    text.trim_end_matches('底').parse().ok()
}

/// 2025年12月底 is the last day of that month, 2025年底 of that year.
fn last_day(text: &str) -> Option<PartialDate> {
    let date = date(text)?;
    match (text.ends_with('底'), date.month()) {
        (true, Some(_)) => date.month_end(),
        (true, None) => PartialDate::new(date.year(), Some(12), Some(31)),
        (false, _) => Some(date),
    }
}

/// A line of the head that says the document is over: 【已废止】; 根据某部《关于公布废止和失效的规章目录的通知》失效.
fn remark(line: &str) -> Option<Status> {
    let most = if REASONS.iter().any(|reason| line.trim_start().starts_with(reason)) {
        LONGEST_REASON
    } else {
        LONGEST_REMARK
    };
    if line.chars().nth(most).is_some() {
        return None;
    }
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let found = REMARK.captures(&plain)?;
    Some(Status { value: over(&found["end"]), evidence: line.trim().to_owned() })
}

/// The status of a document that has ended in this way.
fn over(end: &str) -> Validity {
    if end == "失效" { Validity::Expired } else { Validity::Repealed }
}

/// 甲市某办法（已废止）
fn title_remark(title: &str) -> Option<Status> {
    let at = title.rfind(['（', '(', '【', '['])?;
    remark(&title[at..]).filter(|_| at > 0)
}

#[cfg(test)]
mod tests;
