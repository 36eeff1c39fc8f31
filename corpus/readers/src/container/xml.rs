//! XML as a flat run of tokens with local names: what the readers of Word, presentations and OFD
//! stand on. Entities that a file declares itself are not expanded.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::QName;

/// A token of a file.
pub(crate) enum Token<'a> {
    Open(Tag<'a>),
    /// The end of the element of this name; an empty element has one too.
    Close(Cow<'a, str>),
    Text(Cow<'a, str>),
}

/// The start of an element.
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        attribute(&self.0, name)
    }

    /// The relationship that the element names: its id, with a prefix, unlike its own.
    pub(crate) fn relationship(&self) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
        let is_id = |key: QName<'_>| {
            key.prefix().is_some() && key.local_name().into_inner().eq_ignore_ascii_case("id")
        };
        attributes.find(|attribute| is_id(attribute.key)).map(|id| id.value.into_owned())
    }

    /// An attribute that is a number.
    pub(crate) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// The value of an attribute of an element, by its name without prefix.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
    let found = attributes.find(|attribute| attribute.key.local_name().into_inner() == name)?;
    let value = quick_xml::escape::unescape(&found.value);
    Some(value.map_or_else(|_| found.value.to_string(), Cow::into_owned))
}

/// The tokens of an XML text. What is not well formed ends them with an error.
pub(crate) struct Tokens<'a> {
    reader: Reader<&'a [u8]>,
    /// The end of an empty element.
    pending: Option<String>,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str) -> Tokens<'a> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        Tokens { reader, pending: None }
    }

    /// How many bytes of the text have been read.
    pub(crate) fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Passes over the rest of the element that was just opened.
    pub(crate) fn pass_over(&mut self) -> Result<(), quick_xml::Error> {
        let mut depth = 1;
        while depth > 0 {
            match self.next().transpose()? {
                Some(Token::Open(_)) => depth += 1,
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Result<Token<'a>, quick_xml::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(name) = self.pending.take() {
            return Some(Ok(Token::Close(name.into())));
        }
        loop {
            return Some(Ok(match self.reader.read_event() {
                Ok(Event::Start(start)) => Token::Open(Tag(start)),
                Ok(Event::Empty(start)) => {
                    self.pending = Some(start.local_name().into_inner().to_owned());
                    Token::Open(Tag(start))
                }
                Ok(Event::End(end)) => {
                    Token::Close(end.local_name().into_inner().to_owned().into())
                }
                Ok(Event::Text(text)) => Token::Text(text.into_inner()),
                Ok(Event::CData(text)) => Token::Text(text.into_inner()),
                Ok(Event::GeneralRef(entity)) => Token::Text(resolve(&entity).into()),
                Ok(Event::Eof) => return None,
                Ok(_) => continue,
                Err(error) => return Some(Err(error)),
            }));
        }
    }
}

/// The character that a reference stands for; nothing for an entity of the file's own.
fn resolve(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let name = entity.clone().into_inner();
    quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}
