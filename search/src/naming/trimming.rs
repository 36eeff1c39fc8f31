//! Words around a title that are none of it: what only asks for it (请问, 全文), and the version
//! that is wanted (2018年修正).

use std::ops::Range;

use corpus::fold::fold_char;

use crate::question::LEXICON;

/// A part of a query that may be a title, and the version that the words around it want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// In characters of the query.
    pub(super) place: Range<usize>,
    /// The year of the version.
    pub(super) year: Option<i16>,
}

/// The most parts that are tried.
const MOST_PLACES: usize = 12;
/// What is left has at least so many characters.
const LEAST_TITLE: usize = 2;

/// The parts of a query that may be a title, the longest first.
pub(super) fn candidates(query: &str) -> Vec<Candidate> {
    let chars: Vec<char> = query.chars().map(fold_char).collect();
    let mut places = vec![bare(&chars, 0..chars.len())];
    let mut next = 0;
    while let Some(place) = places.get(next).cloned() {
        for shorter in [without_tail(&chars, &place), without_head(&chars, &place)] {
            let shorter = shorter.map(|shorter| bare(&chars, shorter));
            let new = shorter.filter(|place| places.len() < MOST_PLACES && !places.contains(place));
            places.extend(new);
        }
        next += 1;
    }
    let with_version = |place: Range<usize>| {
        let version = version(&chars, &place);
        [Some(Candidate { place, year: None }), version]
    };
    let mut found: Vec<Candidate> = places.into_iter().flat_map(with_version).flatten().collect();
    found.retain(|candidate| candidate.place.len() >= LEAST_TITLE);
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.place.len()));
    found
}

/// A part without the white space and punctuation around it.
fn bare(chars: &[char], place: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = place;
    // A bracket at the end may close a part of the title: （试行）.
    let is_outside = |c: char| !c.is_alphanumeric() && !matches!(c, '）' | ')' | '】');
    while start < end && !chars[start].is_alphanumeric() {
        start += 1;
    }
    while start < end && is_outside(chars[end - 1]) {
        end -= 1;
    }
    start..end
}

/// A part without the longest word that asks at its end.
fn without_tail(chars: &[char], place: &Range<usize>) -> Option<Range<usize>> {
    let text = &chars[place.clone()];
    let words = LEXICON.behind_titles.iter().filter(|word| text.ends_with(word));
    words.map(Vec::len).max().map(|length| place.start..place.end - length)
}

/// A part without the longest word that asks at its beginning.
fn without_head(chars: &[char], place: &Range<usize>) -> Option<Range<usize>> {
    let text = &chars[place.clone()];
    let words = LEXICON.before_titles.iter().filter(|word| text.starts_with(word));
    words.map(Vec::len).max().map(|length| place.start + length..place.end)
}

/// A part without a year that says which version is wanted: 公司法2018年修正, 公司法（2018）,
/// 2018年公司法, 2018年修正的公司法.
fn version(chars: &[char], place: &Range<usize>) -> Option<Candidate> {
    let years: Vec<usize> =
        place.clone().filter(|&at| year_at(chars, at..place.end).is_some()).collect();
    let last = *years.last()?;
    let year = year_at(chars, last..place.end);
    if chars[last + 4..place.end].iter().all(|&c| is_of_version(c)) {
        let before = bare(chars, place.start..last);
        let open = chars[before.end..last].iter().any(|c| matches!(c, '(' | '（'));
        let closed = chars[last..place.end].iter().any(|c| matches!(c, ')' | '）'));
        return (open == closed).then_some(Candidate { place: before, year });
    }
    let rest = (years == [place.start]).then(|| {
        let rest = &chars[last + 4..place.end];
        last + 4 + rest.iter().take_while(|&&c| is_of_version(c) || c == '的').count()
    })?;
    Some(Candidate { place: bare(chars, rest..place.end), year })
}

/// The year that four digits at the beginning of a part are.
fn year_at(chars: &[char], part: Range<usize>) -> Option<i16> {
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let inside = part.start > 0 && is_digit(part.start - 1) || is_digit(part.start + 4);
    let digits: String = chars[part].iter().take(4).take_while(|c| c.is_ascii_digit()).collect();
    let year = digits.parse().ok().filter(|year| (1900..2100).contains(year));
    year.filter(|_| digits.len() == 4 && !inside)
}

/// Whether a character may stand in what names a version behind its year: 年12月29日第三次修正版）.
fn is_of_version(c: char) -> bool {
    c.is_ascii_digit()
        || c.is_whitespace()
        || "()（）年月日第一二三四五六七次版修正订改本".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_may_be_titles() {
        let cases = [
            ("公司法", "公司法"),
            ("《公司法》全文", "公司法》全文 公司法"),
            ("最新的公司法 PDF", "最新的公司法pdf 公司法pdf 最新的公司法 公司法"),
            ("公司法最新版全文", "公司法最新版全文 公司法最新版 公司法"),
            ("公司法（2018年修正）", "公司法(2018年修正) 公司法@2018"),
            ("公司法2018", "公司法2018 公司法@2018"),
            ("2018年修正的公司法", "2018年修正的公司法 公司法@2018"),
            ("2018年公司法全文", "2018年公司法全文 2018年公司法 公司法全文@2018 公司法@2018"),
            ("全文", "全文"),
            ("？", ""),
        ];
        for (query, expected) in cases {
            let chars: Vec<char> = query.chars().map(fold_char).collect();
            let shown = |candidate: Candidate| {
                let year = candidate.year.map(|year| format!("@{year}")).unwrap_or_default();
                let text: String = chars[candidate.place].iter().collect();
                format!("{}{year}", text.replace(' ', ""))
            };
            let found: Vec<String> = candidates(query).into_iter().map(shown).collect();
            assert_eq!(found.join(" "), expected, "{query}");
        }
    }
}
