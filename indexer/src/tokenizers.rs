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
