//! The analyzer as Tantivy's tokenizers: what `analysis` finds in a text,
//! token by token, without making a string of each.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::{Analyzer, FoldedText, Gram, Grams};

impl Analyzer {
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

/// A single character counts so often in a text, and no more: BM25 is nearly saturated there, and
/// of a long text's characters a third stand beyond it.
const MOST_OF_A_CHARACTER: u32 = 24;

/// How often characters of the Basic Multilingual Plane were met in a text; others are rare.
#[derive(Clone)]
struct Met {
    /// Which text, in the upper 24 bits, and how often, in the lower 8: a new text costs nothing.
    counts: Box<[u32; 0x1_0000]>,
    text: u32,
}

impl Met {
    fn new() -> Met {
        Met { counts: Box::new([0; 0x1_0000]), text: 0 }
    }

    fn begin(&mut self) {
        self.text = (self.text + 1) & 0xFF_FFFF;
        if self.text == 0 {
            *self = Met::new();
            self.text = 1;
        }
    }

    /// Counts a character; whether it still counts in the text.
    fn counts(&mut self, c: char) -> bool {
        let Some(met) = self.counts.get_mut(c as usize) else { return true };
        let before = if *met >> 8 == self.text { *met & 0xFF } else { 0 };
        *met = self.text << 8 | (before + 1).min(0xFF);
        before < MOST_OF_A_CHARACTER
    }
}

/// Tantivy's tokenizer of the term fields.
#[derive(Clone)]
pub(crate) struct TermTokenizer {
    /// `None` where only characters are terms.
    analyzer: Option<Analyzer>,
    text: String,
    met: Met,
    token: Token,
}

impl TermTokenizer {
    pub(crate) fn new(analyzer: Option<Analyzer>) -> TermTokenizer {
        TermTokenizer { analyzer, text: String::new(), met: Met::new(), token: Token::default() }
    }
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.text = FoldedText::new(text).text;
        self.met.begin();
        self.token.reset();
        self.token.position = 0;
        let cut = |analyzer: &Analyzer| analyzer.jieba.cut(&self.text, false);
        let words = self.analyzer.as_ref().map(cut).unwrap_or_default();
        TermStream {
            chars: self.text.chars(),
            met: &mut self.met,
            words: words.into_iter(),
            token: &mut self.token,
        }
    }
}

/// The characters of one text, then its words of two characters and more.
pub(crate) struct TermStream<'a> {
    chars: std::str::Chars<'a>,
    met: &'a mut Met,
    words: std::vec::IntoIter<jieba_rs::Token<'a>>,
    token: &'a mut Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        let met = &mut *self.met;
        if let Some(c) = self.chars.by_ref().find(|&c| c != ' ' && met.counts(c)) {
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
