//! What holds for any input: nothing of a text is lost, and any bytes are
//! answered with items or an error.

use proptest::prelude::*;

use super::*;
use language::fold;

/// The folded text of a document: what a search for any run of its characters looks through.
fn folded(document: &Record) -> String {
    let mut text = fold::key(&document.fields.title);
    let fields =
        document.extra.iter().flat_map(|field| [field.name.as_str(), field.value.as_str()]);
    let stated = [&document.fields.subtitle, &document.fields.summary, &document.fields.number]
        .map(Option::as_deref);
    for piece in stated.into_iter().flatten().chain(fields) {
        text += &fold::key(piece);
    }
    for passage in document.passages() {
        text += &fold::key(&passage.text);
    }
    text
}

/// Sorts the characters of a folded text, so that two texts compare whatever their order.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// Lines such as texts consist of.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[一二（）1-9.、第章条。；：，区块链政策上海 ]{0,30}",
        "(一、|（一）|1\\.|第一章 |## |# )[区块链政策。；]{0,60}",
        "[区块链]{1,3}(\t[区块链]{0,3}){1,4}",
        "(图|表) ?[1-9] [区块链]{1,9}",
        Just(String::new()),
        Just("------".to_owned()),
    ]
}

proptest! {
    #[test]
    fn nothing_of_a_record_is_lost(lines in prop::collection::vec(line(), 0..40)) {
        let text = format!("首行\n{}", lines.join("\n"));
        let record = serde_json::json!({ "id": "a", "title": "", "text": text }).to_string();
        let document = &documents("a.jsonl", record.as_bytes())[0];
        let mut body = document.clone();
        body.fields.title = String::new();
        // A caption below its table is read before it.
        prop_assert_eq!(letters(&folded(&body)), letters(&fold::key(&text)));
    }

    #[test]
    fn nothing_of_a_text_is_lost(lines in prop::collection::vec("[一二（）1-9.第章。；块链\\[\\]<>*| ]{0,30}", 0..40)) {
        let text = format!("首行\n{}", lines.join("\n"));
        let document = &documents("a.txt", text.as_bytes())[0];
        prop_assert_eq!(letters(&folded(document)), letters(&fold::key(&text)));
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for name in ["a.txt", "a.csv", "a.tsv", "a.jsonl", "a.jsonl.gz"] {
            let _ = read_bytes(name, &bytes, Gazetteer::builtin(), &mut |_| ControlFlow::Continue(()));
        }
    }
}
