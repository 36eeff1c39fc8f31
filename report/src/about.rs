//! How an export was made, so that somebody else can make it again: the query, the filters, the time,
//! the number of hits and the version of the index.

use std::time::SystemTime;

use jiff::{Timestamp, Unit, Zoned};
use search::{
    Applied, Counts, FilterField, IndexState, Listing, Notice, Request, Scope, Understood,
    VersionsListed,
};

use crate::number::grouped;
use crate::wording::{range, value};

/// What should be known where a document counts for several values.
pub const OVERLAPPING: &str = "几个机构联合发布的文件，在每个机构下各计一次；地区按省、市、县逐级计数；各项之和可能大于总数。";

/// Characters of a commit that people are told: enough to tell two of them apart.
const COMMIT: usize = 12;

/// How an export was made.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// The query as given.
    pub query: String,
    /// Each condition in words: 机构 市科委.
    pub conditions: Vec<String>,
    /// How the table is laid out, in words; empty where there is no choice.
    pub layout: String,
    /// How many documents match.
    pub total: usize,
    /// How many rows there are of documents; fewer where versions are one.
    pub listed: usize,
    /// The commit of the index.
    pub commit: String,
    /// When it was committed; `None` where nobody knows.
    pub committed: Option<Timestamp>,
    /// When it was made.
    pub made: Zoned,
    /// What should be known of it.
    pub notices: Vec<String>,
}

impl About {
    /// How the listing of a request was made.
    pub fn of_listing(request: &Request, listing: &Listing, made: Zoned) -> About {
        About {
            query: request.query.trim().to_owned(),
            conditions: conditions(request, &listing.understood),
            layout: String::new(),
            total: listing.total,
            listed: listing.listed,
            commit: listing.commit.clone(),
            committed: listing.committed.and_then(timestamp),
            made,
            notices: texts(&listing.notices),
        }
    }

    /// How the counts of a request were made, of an index in a state.
    pub fn of_counts(request: &Request, counts: &Counts, state: &IndexState, made: Zoned) -> About {
        let overlapping = counts.tables.iter().any(|table| {
            table.rows.overlapping || table.columns.as_ref().is_some_and(|field| field.overlapping)
        });
        let overlapping = overlapping.then_some(OVERLAPPING).map(str::to_owned);
        About {
            query: request.query.trim().to_owned(),
            conditions: conditions(request, &counts.understood),
            layout: String::new(),
            total: counts.total,
            listed: counts.total,
            commit: state.commit.clone(),
            committed: state.committed.and_then(timestamp),
            made,
            notices: texts(&counts.notices).into_iter().chain(overlapping).collect(),
        }
    }

    /// The lines below a chart.
    pub fn source_lines(&self) -> Vec<String> {
        let lines = self.lines();
        let (made, notices) = lines.split_at(lines.len() - self.notices.len());
        let said = |(name, said): &(&str, String)| format!("{name}：{said}");
        let made = made.iter().map(said).collect::<Vec<_>>().join("　");
        [format!("资料来源：政策库（{made}）")]
            .into_iter()
            .chain(notices.iter().map(said))
            .collect()
    }

    /// The lines below a table, each a name and what it says.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let query = match self.query.as_str() {
            "" => "（全部文件）",
            query => query,
        };
        let conditions = match self.conditions.as_slice() {
            [] => "无".to_owned(),
            conditions => conditions.join("；"),
        };
        let listed = match self.listed {
            listed if listed < self.total => format!("，列出 {} 篇", grouped(listed)),
            _ => String::new(),
        };
        let mut lines = vec![
            ("检索", query.to_owned()),
            ("条件", conditions),
            ("篇数", format!("共 {} 篇{listed}", grouped(self.total))),
        ];
        lines.extend((!self.layout.is_empty()).then(|| ("表格", self.layout.clone())));
        lines.extend([
            ("索引", index_version(&self.commit, self.committed, &self.made)),
            ("导出", self.made.strftime("%Y-%m-%d %H:%M").to_string()),
        ]);
        lines.extend(self.notices.iter().map(|notice| ("提示", notice.clone())));
        lines
    }
}

/// The version of an index, for people: the beginning of its commit, and its time.
pub(crate) fn index_version(commit: &str, committed: Option<Timestamp>, made: &Zoned) -> String {
    let commit: String = commit.chars().take(COMMIT).collect();
    let committed = committed.map(|time| time.to_zoned(made.time_zone().clone()));
    let committed = committed.map(|time| time.strftime("（%Y-%m-%d %H:%M 建立）").to_string());
    format!("{commit}{}", committed.unwrap_or_default())
}

pub(crate) fn timestamp(time: SystemTime) -> Option<Timestamp> {
    Timestamp::try_from(time).ok()?.round(Unit::Second).ok()
}

fn texts(notices: &[Notice]) -> Vec<String> {
    notices.iter().map(|Notice { text, .. }| text.clone()).collect()
}

/// What limits a search, in words: what was given beside the query, and what was read out of it.
pub fn conditions(request: &Request, understood: &Understood) -> Vec<String> {
    let scope = (request.scope == Scope::Title).then(|| "只查标题".to_owned());
    let within = request.within.iter().map(|text| format!("结果中 {text}"));
    let fields = FilterField::ALL.into_iter().filter_map(|field| {
        let mut values: Vec<String> = match field {
            FilterField::DATES => {
                let filters = &request.filters;
                filters.years.iter().chain(&filters.dates).map(|&time| range(time)).collect()
            }
            field => request.filters.in_words(field),
        };
        let read = understood
            .receipts
            .iter()
            .filter(|receipt| receipt.applied == Applied::Filter && receipt.field == field);
        for said in read.map(|receipt| value(field, &receipt.value)) {
            if !values.contains(&said) {
                values.push(said);
            }
        }
        (!values.is_empty()).then(|| format!("{} {}", field.label(), values.join("、")))
    });
    let has = request.filters.has.iter().map(|having| {
        let value = having.value.as_deref().unwrap_or("未注明");
        format!("{} {value}", having.field.label())
    });
    let excluded = FilterField::ALL.into_iter().filter_map(|field| {
        let values = &understood.excluded.fields[field];
        (!values.is_empty()).then(|| format!("排除{} {}", field.label(), values.join("、")))
    });
    let words = &understood.excluded.words;
    let words = (!words.is_empty()).then(|| format!("排除词 {}", words.join("、")));
    let ignored = request.ignore.iter().map(|field| format!("不识别 {field}"));
    let beside = [
        request.literal.then(|| "逐字检索".to_owned()),
        (!request.synonyms).then(|| "不查同义词".to_owned()),
        (request.versions == Some(VersionsListed::Newest)).then(|| "各版本合并".to_owned()),
    ];
    let all = scope.into_iter().chain(within).chain(fields).chain(has).chain(excluded);
    all.chain(words).chain(ignored).chain(beside.into_iter().flatten()).collect()
}
