//! Printing two documents side by side for people: what only the first has as [-…-], what only the second
//! has as {+…+}, also where there are no colours.

use std::io::{self, Write};

use report::comparison::{Comparison, Pair, Stretch, Unit};
use search::Marked;

use crate::terminal::{BOLD, DELETED, DIMMED, INSERTED, Style, one_line};

/// How a side is written: its sign, and what stands around what only it has.
const SIDES: [(&str, Style, [&str; 2]); 2] =
    [("−", DELETED, ["[-", "-]"]), ("＋", INSERTED, ["{+", "+}"])];

/// Writes a comparison: the documents, what differs in number, then unit by unit; what is the same only by
/// its count, unless all is wanted.
pub(crate) fn write(out: &mut impl Write, compared: &Comparison, all: bool) -> io::Result<()> {
    for ((sign, ..), citation) in SIDES.iter().zip(&compared.citations) {
        writeln!(out, "{sign} {BOLD}{}{BOLD:#}", one_line(citation))?;
    }
    writeln!(out)?;
    for fact in &compared.facts {
        let [first, second] = fact.values.each_ref().map(|value| value.as_deref().unwrap_or("无"));
        writeln!(
            out,
            "{DIMMED}{}{DIMMED:#}  {} → {}",
            fact.label,
            one_line(first),
            one_line(second)
        )?;
    }
    for line in compared.summary() {
        writeln!(out, "{line}")?;
    }
    for stretch in compared.stretches() {
        writeln!(out)?;
        match stretch {
            Stretch::Same(pairs) if !all => {
                writeln!(out, "{DIMMED}＝ {}{DIMMED:#}", one_line(&Comparison::same(pairs)))?;
            }
            Stretch::Same(pairs) => {
                for pair in pairs {
                    writeln!(out, "{DIMMED}＝ {}{DIMMED:#}", pair.name())?;
                    pair.units[1].iter().try_for_each(|unit| write_unit(out, 1, unit))?;
                }
            }
            Stretch::Different(pair, _) => write_pair(out, compared, pair)?,
        }
    }
    Ok(())
}

fn write_pair(out: &mut impl Write, compared: &Comparison, pair: &Pair) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}  {}", one_line(&pair.name()), compared.label(pair))?;
    for (side, units) in pair.units.iter().enumerate() {
        units.iter().try_for_each(|unit| write_unit(out, side, unit))?;
    }
    Ok(())
}

fn write_unit(out: &mut impl Write, side: usize, unit: &Unit) -> io::Result<()> {
    let (sign, ..) = SIDES[side];
    let mut paragraphs = unit.paragraphs.iter();
    let first = paragraphs.next().map(|runs| told(runs, side)).unwrap_or_default();
    writeln!(out, "{sign} {}{first}", unit.lead())?;
    paragraphs.try_for_each(|runs| writeln!(out, "    {}", told(runs, side)))
}

fn told(runs: &Marked, side: usize) -> String {
    let (_, style, [open, close]) = SIDES[side];
    let told = |(text, mark): &(String, u8)| match mark {
        0 => text.clone(),
        _ => format!("{style}{open}{text}{close}{style:#}"),
    };
    one_line(&runs.iter().map(told).collect::<String>()).into_owned()
}
