//! Where the filters come from: the query with the words marked that something was read from.

use search::{Applied, Response};

/// A longer query is not repeated.
const LONGEST: usize = 200;

/// A part of the query.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) text: String,
    /// What was read from it; `None` where it was taken as words.
    pub(super) read: Option<String>,
}

/// The query in parts; none where nothing was read out of it.
pub(super) fn of(response: &Response) -> Vec<Origin> {
    let query: Vec<char> = response.query.chars().collect();
    if query.len() > LONGEST {
        return Vec::new();
    }
    let mut receipts: Vec<_> = response.understood.receipts.iter().collect();
    receipts.sort_by_key(|receipt| (receipt.start.0, std::cmp::Reverse(receipt.end.0)));
    let (mut parts, mut done) = (Vec::new(), 0);
    for receipt in receipts {
        let (start, end) = (receipt.start.0, receipt.end.0.min(query.len()));
        // The same words may be read as two kinds.
        if start < done || start >= end {
            continue;
        }
        push_words(&mut parts, &query[done..start]);
        let lead = match receipt.applied {
            Applied::Filter | Applied::Named => "",
            Applied::Preference => "优先",
            Applied::Exclude => "排除",
        };
        let read = Some(format!("{lead}{}", receipt.field.label()));
        parts.push(Origin { text: query[start..end].iter().collect(), read });
        done = end;
    }
    if done > 0 {
        push_words(&mut parts, &query[done..]);
    }
    parts
}

fn push_words(parts: &mut Vec<Origin>, words: &[char]) {
    if !words.is_empty() {
        parts.push(Origin { text: words.iter().collect(), read: None });
    }
}

#[cfg(test)]
mod tests {
    use search::{CharOffset, FilterField};

    use super::super::tests::{receipt, response};
    use super::*;

    #[test]
    fn words_are_marked_that_something_was_read_from() {
        type Read = (FilterField, usize, usize, Applied);
        let cases: [(&[Read], &str); 4] = [
            (&[], ""),
            (&[(FilterField::DATES, 0, 5, Applied::Filter)], "[2019年|时间]静安区的政策"),
            (
                &[
                    (FilterField::KINDS, 9, 11, Applied::Filter),
                    (FilterField::KINDS, 9, 11, Applied::Filter),
                    (FilterField::DISTRICTS, 5, 8, Applied::Exclude),
                ],
                "2019年[静安区|排除行政区]的[政策|类别]",
            ),
            (&[(FilterField::DATES, 0, 99, Applied::Preference)], "[2019年静安区的政策|优先时间]"),
        ];
        for (receipts, expected) in cases {
            let mut found = response();
            found.query = "2019年静安区的政策".to_owned();
            found.understood.receipts = receipts
                .iter()
                .map(|&(field, start, end, applied)| search::Receipt {
                    start: CharOffset(start),
                    end: CharOffset(end),
                    applied,
                    ..receipt(field, "", "")
                })
                .collect();
            let shown = of(&found).into_iter().map(|part| match part.read {
                Some(read) => format!("[{}|{read}]", part.text),
                None => part.text,
            });
            assert_eq!(shown.collect::<String>(), expected);
        }
    }
}
