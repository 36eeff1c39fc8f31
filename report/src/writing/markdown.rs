//! Tables as Markdown: a caption, a pipe table, and below it how it was made. Groups are rows with
//! their name alone.

use std::io::{self, Write};

use super::{Rows, WriteError};
use crate::table::{Cell, Row, Table};

pub(super) fn write(table: &Table, rows: Rows<'_>, out: &mut impl Write) -> Result<(), WriteError> {
    writeln!(out, "**{}**\n", escaped(&table.caption))?;
    line(out, table.columns.iter().map(|column| escaped(&column.name)))?;
    line(out, table.columns.iter().map(|_| "---".to_owned()))?;
    for row in rows {
        match row? {
            Row::Group(name) => {
                let rest = table.columns.iter().skip(1).map(|_| String::new());
                line(out, [format!("**{}**", escaped(&name))].into_iter().chain(rest))?;
            }
            Row::Cells { cells, .. } => line(out, cells.iter().map(written))?,
        }
    }
    writeln!(out)?;
    for (name, said) in table.about.lines() {
        writeln!(out, "- {name}：{}", escaped(&said))?;
    }
    Ok(())
}

fn line(out: &mut impl Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn written(cell: &Cell) -> String {
    cell.lines().iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>")
}

/// A text in which nothing means anything but itself (CommonMark, 2.4 Backslash escapes).
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '`' | '*' | '_' | '<' | '[' | ']' | '~' | '&' => {
                escaped.extend(['\\', c]);
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
