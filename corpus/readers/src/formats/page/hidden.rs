//! A text that a page does not show by itself: it stands in a hidden element, or in a script that
//! puts it into the page.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html};

use crate::formats::page::{content, selector};

/// Elements that a text is kept in until a script shows it.
const HOLDERS: &str = "textarea, noscript, template, input[type=hidden]";

/// How much more a hidden text must be worth than what is shown.
const TIMES: f64 = 2.0;

/// What puts the strings of a script together, and how long it is at most.
const JOINTS: [&str; 3] = ["+", "write", "push"];
const LONGEST_JOINT: usize = 60;

/// What a text is worth that needs no other.
const ENOUGH: f64 = 20.0;

/// Strings of a script, in each of the three kinds of quotes.
static STRINGS: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(r#"(?s)"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`"#)
        .expect("string pattern")
});

/// The hidden text of a page, where what it shows is worth next to nothing.
pub(super) fn text(page: &Html, shown: &[ElementRef<'_>]) -> Option<Html> {
    if content::is_worth(shown, ENOUGH) {
        return None;
    }
    let shown = content::worth(shown);
    let held = selector(HOLDERS)
        .into_iter()
        .flat_map(|held| page.select(&held).map(markup).collect::<Vec<_>>());
    let scripts = selector("script").into_iter().flat_map(|script| {
        page.select(&script)
            .flat_map(|script| strings(&script.text().collect::<String>()))
            .collect::<Vec<_>>()
    });
    let candidates = held.chain(scripts).filter(|text| text.contains('。'));
    let worth = |text: &String| content::worth_of(text);
    let best = candidates.max_by(|a, b| worth(a).total_cmp(&worth(b)))?;
    let text = parsed(&best);
    let found = content::worth(&content::find(&text));
    (found > content::LEAST && found > shown * TIMES).then_some(text)
}

/// What an element holds.
fn markup(element: ElementRef<'_>) -> String {
    match element.value().name() {
        "textarea" | "noscript" => element.text().collect(),
        "input" => element.value().attr("value").unwrap_or_default().to_owned(),
        _ => element.inner_html(),
    }
}

/// The strings of a script; those that are put together are one.
fn strings(script: &str) -> Vec<String> {
    let mut strings: Vec<String> = Vec::new();
    let mut end = 0;
    for found in STRINGS.captures_iter(script) {
        let (Some(whole), Some(inner)) = (found.get(0), found.iter().skip(1).flatten().next())
        else {
            continue;
        };
        let between = script[end..whole.start()].trim();
        let text = unescaped(inner.as_str());
        end = whole.end();
        match strings.last_mut() {
            Some(last) if is_joint(between) => last.push_str(&text),
            _ => strings.push(text),
        }
    }
    strings
}

/// Whether what stands between two strings puts them together: `+`, `; text +=`, `); write(`.
fn is_joint(between: &str) -> bool {
    between.len() <= LONGEST_JOINT && JOINTS.iter().any(|joint| between.contains(joint))
}

/// A string without the escapes of scripts.
fn unescaped(string: &str) -> String {
    let mut text = String::with_capacity(string.len());
    let mut units = Vec::new();
    let mut rest = string;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let escape = rest.chars().next().filter(|_| c == '\\');
        rest = &rest[escape.map_or(0, char::len_utf8)..];
        let digits = match escape {
            Some('u') => 4,
            Some('x') => 2,
            _ => 0,
        };
        let unit = rest.get(..digits).and_then(|digits| u16::from_str_radix(digits, 16).ok());
        if let Some(unit) = unit {
            units.push(unit);
            rest = &rest[digits..];
            continue;
        }
        text.push_str(&String::from_utf16_lossy(&units));
        units.clear();
        match escape {
            None => text.push(c),
            Some('n' | 'r') => text.push('\n'),
            Some('t') => text.push(' '),
            Some('\n') => {}
            Some(other) => text.push(other),
        }
    }
    text + &String::from_utf16_lossy(&units)
}

/// The page that a held text is: perhaps its marks are written out, perhaps it has none.
fn parsed(text: &str) -> Html {
    let has_marks = |text: &str| text.contains("</") || text.contains("<br");
    if has_marks(text) {
        return Html::parse_document(text);
    }
    let written_out = Html::parse_document(text).root_element().text().collect::<String>();
    match has_marks(&written_out) {
        true => Html::parse_document(&written_out),
        false => Html::parse_document(&format!("<pre>{text}</pre>")),
    }
}
