//! The one analyzer of index and query: how a text becomes terms.
//!
//! Characters decide what matches, words help to rank. Every text is indexed twice:
//!
//! - *grams*, with positions: each pair of neighbouring characters, and each pair on both sides of
//!   a gap with a mark between. A run of characters is found by its pairs in order.
//! - *terms*, with frequencies only: each single character, and each word that jieba cuts.
//!
//! A run passes over white space and inner punctuation ([`corpus::fold`]); the end of a sentence
//! is a gap of one position.

use std::sync::Arc;

use corpus::fold::{Folded, fold};
use corpus::gazetteer::{Entity, Gazetteer};
use jieba_rs::Jieba;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Stands between the characters on both sides of a gap.
const GAP: char = '\u{2}';

/// Cuts texts into terms; cheap to clone and to share.
#[derive(Clone)]
pub struct Analyzer {
    jieba: Arc<Jieba>,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, folded.
    pub text: String,
    /// Where it starts in the text as given, in characters.
    pub start: usize,
    /// Where it ends in the text as given, in characters.
    pub end: usize,
}

/// A pair of neighbouring characters at the position of the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gram {
    /// Position in characters, gaps counted as one.
    pub position: usize,
    /// The two characters.
    pub pair: [char; 2],
    /// Whether a gap is between them.
    pub over_gap: bool,
}

impl Gram {
    /// The term under which the gram is indexed.
    pub fn term(&self) -> String {
        let mut term = String::new();
        self.write(&mut term);
        term
    }

    fn write(&self, term: &mut String) {
        term.push(self.pair[0]);
        if self.over_gap {
            term.push(GAP);
        }
        term.push(self.pair[1]);
    }
}

impl Analyzer {
    /// Loads jieba's dictionary and on top our words (`data/lexicon.csv`) and the names of districts.
    /// Costs about a tenth of a second.
    pub fn load() -> Analyzer {
        let mut jieba = Jieba::new();
        let lines = include_str!("../data/lexicon.csv").lines().skip(1);
        let words = lines.filter_map(|line| line.split(',').next());
        let names = Gazetteer::builtin().names().iter();
        let districts = names.filter(|name| name.entity == Entity::District);
        for word in words.chain(districts.map(|district| district.name.as_str())) {
            // The least frequency at which jieba keeps the word whole.
            let frequency = jieba.suggest_freq(word);
            jieba.add_word(word, Some(frequency), None);
        }
        Analyzer { jieba: Arc::new(jieba) }
    }

    /// How many terms a text is indexed by: all the analyzer's work on it, and nothing else.
    pub fn count_terms(&self, text: &str) -> usize {
        fn count(mut stream: impl TokenStream) -> usize {
            let mut terms = 0;
            stream.process(&mut |_| terms += 1);
            terms
        }
        let mut terms = TermTokenizer::new(Some(self.clone()));
        count(GramTokenizer::default().token_stream(text)) + count(terms.token_stream(text))
    }

    /// The words of a text in order, covering all its letters, digits and ideographs.
    pub fn words(&self, text: &str) -> Vec<Word> {
        let folded = FoldedText::new(text);
        let mut words = Vec::new();
        let mut at = 0;
        for piece in self.jieba.cut(&folded.text, false) {
            let chars = piece.word.chars().count();
            if piece.word.chars().all(char::is_alphanumeric) {
                let (start, end) = (folded.places[at], folded.places[at + chars - 1] + 1);
                words.push(Word { text: piece.word.to_owned(), start, end });
            }
            at += chars;
        }
        words
    }
}

/// A folded text for cutting into words: punctuation becomes one blank, and white space vanishes
/// (2016 年) but between Latin words.
#[derive(Default)]
struct FoldedText {
    text: String,
    /// For each character of `text` its place in the text as given, in characters.
    places: Vec<usize>,
}

/// What stands between two characters of a text.
#[derive(Clone, Copy, PartialEq)]
enum Between {
    Nothing,
    Space,
    Punctuation,
}

impl FoldedText {
    fn new(given: &str) -> FoldedText {
        let mut folded = FoldedText::default();
        let mut between = Between::Nothing;
        let mut before = None;
        for (place, given) in given.chars().enumerate() {
            match fold(given) {
                Folded::Char(c) => {
                    if separates(between, before, c) {
                        folded.push(' ', place);
                    }
                    folded.push(c, place);
                    between = Between::Nothing;
                    before = Some(c);
                }
                Folded::Skip if given.is_whitespace() && between == Between::Nothing => {
                    between = Between::Space;
                }
                Folded::Skip if given.is_whitespace() => {}
                Folded::Skip | Folded::Gap => between = Between::Punctuation,
            }
        }
        folded
    }

    fn push(&mut self, c: char, place: usize) {
        self.text.push(c);
        self.places.push(place);
    }
}

fn separates(between: Between, before: Option<char>, after: char) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    match between {
        Between::Nothing => false,
        Between::Space => before.is_some_and(latin) && latin(after),
        Between::Punctuation => before.is_some(),
    }
}

/// The runs of a text: folded characters between gaps, in order, none empty.
pub fn runs(text: &str) -> Vec<Vec<char>> {
    let mut runs = vec![Vec::new()];
    for c in text.chars() {
        match fold(c) {
            Folded::Char(c) => {
                if let Some(run) = runs.last_mut() {
                    run.push(c);
                }
            }
            Folded::Gap => runs.push(Vec::new()),
            Folded::Skip => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// All grams of a text, in order of position.
pub fn grams(text: &str) -> Vec<Gram> {
    let mut grams = Grams::default();
    grams.fill(text);
    grams.found
}

/// Collects the grams of a text; reused from text to text.
#[derive(Default, Clone)]
struct Grams {
    found: Vec<Gram>,
}

impl Grams {
    fn fill(&mut self, text: &str) {
        self.found.clear();
        let mut before: Option<(usize, char)> = None;
        let mut over_gap = false;
        for c in text.chars() {
            match fold(c) {
                Folded::Char(c) => {
                    let position = match before {
                        Some((position, first)) => {
                            self.found.push(Gram { position, pair: [first, c], over_gap });
                            position + 1 + usize::from(over_gap)
                        }
                        None => 0,
                    };
                    before = Some((position, c));
                    over_gap = false;
                }
                Folded::Gap => over_gap = true,
                Folded::Skip => {}
            }
        }
    }
}

/// Tantivy's tokenizer of the gram fields.
#[derive(Default, Clone)]
pub(crate) struct GramTokenizer {
    grams: Grams,
    token: Token,
}

impl Tokenizer for GramTokenizer {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        self.grams.fill(text);
        self.token.reset();
        GramStream { rest: self.grams.found.iter(), token: &mut self.token }
    }
}

/// The grams of one text.
pub(crate) struct GramStream<'a> {
    rest: std::slice::Iter<'a, Gram>,
    token: &'a mut Token,
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(gram) = self.rest.next() else { return false };
        self.token.text.clear();
        gram.write(&mut self.token.text);
        self.token.position = gram.position;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Tantivy's tokenizer of the term fields.
#[derive(Clone)]
pub(crate) struct TermTokenizer {
    /// `None` where only characters are terms.
    analyzer: Option<Analyzer>,
    text: String,
    token: Token,
}

impl TermTokenizer {
    pub(crate) fn new(analyzer: Option<Analyzer>) -> TermTokenizer {
        TermTokenizer { analyzer, text: String::new(), token: Token::default() }
    }
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.text = FoldedText::new(text).text;
        self.token.reset();
        self.token.position = 0;
        let cut = |analyzer: &Analyzer| analyzer.jieba.cut(&self.text, false);
        let words = self.analyzer.as_ref().map(cut).unwrap_or_default();
        TermStream { chars: self.text.chars(), words: words.into_iter(), token: &mut self.token }
    }
}

/// The characters of one text, then its words of two characters and more.
pub(crate) struct TermStream<'a> {
    chars: std::str::Chars<'a>,
    words: std::vec::IntoIter<jieba_rs::Token<'a>>,
    token: &'a mut Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        if let Some(c) = self.chars.by_ref().find(|c| *c != ' ') {
            self.token.text.push(c);
            return true;
        }
        let long = |word: &str| word.chars().nth(1).is_some();
        match self.words.by_ref().find(|piece| long(piece.word)) {
            Some(piece) => self.token.text.push_str(piece.word),
            None => return false,
        }
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_have_positions_and_gaps() {
        let cases: [(&str, &[(usize, &str)]); 6] = [
            ("区块链", &[(0, "区块"), (1, "块链")]),
            ("A 级", &[(0, "a级")]),
            ("链。技", &[(0, "链|技")]),
            ("说完。又说。", &[(0, "说完"), (1, "完|又"), (3, "又说")]),
            ("。。链！", &[]),
            ("，", &[]),
        ];
        for (text, expected) in cases {
            let show = |gram: Gram| (gram.position, gram.term().replace(GAP, "|"));
            let found: Vec<(usize, String)> = grams(text).into_iter().map(show).collect();
            let found: Vec<(usize, &str)> = found.iter().map(|(p, t)| (*p, t.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn words_point_into_the_text_as_given() {
        let analyzer = Analyzer::load();
        let text = "2019 年靜安區的區塊鏈，BaaS cloud";
        let given: Vec<char> = text.chars().collect();
        let words = analyzer.words(text);
        let read: Vec<String> =
            words.iter().map(|w| given[w.start..w.end].iter().collect()).collect();
        assert_eq!(read.concat(), "2019年靜安區的區塊鏈BaaScloud");
        assert!(words.iter().any(|word| word.text == "静安区"));
    }
}
