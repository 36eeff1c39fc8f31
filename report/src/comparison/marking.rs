//! The texts of units that belong together, with what differs marked: their paragraphs are aligned as units
//! are, and then their words compared.

use std::ops::Range;

use corpus::sentences::sentences;
use search::{Analyzer, Marked};

use super::alignment::{Item, Order, TEXT, align};
use super::numbering;
use super::words::{Differences, differences};

/// The paragraphs of both sides, each in runs, with 1 where it differs.
pub(super) fn marked(left: &[&str], right: &[&str], analyzer: &Analyzer) -> [Vec<Marked>; 2] {
    let mut marked = [vec![Marked::new(); left.len()], vec![Marked::new(); right.len()]];
    let groups = align(&items(left), &items(right), Order::Kept);
    for group in groups {
        let text = |texts: &[&str], of: &[usize]| {
            of.iter().map(|&at| texts[at]).collect::<Vec<_>>().join("\n")
        };
        let (l, r) = (text(left, &group.left), text(right, &group.right));
        let [l_differs, r_differs] = compared(&l, &r, analyzer);
        for (side, of, text, differs) in
            [(0, &group.left, &l, l_differs), (1, &group.right, &r, r_differs)]
        {
            for (&at, runs) in of.iter().zip(in_runs(text, &differs)) {
                marked[side][at] = runs;
            }
        }
    }
    marked
}

fn items<'a>(texts: &[&'a str]) -> Vec<Item<'a>> {
    let item = |text: &&'a str| Item {
        class: TEXT,
        number: None,
        caption: "",
        text: numbering::split(text).1,
    };
    texts.iter().map(item).collect()
}

/// A whole text marked.
pub(super) fn whole(text: &str) -> Marked {
    vec![(text.to_owned(), 1)]
}

/// Where two texts differ; what is too long is compared by its sentences.
fn compared(left: &str, right: &str, analyzer: &Analyzer) -> [Differences; 2] {
    if left.is_empty() || right.is_empty() {
        return [all(0..left.len()), all(0..right.len())];
    }
    if let Some(found) = differences(left, right, analyzer) {
        return found;
    }
    let (l_sentences, r_sentences) = (sentences(left), sentences(right));
    let mut found = [Vec::new(), Vec::new()];
    let (l_texts, r_texts) = (parts(left, &l_sentences), parts(right, &r_sentences));
    for group in align(&items(&l_texts), &items(&r_texts), Order::Kept) {
        let [l, r] = [(&l_sentences, &group.left), (&r_sentences, &group.right)]
            .map(|(sentences, of)| of.iter().map(|&at| sentences[at].clone()).collect::<Vec<_>>());
        let differs = match (&l[..], &r[..]) {
            ([l], [r]) => differences(&left[l.clone()], &right[r.clone()], analyzer),
            _ => None,
        };
        let moved = |by: usize| move |range: Range<usize>| range.start + by..range.end + by;
        match differs {
            Some([l_differs, r_differs]) => {
                found[0].extend(l_differs.into_iter().map(moved(l[0].start)));
                found[1].extend(r_differs.into_iter().map(moved(r[0].start)));
            }
            None => {
                found[0].extend(l);
                found[1].extend(r);
            }
        }
    }
    found.iter_mut().for_each(|ranges: &mut Differences| ranges.sort_by_key(|range| range.start));
    found
}

fn all(range: Range<usize>) -> Differences {
    Some(range).filter(|range| !range.is_empty()).into_iter().collect()
}

fn parts<'a>(text: &'a str, ranges: &[Range<usize>]) -> Vec<&'a str> {
    ranges.iter().map(|range| &text[range.clone()]).collect()
}

/// The lines of a text in runs.
fn in_runs(text: &str, differences: &[Range<usize>]) -> Vec<Marked> {
    let mut runs = vec![Marked::new()];
    let mut at = 0;
    let mut put = |text: &str, mark: u8| {
        for (line, part) in text.split('\n').enumerate() {
            if line > 0 {
                runs.push(Marked::new());
            }
            if let (Some(runs), false) = (runs.last_mut(), part.is_empty()) {
                runs.push((part.to_owned(), mark));
            }
        }
    };
    for range in differences {
        put(&text[at..range.start], 0);
        put(&text[range.clone()], 1);
        at = range.end;
    }
    put(&text[at..], 0);
    runs
}
