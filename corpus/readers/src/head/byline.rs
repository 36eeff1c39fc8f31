//! Lines under the title of an article that say who wrote it and where they
//! work: 江昊¹, (上海市经济信息中心 200050).

use crate::text::{inline, label};
use document::fields;

/// Where the authors work, and the postcode of the place.
pub(crate) fn affiliation(plain: &str) -> Option<(&str, &str)> {
    let inner = bracketed(plain)?;
    let (name, postcode) = inner.rsplit_once([' ', '\u{3000}', ',', '，'])?;
    let is_postcode = postcode.len() == 6 && postcode.bytes().all(|byte| byte.is_ascii_digit());
    let name = name.trim_end_matches([',', '，', ' ', '\u{3000}']);
    is_postcode.then_some((name, postcode))
}

/// The authors that a line names. Short words may be anything: they are names where a note's mark
/// stands at them, or where what follows (`below`) is their affiliation or the abstract.
pub(crate) fn authors(line: &str, below: &[&str]) -> Option<Vec<String>> {
    let names = names(line);
    if names.is_empty() || !names.iter().all(|name| is_person(name)) {
        return None;
    }
    let next = below.iter().find(|line| !line.trim().is_empty()).map(|line| inline::plain(line));
    let is_signed = line.contains("<sup>") || next.is_some_and(|next| follows_authors(&next));
    is_signed.then_some(names)
}

fn bracketed(plain: &str) -> Option<&str> {
    plain.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])
}

fn follows_authors(plain: &str) -> bool {
    let is_abstract = label::of_line(plain).is_some_and(|label| label.states(&[&fields::SUMMARY]));
    is_abstract || bracketed(plain).is_some()
}

/// The words of a line, without the figures and marks that refer to notes.
fn names(line: &str) -> Vec<String> {
    let plain = inline::plain(line);
    let words = plain.split([' ', '\u{3000}', '\t', '、', '，', ',', '；', ';']);
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '*' | '¹' | '²' | '³');
    let names = words.map(|word| word.trim_matches(is_mark).to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// Whether a word may be the name of a person.
fn is_person(name: &str) -> bool {
    let longest = if name.contains('·') { 12 } else { 4 };
    let is_word = name.chars().all(|c| c == '·' || c.is_alphabetic());
    is_word && (2..=longest).contains(&name.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_authors_by_what_stands_beside() {
        let cases = [
            ("江昊<sup>1</sup>", "正文", Some("江昊")),
            ("甲乙  丙丁戊", "\n(某中心 200050)", Some("甲乙|丙丁戊")),
            ("甲乙1，丙丁2", "【摘要】近年来", Some("甲乙|丙丁")),
            ("买买提·江", "摘要：近年来", Some("买买提·江")),
            ("附件", "正文", None),
            ("上海市人民政府", "（2020年）", None),
        ];
        for (line, below, expected) in cases {
            let below: Vec<&str> = below.lines().collect();
            let authors = authors(line, &below).map(|names| names.join("|"));
            assert_eq!(authors.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn an_affiliation_has_a_postcode() {
        assert_eq!(affiliation("(某市信息中心 200050)"), Some(("某市信息中心", "200050")));
        assert_eq!(affiliation("（某大学，上海，200050）"), Some(("某大学，上海", "200050")));
        assert_eq!(affiliation("（2021年1月4日）"), None);
    }
}
