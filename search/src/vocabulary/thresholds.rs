//! Every threshold of completing and correcting, each with its reason.

/// How many times as frequent a word must be that sounds like one that documents do have: below
/// that both are in use (权利, 权力).
pub(super) const RATIO: usize = 20;
/// The same for words of two characters, of which many sound alike by chance.
pub(super) const RATIO_OF_PAIRS: usize = 100;
/// A query that has this many documents is no slip, whatever sounds like it.
pub(super) const GOOD_HITS: usize = 20;
/// Initials stand for a word only if it is this many times as frequent as the next one.
pub(super) const RATIO_OF_INITIALS: usize = 5;
/// Fewer initials than this fit too many words.
pub(super) const LEAST_INITIALS: usize = 3;
/// Words of this many characters may differ in one of them: of shorter ones too little is left.
pub(super) const LEAST_EDITED_HAN: usize = 3;
/// The same for words of letters.
pub(super) const LEAST_EDITED_LATIN: usize = 5;
/// Where a piece of a slip is a word of its own (区块 of 区块键), this share of its documents must
/// have the mended word: one in ten of 区块 has 区块链, hardly one of 政策 has 新政策.
pub(super) const SHARE: f32 = 0.1;
/// jieba cuts a misspelt word into single characters; words longer than this are rare.
pub(super) const MOST_CHARS: usize = 8;
/// The most letters of a word of pinyin: 浦东新区人民政府 has 27.
pub(super) const MOST_LETTERS: usize = 40;
/// A longer query need not have all its words, so one slip does not matter; and what the wrong
/// neighbours happen to sound like is no slip.
pub(super) const MOST_WORDS: usize = 12;
/// The same for slips that sound different: in a sentence, many neighbours stand in no document.
pub(super) const MOST_WORDS_EDITED: usize = 8;
/// The same in characters, as cutting takes time as well.
pub(super) const MOST_QUERY: usize = 200;

/// Longer names are completed as titles are, and not by their pinyin.
pub(super) const MOST_NAME: usize = 24;
/// Of words that begin with a typed character so many are looked at for how they go on.
pub(super) const MOST_MIXED: usize = 2000;
/// How far back the word goes that is being typed.
pub(super) const MOST_TAIL: usize = 24;
/// Of another name, more than one part in so many must have been typed: 上海市 is not yet
/// 上海市静安区, but 闸北 is 闸北区.
pub(super) const OTHER_NAME_PART: usize = 2;
/// What is longer than this is not completed.
pub(super) const MOST_TYPED: usize = 200;
/// One character is in too many titles to say anything.
pub(super) const LEAST_TITLE_CHARS: usize = 2;
/// A longer title is no text for a box: news without a title begin with a sentence.
pub(super) const MOST_TITLE: usize = 60;
/// Letters stand inside of other words as well; shorter ones say nothing of a title.
pub(super) const LEAST_TITLE_LETTERS: usize = 4;
/// Fewer letters than this are more likely initials than the beginning of a foreign word.
pub(super) const LEAST_FOREIGN: usize = 4;
/// One of so many completions is a title, if titles have what was typed.
pub(super) const TITLES_ONE_IN: usize = 3;
/// Titles are read from so many documents at most, for each has to be unpacked.
pub(super) const TITLES_LOADED: usize = 8;
/// Fewer characters begin too many numbers.
pub(super) const LEAST_NUMBER_CHARS: usize = 2;
/// One of so many completions is a number, if numbers begin with what was typed.
pub(super) const NUMBERS_ONE_IN: usize = 2;
/// Letters are divided into syllables and initials in at most so many ways.
pub(super) const MOST_SPELLINGS: usize = 64;
/// Fewer letters are no two words in pinyin.
pub(super) const LEAST_LETTERS_OF_TWO: usize = 4;
/// Of the words that a part of some letters may be, so many are tried behind those before.
pub(super) const MOST_OF_A_PART: usize = 3;
/// So many runs of several words are looked for in documents.
pub(super) const MOST_RUNS: usize = 80;
