//! Other documents that a text names: 《…》 with or without a 发文字号 behind it, and numbers on
//! their own.

use std::collections::HashSet;

use document::document::{Attachment, Reference};
use document::record::Record;
use document::title;
use language::doc_type;
use language::{fold, number};

/// Characters that a title in brackets may have.
const LONGEST_TITLE: usize = 120;

/// References that one document keeps: the most that the longest regulations name are fewer.
const MOST: usize = 300;

/// Words in a sentence by which the documents that it names end.
const ENDS: [&str; 4] = ["废止", "停止执行", "不再执行", "失效"];

/// Words by which a passage opens a list, and ends of the headings of lists.
const LISTS: [&str; 3] = ["下列", "以下", "如下"];
const LIST_HEADINGS: [&str; 2] = ["目录", "清单"];

/// The documents that title and text name, each once, without the document itself and what it
/// prints.
pub(crate) fn of(record: &Record, number: Option<&str>, printed: &[Attachment]) -> Vec<Reference> {
    let title = &record.fields.title;
    let seen = own(title, number, printed);
    let number = number.map(str::to_owned);
    let mut found = ReferenceList { seen, number, references: Vec::new(), list: None };
    found.add_sentence(title, is_ending(title));
    for passage in record.passages() {
        let text = passage.text.as_ref();
        let opens_list = found.follow_list(text);
        if text.contains(['《', '号']) {
            for sentence in text.split_inclusive(['。', '；']) {
                let ends = found.list == Some(true) || is_ending(sentence);
                // What leads over to a list names its grounds: 根据《…》，废止下列文件：
                found.add_sentence(sentence, ends && !opens_list);
            }
        }
    }
    found.references
}

/// Whether a text says that documents end.
fn is_ending(text: &str) -> bool {
    ENDS.iter().any(|word| text.contains(word))
}

/// What is not another document: its own title, number, and what it prints.
fn own(title: &str, number: Option<&str>, printed: &[Attachment]) -> HashSet<String> {
    let printed = printed.iter().map(|printed| printed.title.as_str());
    printed.chain([title]).chain(number).map(fold::key).collect()
}

struct ReferenceList {
    seen: HashSet<String>,
    /// The number of the document itself.
    number: Option<String>,
    references: Vec<Reference>,
    /// In a list of documents: whether they end.
    list: Option<bool>,
}

impl ReferenceList {
    /// Notes where a list of documents begins (废止下列文件：, 决定废止的文件目录), and where it
    /// ends: at another list, an article, or a sentence that names none. Whether it begins here.
    fn follow_list(&mut self, text: &str) -> bool {
        let leads_over = LISTS.iter().any(|word| text.contains(word)) && !text.ends_with('。');
        let opens = leads_over || LIST_HEADINGS.iter().any(|end| text.ends_with(end));
        if opens {
            self.list = Some(is_ending(text));
        } else if self.list.is_some() {
            let is_amended = text.contains("修改");
            let is_entry = text.contains(['《', '〔', '号']) && !is_amended;
            let is_over = text.starts_with('第') || text.ends_with('。') || is_amended;
            self.list = self.list.filter(|_| is_entry || !is_over);
        }
        opens
    }

    fn add_sentence(&mut self, sentence: &str, repealed: bool) {
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
        // What ends under another number is an earlier document of the same title.
        let is_earlier = new.repealed && new.number.is_some() && new.number != self.number;
        if (!is_own || is_earlier) && self.references.len() < MOST {
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
    use document::document::Block;

    fn found(title: &str, texts: &[&str]) -> String {
        let mut record = Record::default();
        record.fields.title = title.to_owned();
        texts.iter().for_each(|text| record.push_block(Block::Paragraph((*text).to_owned())));
        let show = |r: &Reference| {
            let title = r.title.clone().unwrap_or_default();
            let number = r.number.as_ref().map(|n| format!("/{n}")).unwrap_or_default();
            format!("{title}{number}{}", if r.repealed { "!" } else { "" })
        };
        of(&record, None, &[]).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lists_of_documents_that_end() {
        let cases: [(&[&str], &str); 8] = [
            (
                &["决定废止下列文件：", "1.《甲办法》（甲政〔2010〕1号）", "2.《乙规定》"],
                "甲办法/甲政〔2010〕1号! 乙规定!",
            ),
            (
                &[
                    "一、废止下列规章：",
                    "（一）《甲办法》",
                    "二、对《乙办法》作如下修改：",
                    "《丙法》",
                ],
                "甲办法! 乙办法 丙法",
            ),
            (
                &[
                    "决定废止的文件目录",
                    "甲通告（甲政〔2006〕8号）",
                    "继续有效的文件目录",
                    "《乙意见》",
                ],
                "/甲政〔2006〕8号! 乙意见",
            ),
            (&["下列文件同时废止：", "《甲办法》", "特此通知。", "《乙办法》"], "甲办法! 乙办法"),
            (&["依据下列文件：", "《甲办法》"], "甲办法"),
            (&["根据《甲法》，废止下列文件：", "《乙办法》"], "甲法 乙办法!"),
            (&["《甲目录》同时废止。", "《乙办法》"], "甲目录! 乙办法"),
            (&["1 《甲目录》 废止", "2 《乙办法》 继续有效"], "甲目录! 乙办法"),
        ];
        for (texts, expected) in cases {
            assert_eq!(found("本文件办法", texts), expected, "{texts:?}");
        }
    }

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
            ("《本文件办法》（甲政〔2017〕6号）同时废止", "本文件办法/甲政〔2017〕6号!"),
        ];
        for (text, expected) in cases {
            assert_eq!(found("本文件办法", &[text]), expected, "{text}");
        }
    }
}
