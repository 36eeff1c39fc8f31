//! The best path of known words over a text, by lindera: with a dictionary
//! that `build.rs` compiles from `data/`, and on top the words of the office.

use std::borrow::Cow;

use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::UserDictionary;
use lindera_dictionary::loader::DictionaryLoader;

use crate::fold::fold_char;

mod dictionary {
    #![allow(missing_docs, unreachable_pub)] // The macro writes a public loader.
    lindera_dictionary::embedded_dictionary!("/names", NamesLoader);
}

/// Cost of a word of the office on a path; the same as that of ours in `build.rs`.
const WORD_COST: i16 = 1000;

/// Finds the known words of texts.
pub(crate) struct BestPath(Option<Segmenter>);

impl BestPath {
    /// A reader of the built-in words and some more. A build whose dictionary does not load reads
    /// nothing; a test sees to it that ours does.
    pub(crate) fn new<'a>(more: impl Iterator<Item = &'a str>) -> BestPath {
        let load = || {
            let dictionary = dictionary::NamesLoader::new().load().ok()?;
            let more: Vec<String> = more.map(line).collect();
            let user = (!more.is_empty()).then(|| {
                let builder = DictionaryBuilder::new((*dictionary.metadata).clone());
                builder.build_user_dict_from_reader(more.concat().as_bytes()).ok()
            });
            let user: Option<UserDictionary> = user.flatten();
            Some(Segmenter::new(Mode::Normal, dictionary, user))
        };
        BestPath(load())
    }

    /// The known words of a text, folded, in order: start and end in characters, and the word.
    pub(crate) fn words(&self, text: &str) -> Vec<(usize, usize, String)> {
        // One character stays one character, so places count the same in both.
        let folded: String = text.chars().map(fold_char).collect();
        let Some(segmenter) = &self.0 else { return Vec::new() };
        let Ok(tokens) = segmenter.segment(Cow::Borrowed(&folded)) else { return Vec::new() };
        let mut words = Vec::new();
        let (mut bytes, mut chars) = (0, 0);
        for token in &tokens {
            chars += folded[bytes..token.byte_start].chars().count();
            let start = chars;
            chars += token.surface.chars().count();
            bytes = token.byte_end;
            if !token.word_id.is_unknown() {
                words.push((start, chars, token.surface.to_string()));
            }
        }
        words
    }
}

/// A line of a user dictionary in the form of the compiled one.
fn line(word: &str) -> String {
    let folded: String = word.chars().map(fold_char).filter(|c| *c != ',' && *c != '"').collect();
    format!("{folded},0,0,{WORD_COST},name\n")
}
