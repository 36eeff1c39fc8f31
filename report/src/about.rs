//! How an export was made, so that somebody else can make it again: the query, the filters, the time,
//! the number of hits and the version of the index.

use jiff::Zoned;
use search::{Applied, FilterField, Listing, Notice, Request, Scope, Understood, VersionsListed};

use crate::number::grouped;

/// How an export was made.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// The query as given.
    pub query: String,
    /// Each condition in words: 机构 市科委.
    pub conditions: Vec<String>,
    /// How many documents match.
    pub total: usize,
    /// How many rows there are of documents; fewer where versions are one.
    pub listed: usize,
    /// The commit of the index.
    pub commit: String,
    /// When it was made.
    pub made: Zoned,
    /// What should be known of it.
    pub notices: Vec<String>,
}

impl About {
    /// What a listing of a request is about.
    pub fn of(request: &Request, listing: &Listing, made: Zoned) -> About {
        About {
            query: request.query.trim().to_owned(),
            conditions: conditions(request, &listing.understood),
            total: listing.total,
            listed: listing.listed,
            commit: listing.commit.clone(),
            made,
            notices: listing.notices.iter().map(|Notice { text, .. }| text.clone()).collect(),
        }
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
            ("索引", self.commit.clone()),
            ("导出", self.made.strftime("%Y-%m-%d %H:%M").to_string()),
        ];
        lines.extend(self.notices.iter().map(|notice| ("提示", notice.clone())));
        lines
    }
}

/// What limits a search, in words: what was given beside the query, and what was read out of it.
pub fn conditions(request: &Request, understood: &Understood) -> Vec<String> {
    let scope = (request.scope == Scope::Title).then(|| "只查标题".to_owned());
    let within = request.within.iter().map(|text| format!("结果中 {text}"));
    let fields = FilterField::ALL.into_iter().filter_map(|field| {
        let mut values = request.filters.in_words(field);
        let read = understood
            .receipts
            .iter()
            .filter(|receipt| receipt.applied == Applied::Filter && receipt.field == field);
        for receipt in read {
            let facet = field.field().and_then(|field| field.facet);
            let value = facet.map_or(receipt.value.as_str(), |facet| facet.told(&receipt.value));
            if !values.iter().any(|known| known == value) {
                values.push(value.to_owned());
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
