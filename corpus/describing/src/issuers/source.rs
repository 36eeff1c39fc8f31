//! Whom a page names as its source (来源：某市人力资源和社会保障局), or who explains in its last lines:
//! the issuer where nothing else tells one.

use document::document::Statement;
use document::fields;
use document::headers::Header;
use language::agency::{self, Issuers};

use super::shown::Shown;

/// Passages at the end among which one may say who explains.
const FOOT: usize = 6;

/// Ends of the name of an agency's page.
const SITES: [&str; 5] = ["官方网站", "门户网站", "官网", "网站", "公众号"];

/// Names of what publishes and issues nothing.
const MEDIA: [&str; 9] =
    ["融媒体中心", "新闻中心", "传媒中心", "电视台", "广播台", "日报社", "日报", "晚报", "新闻网"];

/// Whether a name is that of a medium, which passes on what others issue.
pub(super) fn is_medium(name: &str) -> bool {
    MEDIA.iter().any(|medium| name.ends_with(medium))
}

impl Shown<'_> {
    /// Who explains: as its last lines say (解读机关：某局), or whom the page names as its source.
    pub(super) fn of_source(&self) -> Option<Issuers> {
        let passages = self.record.passages();
        let mut lines = passages.iter().rev().take(FOOT).map(|passage| passage.text.as_ref());
        let explainer = lines.find_map(|line| {
            let (name, value) = line.split_once(['：', ':'])?;
            self.office(value, line).filter(|_| Header::names(name, &[&fields::AGENCY]))
        });
        let is_source = |stated: &&Statement| Header::by_name(&stated.name) == Some(Header::Source);
        let mut sources = self.record.extra.iter().filter(is_source);
        explainer.or_else(|| sources.find_map(|stated| self.office(&stated.value, &stated.value)))
    }

    /// The first office that a source names, without a note in brackets (加挂…牌子) and without its
    /// site; a medium is none.
    fn office(&self, value: &str, words: &str) -> Option<Issuers> {
        let first = value
            .split([' ', '\u{3000}', '、', '，', ',', '；', ';'])
            .find(|part| !part.is_empty())?;
        let bare = first.split(['（', '(']).next().unwrap_or(first);
        let bare = SITES.iter().find_map(|site| bare.strip_suffix(site)).unwrap_or(bare);
        let names = agency::list(bare, self.names);
        let named = Issuers { names, words: bare.to_owned() };
        let is_office = !named.names.is_empty() && !is_medium(bare);
        is_office.then(|| Issuers { words: words.to_owned(), ..self.placed(named) })
    }
}
