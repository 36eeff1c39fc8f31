//! Lines that a program wrapped at a width (text out of PDF, mail, archives): they are joined
//! again. The width is learned from the file; one that is not wrapped stays as it is.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::outline::block;

use crate::text::{label, numbering};

/// Columns that a wrapped line has at least; an ideograph takes two.
const NARROWEST: usize = 32;

/// Columns that one has at most.
const WIDEST: usize = 160;

/// Lines of a block that are looked at for its end.
const LONGEST_BLOCK: usize = 20;

/// Columns that a full line may lack beside what did not fit any more.
const SLACK: usize = 4;

/// Lines that must be cut in a sentence before a file counts as wrapped.
const FEWEST: usize = 2;

/// Marks after which a paragraph may end.
const ENDS: [char; 11] = ['。', '；', '：', '！', '？', ';', ':', '!', '?', '”', '』'];

/// Marks at the end of a text, which lists of names lack.
const STOPS: [char; 7] = ['。', '；', '：', ':', '”', '）', ')'];

/// The lines with those joined that were one, and without the numbers of pages.
pub(crate) fn unwrapped<'a>(lines: &[&'a str]) -> Vec<Cow<'a, str>> {
    let lines = without_margin(without_page_numbers(lines));
    let form = Form::learn(&lines);
    let mut out: Vec<Cow<'a, str>> = Vec::with_capacity(lines.len());
    for (at, &line) in lines.iter().enumerate() {
        match out.last_mut() {
            Some(above) if at > 0 && form.goes_on(&lines, at - 1) => append(above, line),
            _ => out.push(Cow::Borrowed(line)),
        }
    }
    out
}

/// Joins a line to a text: without a space between ideographs, with one between words.
fn append(text: &mut Cow<'_, str>, line: &str) {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let (text, line) = (text.to_mut(), line.trim());
    text.truncate(text.trim_end().len());
    if text.ends_with(is_word) && line.starts_with(is_word) {
        text.push(' ');
    }
    text.push_str(line);
}

/// How wide lines are cut.
#[derive(Debug, Clone, Copy)]
struct Cut {
    width: usize,
    /// What is counted: columns, as a printer does, or characters, as some programs do.
    measure: fn(&str) -> usize,
}

/// How a file sets its paragraphs.
#[derive(Debug)]
struct Form {
    /// How its lines are cut, if they are.
    cut: Option<Cut>,
    /// Whether the first line of a paragraph is indented.
    is_indented: bool,
    /// Whether a blank line parts paragraphs.
    is_spaced: bool,
}

impl Form {
    fn learn(lines: &[&str]) -> Form {
        let torn: Vec<usize> = (0..lines.len()).filter(|&at| is_torn(lines, at)).collect();
        let cuts = [places, columns].map(|measure| Cut::learn(lines, &torn, measure));
        let full = |cut: &Cut| torn.iter().filter(|&&at| cut.is_full(lines, at)).count();
        let cut = cuts.into_iter().flatten().max_by_key(full);
        let is_end = |at: &usize| lines[*at].trim_end().ends_with('。');
        let is_short = |at: &usize| cut.is_none_or(|cut| !cut.is_full(lines, *at));
        let ends: Vec<usize> = (0..lines.len()).filter(|at| is_end(at) && is_short(at)).collect();
        let most = |is: &dyn Fn(&str) -> bool| {
            let before = ends.iter().filter(|&at| lines.get(at + 1).is_none_or(|next| is(next)));
            before.count() * 10 >= ends.len().max(1) * 7
        };
        let is_blank = |line: &str| line.trim().is_empty();
        Form {
            cut,
            is_indented: most(&|line| is_blank(line) || indent(line) > 0),
            is_spaced: most(&is_blank),
        }
    }

    /// Whether line `at` goes on in the next one.
    fn goes_on(&self, lines: &[&str], at: usize) -> bool {
        let (line, next) = (lines[at], lines[at + 1]);
        if !may_go_on(line, next) {
            return false;
        }
        let is_torn = is_torn(lines, at);
        match self.cut {
            Some(cut) if cut.is_full(lines, at) => {
                is_torn || ((self.is_indented || self.is_spaced) && !is_start(next))
            }
            _ if !is_torn => false,
            _ => {
                (self.is_indented && line.trim_end().ends_with('，'))
                    || (self.is_spaced && is_clause(line) && runs_to_stop(&lines[at + 1..]))
            }
        }
    }
}

impl Cut {
    /// The width that most of the torn lines fill; `None` where few are torn, where other lines
    /// are longer, or where what is torn never comes to the end of a sentence.
    fn learn(lines: &[&str], torn: &[usize], measure: fn(&str) -> usize) -> Option<Cut> {
        let spans: Vec<Span> = torn.iter().map(|&at| Span::of(lines, at, measure)).collect();
        let widths: BTreeSet<usize> = spans.iter().map(|span| span.own).collect();
        let count = |width: usize| spans.iter().filter(|span| span.fills(width)).count();
        let widths = widths.range(NARROWEST..=WIDEST).copied();
        let (count, width) = widths.map(|width| (count(width), width)).max()?;
        let cut = Cut { width, measure };
        let is_over = |line: &&&str| measure(line) > cut.width + SLACK && !is_row(line);
        let over = lines.iter().filter(is_over).count();
        let is_last = |at: &usize| !(is_torn(lines, *at) && cut.is_full(lines, *at));
        let full = torn.iter().filter(|&&at| cut.is_full(lines, at));
        let last: Vec<usize> = full.map(|at| at + 1).filter(is_last).collect();
        let stops = last.iter().filter(|&&at| lines[at].trim_end().ends_with(STOPS)).count();
        (count >= FEWEST && over * 4 <= count && stops * 2 >= last.len()).then_some(cut)
    }

    /// Whether nothing more of the next line would have fitted into line `at`.
    fn is_full(self, lines: &[&str], at: usize) -> bool {
        Span::of(lines, at, self.measure).fills(self.width)
    }
}

/// How wide a line is, and the part of the next one that would have had to fit into it.
#[derive(Clone, Copy)]
struct Span {
    own: usize,
    next: usize,
}

impl Span {
    fn of(lines: &[&str], at: usize, measure: fn(&str) -> usize) -> Span {
        let next = lines.get(at + 1).map_or("", |next| next.trim());
        Span { own: measure(lines[at]), next: unbreakable(next) }
    }

    fn fills(self, width: usize) -> bool {
        (NARROWEST..=width + SLACK).contains(&self.own) && self.own + self.next + SLACK > width
    }
}

/// Whether a line ends inside a sentence that the next line may go on with.
fn is_torn(lines: &[&str], at: usize) -> bool {
    let line = lines[at].trim_end();
    let is_open = !line.ends_with(ENDS);
    lines.get(at + 1).is_some_and(|next| {
        let may_begin = is_start(next) && !line.ends_with(['，', '、', '（', '《']);
        is_open && columns(line) >= 20 && may_go_on(line, next) && !may_begin
    })
}

/// Whether two lines can be of one paragraph by their form.
fn may_go_on(line: &str, next: &str) -> bool {
    let is_text = |line: &str| !(line.trim().is_empty() || is_row(line) || is_marked(line));
    let is_deeper = indent(next) > 0 && (indent(next) >= indent(line) || indent(next) > 3);
    is_text(next) && !is_row(line) && !line.trim().is_empty() && !is_heading(line) && !is_deeper
}

fn is_heading(line: &str) -> bool {
    block::marked_heading(line).is_some()
}

/// Whether Markdown sets a line off: a heading, an item, a quotation, a table.
fn is_marked(line: &str) -> bool {
    let line = line.trim_start();
    let is_item =
        ["- ", "* ", "+ ", "> ", "•", "·", "```"].iter().any(|mark| line.starts_with(mark));
    is_item || is_heading(line)
}

/// Whether a line is a row of a table: its cells stand apart.
fn is_row(line: &str) -> bool {
    let line = line.trim();
    let gaps = line.matches("  ").count() + line.matches("\u{3000}\u{3000}").count();
    line.contains('\t') || line.starts_with('|') || gaps > 1
}

/// Whether a line begins something by its number or name.
fn is_start(line: &str) -> bool {
    let line = line.trim_start();
    // 第三条规定的 goes on with a sentence, 第三条 为了 does not.
    let is_article = numbering::is_article(line)
        && line.split_once('条').is_some_and(|(_, rest)| rest.starts_with(char::is_whitespace));
    is_article || numbering::split(line).is_some() || is_field(line)
}

/// 联系电话：8888; 事项通知如下： is none.
fn is_field(line: &str) -> bool {
    label::of_line(line).is_some_and(|label| !label.value.is_empty())
}

/// Whether a line is a part of a sentence by its marks.
fn is_clause(line: &str) -> bool {
    line.contains(['，', '。', '；', '《']) || numbering::is_article(line.trim_start())
}

/// Whether the lines up to the next blank one come to the end of a sentence, and to no other.
fn runs_to_stop(lines: &[&str]) -> bool {
    let lines = lines.iter().take(LONGEST_BLOCK).map(|line| line.trim());
    let mut block = lines.take_while(|line| !line.is_empty());
    let stop = block.find(|line| line.ends_with(ENDS));
    stop.is_some_and(|line| line.ends_with(['。', '；'])) && block.next().is_none()
}

/// Columns that a line takes, its indent included.
fn columns(line: &str) -> usize {
    line.trim_end().chars().map(column).sum()
}

fn column(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// Columns that a line would take if all characters were ideographs.
fn places(line: &str) -> usize {
    indent(line) + 2 * line.trim().chars().count()
}

/// Columns before the text of a line.
fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(column).sum()
}

/// Columns of the part of a line that could not stand at the end of the line above: a word, or an
/// ideograph with the marks that stay with it.
fn unbreakable(text: &str) -> usize {
    let word = text.chars().take_while(char::is_ascii_graphic).count();
    if word > 0 {
        return word.min(SLACK * 3);
    }
    let opening = text.chars().take_while(|c| "《〈（“‘〔【「".contains(*c)).count();
    let rest = text.chars().skip(opening + 1);
    let closing = rest.take_while(|c| "》〉）”’〕】」，。；：、！？".contains(*c)).count();
    2 * (opening + 1 + closing)
}

/// The lines without the spaces that all of them begin with.
fn without_margin(lines: Vec<&str>) -> Vec<&str> {
    let margin = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let least = lines.iter().filter(|line| !line.trim().is_empty()).map(margin).min().unwrap_or(0);
    lines.into_iter().map(|line| line.get(least..).unwrap_or("")).collect()
}

/// The lines without those that number pages, and without the blank ones around these.
fn without_page_numbers<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::with_capacity(lines.len());
    let mut after_number = false;
    for (at, line) in lines.iter().enumerate() {
        let is_broken = lines.get(at + 1).is_some_and(|next| next.starts_with('\u{c}'));
        let line = line.trim_start_matches('\u{c}');
        if is_page_number(line, is_broken) {
            while out.pop_if(|above| above.trim().is_empty()).is_some() {}
            after_number = true;
        } else if !(after_number && line.trim().is_empty()) {
            after_number = false;
            out.push(line);
        }
    }
    out
}

/// — 3 —, 第 3 页 共 5 页; a bare number only where the page ends.
fn is_page_number(line: &str, is_broken: bool) -> bool {
    let line = line.trim();
    let is_dash = |c: char| "-—–－―─".contains(c);
    let is_dashed = line.starts_with(is_dash) && line.ends_with(is_dash);
    let is_named = line.starts_with('第') && line.ends_with('页');
    let is_mark = |c: char| c.is_whitespace() || is_dash(c) || "第页共，,/".contains(c);
    let digits: String = line.chars().filter(|&c| !is_mark(c)).collect();
    (is_dashed || is_named || is_broken)
        && (1..=6).contains(&digits.chars().count())
        && digits.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

#[cfg(test)]
mod tests;
