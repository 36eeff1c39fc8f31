//! Lines as pieces of a text: marked headings, paragraphs, tables and figures.
//! Which paragraphs are headings by their numbers is for `outline` to say.

use crate::sheet::grid;
use crate::text::caption::{self, Captioned};
use crate::text::inline;
use document::document::Table;

/// Whether a text is as an author typeset it, or as a program recorded it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    /// Inline marks are dropped, tables are found and page breaks in them mended.
    Typeset,
    /// Every line stays as it is.
    Recorded,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A line with so many `#`.
    Heading { marks: usize, text: String },
    /// A line of running text, or a numbered heading.
    Line(String),
    /// A table with the caption beside it.
    Table(Table),
    /// The caption of a figure.
    Figure(String),
    /// The caption of a table that has not been found yet.
    Caption(String),
}

impl Piece {
    /// The text of a line.
    pub(crate) fn line(&self) -> Option<&str> {
        match self {
            Piece::Line(text) => Some(text),
            _ => None,
        }
    }
}

/// The lines of a text, whichever system ended them.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    let without_return = |line| str::strip_suffix(line, '\r').unwrap_or(line);
    text.split('\n').flat_map(|line| without_return(line).split('\r')).collect()
}

/// The pieces of a text, tables with the captions beside them.
pub(crate) fn captioned_pieces(lines: &[&str], text: Text) -> Vec<Piece> {
    with_captions(pieces(lines, text))
}

/// The pieces of a text; blank lines and rules part them.
pub(crate) fn pieces(lines: &[&str], text: Text) -> Vec<Piece> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    while let Some(line) = lines.get(at) {
        if text == Text::Typeset
            && let Some((table, end)) = grid::table_at(lines, at)
        {
            pieces.push(Piece::Table(table));
            at = end;
            continue;
        }
        if !grid::is_rule(line) {
            pieces.push(piece(line, text));
        }
        at += 1;
    }
    pieces
}

/// The piece that a line is.
pub(crate) fn piece(line: &str, text: Text) -> Piece {
    let clean = |line: &str| match text {
        Text::Typeset => inline::plain(line),
        Text::Recorded => line.trim().to_owned(),
    };
    if let Some((marks, heading)) = marked_heading(line) {
        return Piece::Heading { marks, text: clean(heading) };
    }
    let line = clean(line);
    match caption::of(&line) {
        Some(Captioned::Figure) => Piece::Figure(line),
        Some(Captioned::Table) => Piece::Caption(line),
        None => Piece::Line(line),
    }
}

/// The number of `#` before a heading, and its text. One `#` needs a space: #话题 is none.
pub(crate) fn marked_heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let text = line.trim_start_matches('#');
    let marks = line.len() - text.len();
    let is_heading =
        (2..=6).contains(&marks) || (marks == 1 && text.starts_with(char::is_whitespace));
    let text = text.trim();
    (is_heading && !text.is_empty()).then_some((marks, text))
}

/// Gives tables the captions beside them. Where one has a caption on both sides, it is the one
/// on the side where the first table of the text has its own.
pub(crate) fn with_captions(pieces: Vec<Piece>) -> Vec<Piece> {
    let first = pieces.iter().position(|piece| matches!(piece, Piece::Table(_)));
    let is_caption = |at: usize| matches!(pieces.get(at), Some(Piece::Caption(_)));
    let below = first.is_some_and(|at| is_caption(at + 1) && !(at > 0 && is_caption(at - 1)));
    let pieces = match below {
        true => captions_above(captions_below(pieces)),
        false => captions_below(captions_above(pieces)),
    };
    let as_line = |piece| match piece {
        Piece::Caption(text) => Piece::Line(text),
        other => other,
    };
    pieces.into_iter().map(as_line).collect()
}

fn captions_above(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        if let Piece::Table(Table { caption: caption @ None, .. }) = &mut piece
            && let Some(Piece::Caption(text)) =
                out.pop_if(|above| matches!(above, Piece::Caption(_)))
        {
            *caption = Some(text);
        }
        out.push(piece);
    }
    out
}

fn captions_below(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Table(Table { caption: caption @ None, .. })), Piece::Caption(text)) => {
                *caption = Some(text);
            }
            (_, piece) => out.push(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<Piece> {
        captioned_pieces(&text.lines().collect::<Vec<_>>(), Text::Typeset)
    }

    fn captions(text: &str) -> Vec<Option<String>> {
        let caption = |piece| match piece {
            Piece::Table(table) => Some(table.caption),
            _ => None,
        };
        pieces(text).into_iter().filter_map(caption).collect()
    }

    #[test]
    fn lines_end_as_any_system_ends_them() {
        assert_eq!(lines("甲\r\n乙\n\n丙\r丁"), ["甲", "乙", "", "丙", "丁"]);
    }

    #[test]
    fn tells_pieces_apart() {
        let text = "## **一、概况**\n正文。\n\n---\n图 1 分布\n表9 无表\n#话题";
        let line = |text: &str| Piece::Line(text.to_owned());
        let heading = Piece::Heading { marks: 2, text: "一、概况".to_owned() };
        let figure = Piece::Figure("图 1 分布".to_owned());
        let expected = [heading, line("正文。"), figure, line("表9 无表"), line("#话题")];
        assert_eq!(pieces(text), expected);
    }

    #[test]
    fn a_caption_belongs_to_the_table_beside_it() {
        let table = "甲\t乙\n一\t二\n";
        let above = format!("表1 前\n\n{table}\n表2 后\n{table}");
        let below = format!("{table}\n表1 前\n{table}表2 后\n");
        for text in [above, below] {
            let expected = [Some("表1 前".to_owned()), Some("表2 后".to_owned())];
            assert_eq!(captions(&text), expected, "{text}");
        }
    }
}
