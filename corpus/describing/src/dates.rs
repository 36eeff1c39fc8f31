//! The days of a document: 发布 else 成文, as stated; else the day of the last act that the notice
//! under a regulation's title or the file's name tells; else what the page says; else the day of
//! the signatures.

use std::path::Path;

use document::document::Doubt;
use document::record::Record;
use language::date::PartialDate;

use crate::finding::{Finding, Settled};
use crate::letter::{Letter, day};
use crate::notice::Notice;

/// Lines at the top of a standard among which its day stands.
const COVER: usize = 8;

/// The days of a document.
pub(crate) struct SettledDates {
    pub(crate) date: Settled<PartialDate>,
    pub(crate) issued: Settled<PartialDate>,
    pub(crate) published: Settled<PartialDate>,
    pub(crate) doubts: Vec<Doubt>,
}

/// Settles the days.
pub(crate) fn settle(record: &Record, letter: &Letter, notice: &Notice) -> SettledDates {
    let stated = &record.fields;
    let (issued, published) = (stated.dates.issued, stated.dates.published);
    let date = match record.is_corrected("date") {
        true => stated.date,
        false => published.or(issued).or(stated.date),
    };
    let dates = SettledDates {
        date: Settled::stated(record, "date", date),
        issued: Settled::stated(record, "issued", issued),
        published: Settled::stated(record, "published", published),
        doubts: Vec::new(),
    };
    let dates = dates.of_order(letter, notice).of_notice(notice).of_name(record).of_page(record);
    let dates = dates.of_standard(record).of_letter(letter);
    dates.of_late_publication(record, notice).not_of_force(record, notice)
}

impl SettledDates {
    /// The words by which the notice told any of the days.
    pub(crate) fn told_by<'a>(&'a self, notice: &Notice) -> Option<&'a str> {
        let evidence = [&self.date, &self.issued, &self.published];
        let mut evidence = evidence.into_iter().filter_map(|day| day.evidence.as_deref());
        evidence.find(|words| notice.is_act(words))
    }

    /// An order stands before what it gives; no later act may have changed that.
    fn of_order(self, letter: &Letter, notice: &Notice) -> SettledDates {
        let is_last = |ordered: &&Finding<PartialDate>| {
            notice.last().is_none_or(|last| last.value <= ordered.value)
        };
        let Some(ordered) = letter.ordered().filter(is_last) else { return self };
        if !self.date.is_open() {
            return self;
        }
        SettledDates {
            date: self.date.or(|| Some(ordered.clone())),
            issued: self.issued.or(|| Some(ordered.clone())),
            ..self
        }
    }

    /// The day of a document that was put up more than a year after it was signed is that of its
    /// signing: old letters are put up by the thousand, and pages that collect documents tell when
    /// they copied them. A regulation may have been amended since.
    fn of_late_publication(mut self, record: &Record, notice: &Notice) -> SettledDates {
        let signed = self.issued.value.filter(|_| notice.last().is_none());
        let (Some(date), Some(signed)) = (self.date.value, signed) else { return self };
        let is_late = signed.term_end(12).is_some_and(|year| date.first_day() > year.first_day());
        if is_late && !record.is_corrected("date") {
            self.date.value = Some(signed);
            self.date.evidence = Some(format!("{date}晚于成文{signed}一年以上"));
        }
        self
    }

    /// The notice under the title tells all days or none.
    fn of_notice(self, notice: &Notice) -> SettledDates {
        if !self.date.is_open() {
            return self;
        }
        SettledDates {
            date: self.date.or(|| notice.last()),
            issued: self.issued.or(|| notice.last_decision()),
            published: self.published.or(|| notice.last_publication()),
            ..self
        }
    }

    /// A file may be named for its date: 上海市劳动合同条例(2001-11-15).md. Where the notice names
    /// another day the later one counts: no version is older than an act that it tells of.
    fn of_name(mut self, record: &Record) -> SettledDates {
        let Some(named) = date_of_name(record) else { return self };
        let told = self.date.value.filter(|_| self.date.is_found());
        match told {
            Some(told) if told < named.value => {
                let reason = "早于文件名中的日期，取较晚的";
                Doubt::note(&mut self.doubts, "date", &told.to_string(), reason);
                self.date.value = Some(named.value);
                self.date.evidence = Some(named.evidence);
            }
            Some(told) if told > named.value => {
                let reason = "文件名中的日期早于题注，取较晚的";
                Doubt::note(&mut self.doubts, "date", &named.evidence, reason);
            }
            _ => self.date = self.date.or(|| Some(named)),
        }
        self
    }

    /// Tables of laws have the day from which one is in force under the name of any day; where the notice
    /// tells an earlier one on which it was given, that is the day.
    fn not_of_force(mut self, record: &Record, notice: &Notice) -> SettledDates {
        let force = record.fields.dates.effective;
        let stated = self.published.value.filter(|day| {
            Some(*day) == force && !self.published.is_found() && !record.is_corrected("published")
        });
        let given = notice.last_publication().or_else(|| notice.last());
        let (Some(stated), Some(given)) = (stated, given) else { return self };
        if given.value < stated && self.date.value == Some(stated) {
            let reason = "是施行的日子，题注另有公布的日子，以题注为准";
            Doubt::note(&mut self.doubts, "published", &stated.to_string(), reason);
            let settled = || Settled::of(Some(given.value), Some(given.evidence.clone()));
            (self.date, self.published) = (settled(), settled());
        }
        self
    }

    /// The cover of a standard has its day: 2020-08-07发布 2020-11-01实施.
    fn of_standard(self, record: &Record) -> SettledDates {
        if self.date.value.is_some() || self.published.value.is_some() {
            return self;
        }
        let passages = record.passages();
        let given = passages.iter().take(COVER).find_map(|passage| {
            let (day, _) = passage.text.trim().split_once("发布")?;
            let value: PartialDate = day.trim().parse().ok()?;
            value.day()?;
            Some(Finding { value, evidence: passage.text.trim().to_owned() })
        });
        SettledDates {
            date: self.date.or(|| given.clone()),
            published: self.published.or(|| given),
            ..self
        }
    }

    /// A page may say beside its source when it put the text up.
    fn of_page(self, record: &Record) -> SettledDates {
        if self.date.value.is_some() || self.published.value.is_some() {
            return self;
        }
        let posted = day::posted(record);
        SettledDates {
            date: self.date.or(|| posted.clone()),
            published: self.published.or(|| posted),
            ..self
        }
    }

    /// The day of the signatures.
    fn of_letter(self, letter: &Letter) -> SettledDates {
        if !self.issued.is_open() {
            return self;
        }
        SettledDates {
            issued: self.issued.or(|| letter.issued.clone()),
            date: self.date.or(|| letter.issued.clone()),
            ..self
        }
    }
}

fn date_of_name(record: &Record) -> Option<Finding<PartialDate>> {
    let [source] = record.sources.as_slice() else { return None };
    if !source.place.is_empty() {
        return None;
    }
    let stem = Path::new(&source.file).file_stem()?.to_string_lossy().into_owned();
    let open = stem.trim_end().strip_suffix([')', '）'])?;
    let (_, words) = open.rsplit_once(['(', '（'])?;
    Some(Finding { value: words.parse().ok()?, evidence: words.to_owned() })
}
