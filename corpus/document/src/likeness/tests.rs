//! Sketches of texts.

use super::*;
use crate::document::Block;

/// A text of so many sentences, all different; `from` shifts which.
fn text(from: usize, sentences: usize) -> String {
    let character = |n: usize| char::from_u32(0x4E00 + (n * 7919 % 5000) as u32).unwrap();
    let sentence = |at: usize| (at * 20..at * 20 + 20).map(character).chain(['。']).collect();
    (from..from + sentences).map(sentence).collect::<Vec<String>>().concat()
}

#[test]
fn sketches_of_like_texts_are_alike() {
    let sketch = |text: &str| {
        let mut document = Document::default();
        document.push_block(Block::Paragraph(text.to_owned()));
        Sketch::of(&document)
    };
    let base = sketch(&text(0, 60)).unwrap();
    assert_eq!(sketch(&text(0, 60)), Some(base));
    assert!(base.agreeing(&sketch(&text(3, 60)).unwrap()) >= 8);
    assert!(base.agreeing(&sketch(&text(100, 60)).unwrap()) <= 4);
    assert_eq!(sketch("太短"), None);
}
