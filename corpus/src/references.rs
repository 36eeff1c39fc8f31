//! Other documents that a text names: 《…》 with or without a 发文字号 behind it, and numbers on
//! their own.

use std::collections::HashSet;

use crate::doc_type;
use crate::document::{Document, Reference};
use crate::{fold, number, title};

/// Characters that a title in brackets may have.
const LONGEST_TITLE: usize = 120;

/// References that one document keeps: the most that the longest regulations name are fewer.
const MOST: usize = 300;

/// Words in a sentence by which the documents that it names end.
const ENDS: [&str; 4] = ["废止", "停止执行", "不再执行", "失效"];

/// Lists the documents that title and text name, each once, without the document itself and what
/// it prints.
pub(crate) fn settle(document: &mut Document) {
    let mut found = Found { seen: own(document), references: Vec::new() };
    let passages = document.passages();
    let texts = passages.iter().map(|passage| passage.text.as_ref());
    for text in std::iter::once(document.title.as_str()).chain(texts) {
        if text.contains('《') || text.contains('号') {
            text.split_inclusive(['。', '；']).for_each(|sentence| found.read(sentence));
        }
    }
    document.references = found.references;
}

/// What is not another document: its own title, number, and what it prints.
fn own(document: &Document) -> HashSet<String> {
    let attached = document.attachments.iter().map(|attached| attached.title.as_str());
    let titles = attached.chain([document.title.as_str()]);
    titles.chain(document.number.as_deref()).map(fold::key).collect()
}

struct Found {
    seen: HashSet<String>,
    references: Vec<Reference>,
}

impl Found {
    fn read(&mut self, sentence: &str) {
        let repealed = ENDS.iter().any(|word| sentence.contains(word));
        let mut numbers = number::mentions(sentence);
        for (named, behind) in titles(sentence) {
            let number = numbers.iter().position(|number| starts_with_number(behind, number));
            let number = number.map(|at| numbers.remove(at));
            if is_document(named) {
                self.add(Reference { title: Some(named.to_owned()), number, repealed });
            }
        }
        for number in numbers {
            self.add(Reference { title: None, number: Some(number), repealed });
        }
    }

    /// Adds a reference, or what it says beyond an earlier one of the same title or number.
    fn add(&mut self, new: Reference) {
        let is_same = |old: &&mut Reference| {
            let same_title = new.title.is_some() && key(&old.title) == key(&new.title);
            same_title || (new.number.is_some() && old.number == new.number)
        };
        if let Some(old) = self.references.iter_mut().find(is_same) {
            old.title = old.title.take().or(new.title);
            old.number = old.number.take().or(new.number);
            old.repealed |= new.repealed;
            return;
        }
        let keys = [key(&new.title), key(&new.number)];
        let is_own = keys.iter().flatten().any(|key| self.seen.contains(key));
        if !is_own && self.references.len() < MOST {
            self.references.push(new);
        }
    }
}

fn key(text: &Option<String>) -> Option<String> {
    text.as_deref().map(fold::key)
}

/// The bracketed titles of a sentence, each with the text behind it.
fn titles(sentence: &str) -> Vec<(&str, &str)> {
    let parts = |span: std::ops::Range<usize>| {
        let behind = sentence[span.end..].trim_start_matches('》');
        (sentence[span].trim(), behind)
    };
    title::spans(sentence).into_iter().map(parts).collect()
}

/// Whether a text goes on with this number, in brackets: （沪府规〔2025〕2号）.
fn starts_with_number(text: &str, number: &str) -> bool {
    let inner = text.trim_start().strip_prefix(['（', '(']).unwrap_or_default();
    let until: String = inner.chars().take(50).collect();
    number::find(&until).is_some_and(|found| found == number)
        && inner.trim_start().chars().next() == number.chars().next()
}

/// Whether what is bracketed is a document and no newspaper or form: by its type.
fn is_document(title: &str) -> bool {
    title.chars().nth(LONGEST_TITLE).is_none()
        && title.chars().nth(1).is_some()
        && doc_type::of_title(title).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    #[test]
    fn names_of_other_documents() {
        let cases = [
            (
                "根据《甲市交易场所管理暂行办法》（甲府规〔2025〕2号）等文件",
                "甲市交易场所管理暂行办法/甲府规〔2025〕2号",
            ),
            ("《甲市某办法》（甲府发〔2018〕3号）同时废止", "甲市某办法/甲府发〔2018〕3号!"),
            ("据《人民日报》报道", ""),
            ("依照《甲法》、《乙条例》。《甲法》第三条", "甲法 乙条例"),
            ("《关于印发〈甲办法〉的通知》", "关于印发〈甲办法〉的通知"),
            ("贯彻国发〔2021〕36号文件精神", "/国发〔2021〕36号"),
            ("《本文件办法》所称", ""),
        ];
        for (text, expected) in cases {
            let mut document = Document { title: "本文件办法".into(), ..Document::default() };
            document.push_block(Block::Paragraph(text.to_owned()));
            settle(&mut document);
            let show = |r: &Reference| {
                let title = r.title.clone().unwrap_or_default();
                let number = r.number.as_ref().map(|n| format!("/{n}")).unwrap_or_default();
                format!("{title}{number}{}", if r.repealed { "!" } else { "" })
            };
            let found: Vec<String> = document.references.iter().map(show).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
