//! Many short texts in order, each with a number: a map that takes little
//! more memory than its texts, and finds by beginnings.

use std::ops::Range;

/// Texts in order, each with a number; a text may stand several times, with other numbers.
pub(super) struct Ordered {
    /// The texts, each on a line of its own.
    lines: String,
    /// Where each line starts, and where one after the last would.
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Ordered {
    /// Of texts without line breaks.
    pub(super) fn new(mut pairs: Vec<(String, u32)>) -> Ordered {
        pairs.sort_unstable();
        pairs.dedup();
        let length = pairs.iter().map(|(text, _)| text.len() + 1).sum();
        let mut lines = String::with_capacity(length);
        let mut starts = Vec::with_capacity(pairs.len() + 1);
        let mut numbers = Vec::with_capacity(pairs.len());
        for (text, number) in pairs {
            starts.push(lines.len() as u32);
            numbers.push(number);
            lines.push_str(&text);
            lines.push('\n');
        }
        starts.push(lines.len() as u32);
        Ordered { lines, starts, numbers }
    }

    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The text at a place.
    pub(super) fn text(&self, at: usize) -> &str {
        &self.lines[self.starts[at] as usize..self.starts[at + 1] as usize - 1]
    }

    /// The number of the text at a place.
    pub(super) fn number(&self, at: usize) -> u32 {
        self.numbers[at]
    }

    /// The places of the texts that begin with another.
    pub(super) fn beginning(&self, with: &str) -> Range<usize> {
        let start = self.first_place(0, |text| text < with);
        start..self.first_place(start, |text| text.starts_with(with))
    }

    /// The places of a text.
    pub(super) fn exactly(&self, text: &str) -> Range<usize> {
        let start = self.first_place(0, |known| known < text);
        start..self.first_place(start, |known| known == text)
    }

    /// The places of the texts that have another anywhere, in order.
    pub(super) fn containing<'a>(&'a self, part: &'a str) -> impl Iterator<Item = usize> + 'a {
        let found = self.lines.match_indices(part);
        let mut before = None;
        found.filter_map(move |(byte, _)| {
            let at = self.starts.partition_point(|&start| start as usize <= byte) - 1;
            (before.replace(at) != Some(at)).then_some(at)
        })
    }

    /// The first place from `start` on whose text is not so; those that are come first.
    fn first_place(&self, start: usize, so: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (start, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if so(self.text(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_find_texts_by_their_beginning_and_parts() {
        let words = ["供应", "供应链", "供暖", "链", "应供应", "供应"];
        let pairs = words.iter().zip(0..).map(|(word, number)| ((*word).to_owned(), number));
        let ordered = Ordered::new(pairs.collect());
        let texts = |places: Vec<usize>| -> Vec<&str> {
            places.into_iter().map(|at| ordered.text(at)).collect()
        };
        assert_eq!(ordered.len(), 6);
        assert_eq!(texts(ordered.beginning("供应").collect()), ["供应", "供应", "供应链"]);
        assert_eq!(texts(ordered.beginning("无").collect()), [""; 0]);
        assert_eq!(
            ordered.exactly("供应").map(|at| ordered.number(at)).collect::<Vec<_>>(),
            [0, 5]
        );
        let inner = texts(ordered.containing("应").collect());
        assert_eq!(inner, ["供应", "供应", "供应链", "应供应"]);
        assert_eq!(Ordered::new(Vec::new()).beginning(""), 0..0);
    }
}
