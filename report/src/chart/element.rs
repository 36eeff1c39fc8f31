//! Elements of SVG, written with everything escaped.

use std::fmt::{self, Display, Formatter, Write};

use corpus::unseen::is_unseen;

/// An element with its attributes, and text or other elements in it.
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Element {
        Element { name, attributes: String::new(), content: String::new() }
    }

    /// The element with one more attribute.
    pub(super) fn with(mut self, name: &str, value: impl Display) -> Element {
        let value = escaped(&value.to_string());
        // Writing into memory does not fail.
        let _ = write!(self.attributes, " {name}=\"{value}\"");
        self
    }

    /// The element with text in it.
    pub(super) fn saying(mut self, text: &str) -> Element {
        self.content.push_str(&escaped(text));
        self
    }

    /// The element with others in it.
    pub(super) fn around(mut self, parts: impl IntoIterator<Item = Element>) -> Element {
        for part in parts {
            let _ = write!(self.content, "{part}");
        }
        self
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Element { name, attributes, content } = self;
        write!(f, "<{name}{attributes}>{content}</{name}>")
    }
}

/// Text as XML has it; signs that XML cannot have and those that nobody sees are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            '\n' | '\r' | '\t' => escaped.push(' '),
            sign if is_unseen(sign) => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}
