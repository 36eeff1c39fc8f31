//! Until when may be applied: the last day that a notice takes applications, by its own sentences
//! (申报截止时间为2024年5月31日, 申报时间：3月1日至4月15日, 请于5月31日前报送). The end of validity,
//! the time for comments on a draft and the days by which offices finish tasks are none, nor is what
//! comes round every year. How days are written says `deadline/spelling.rs`, which of them ends
//! applying `deadline/reading.rs`.

mod reading;
mod spelling;

use std::sync::LazyLock;

use document::record::Record;
use language::date::PartialDate;
use language::kind::Kind;
use regex::Regex;

use crate::finding::{Finding, Settled};
use reading::{Read, read};

fn pattern(text: &str) -> Regex {
    #[allow(clippy::expect_used)] // Constant patterns, compiled by every test.
    Regex::new(text).expect("deadline pattern")
}

/// Words of a title or a sentence by which what it asks for is an application.
static APPLYING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "申报|申请|报名|征集|推荐|评选|遴选|认定|招聘|招生|招募|竞赛|大赛|评审|入库|受理|揭榜|专项资金|参赛|应聘|申领|逾期不",
    )
});

/// The end of applying, as stated or by the sentences of a document that is or explains a notice.
pub(crate) fn settle(
    record: &Record,
    kind: Kind,
    date: Option<PartialDate>,
) -> Settled<PartialDate> {
    let stated = Settled::stated(record, "deadline", record.fields.dates.deadline);
    let asks = !matches!(kind, Kind::Regulation | Kind::Report | Kind::Organization);
    stated.or(|| if asks { found(record, date) } else { None })
}

/// What the sentences say: the end for those who apply comes before that for those who pass it on,
/// what is named as the end before what is only asked for by a day, and of several (a second batch)
/// the last counts.
fn found(record: &Record, date: Option<PartialDate>) -> Option<Finding<PartialDate>> {
    let lays_down = ["办法", "规定", "细则", "规则", "条例", "制度"];
    let title = &record.fields.title;
    // What lays down rules asks for something every year, unless it names one.
    let date = date.filter(|_| !lays_down.iter().any(|rules| title.contains(rules)));
    let of_title = APPLYING.is_match(title);
    let mut best: Option<(Read, Finding<PartialDate>)> = None;
    for passage in record.passages() {
        for sentence in passage.text.split_inclusive(['。', '；', '\n']) {
            if !sentence.contains(['月', '/', '.', '-', '底', '起']) {
                continue;
            }
            let Some(read) = read(sentence, of_title, date) else { continue };
            if best.as_ref().is_none_or(|(before, _)| read > *before) {
                let evidence = sentence.trim().to_owned();
                best = Some((read, Finding { value: read.day, evidence }));
            }
        }
    }
    best.map(|(_, finding)| finding)
}

#[cfg(test)]
mod tests;
