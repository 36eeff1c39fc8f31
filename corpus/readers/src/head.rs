//! The head of a text: front matter, title, authors, abstract and the lines
//! that state a field, up to where the body begins.

pub(crate) use self::naming::is_title;
use self::naming::{is_short, is_trimming};
use crate::outline::block;
use crate::text::label::{self, Label};
use crate::text::{furniture, inline, numbering, spacing};
use document::fields;
use document::headers::{self, Header};
use document::record::Record;
use language::gazetteer::Gazetteer;
use language::{fold, number};

pub(crate) mod byline;
mod joining;
mod matter;
pub(crate) mod naming;
pub(crate) mod placed;

/// Lines that may stand between the parts of a head without being one.
const MOST_KEPT: usize = 12;

/// Headings that only announce lines of stated fields.
const FRAMES: [&str; 4] = ["基本信息", "文档信息", "文件信息", "元数据"];

/// Names of lines about the text that stand at the foot of its first page.
const NOTES: [&str; 5] = ["作者简介", "收稿日期", "基金项目", "通信作者", "通讯作者"];

/// Marks of sentences, which the values of fields lack.
const SENTENCE: [char; 5] = ['。', '？', '！', '；', '，'];

/// Takes the head off the lines of a text and states it in the record; what is left is the
/// body. A line that stands in the head and is no part of it stays.
pub(crate) fn take_head<'a>(
    lines: &[&'a str],
    record: &mut Record,
    names: &Gazetteer,
) -> Vec<&'a str> {
    let start = matter::state_matter(lines, record);
    let mut head = Head::new(&lines[start..], record, names);
    let mut at = start;
    while let Some(line) = lines.get(at)
        && head.take(line, &lines[at + 1..])
    {
        at += 1;
    }
    let is_untitled = !head.has_title() && head.title_is_marked;
    let mut body = head.finish();
    body.extend(&lines[at..]);
    if is_untitled {
        take_marked_title(&mut body, record);
    }
    body.retain(|line| !take_note(line, record));
    find_number(&body, record);
    body
}

/// The head while it is read.
struct Head<'a, 'd> {
    record: &'d mut Record,
    names: &'d Gazetteer,
    /// The lines that the title was read from, unless a field states it.
    title_line: Option<(Vec<&'a str>, String)>,
    /// Lines that go on with the title whatever they are.
    title_rest: usize,
    /// Whether a `# ` heading is the title, so that no line above it can be.
    title_is_marked: bool,
    after_title: bool,
    after_field: bool,
    /// Whether a field and its value stood with white space between.
    has_spaced: bool,
    /// A field whose value is the next line.
    awaited: Option<String>,
    kept: Vec<&'a str>,
}

impl<'a, 'd> Head<'a, 'd> {
    fn new(lines: &[&'a str], record: &'d mut Record, names: &'d Gazetteer) -> Self {
        let is_title =
            |line: &&str| block::marked_heading(line).is_some_and(|(marks, _)| marks == 1);
        let title_is_marked = lines.iter().take(40).any(is_title);
        Head {
            record,
            names,
            title_line: None,
            title_rest: 0,
            title_is_marked,
            after_title: false,
            after_field: false,
            has_spaced: false,
            awaited: None,
            kept: Vec::new(),
        }
    }

    /// Takes a line; false where the body begins. `below` are the lines after it.
    fn take(&mut self, line: &'a str, below: &[&str]) -> bool {
        if line.chars().all(|c| c.is_whitespace() || c == '-') {
            return true;
        }
        let after_title = std::mem::take(&mut self.after_title);
        let after_field = std::mem::take(&mut self.after_field);
        if line.contains('\t') || line.trim_start().starts_with('|') {
            return false;
        }
        if let Some((marks, text)) = block::marked_heading(line) {
            return self.take_heading(line, marks, &plain_text(text), after_title);
        }
        let plain = plain_text(line);
        if let Some(name) = self.awaited.take() {
            headers::state(self.record, &name, &plain);
            return true;
        }
        (after_title && self.take_rest_of_title(line, &plain))
            || self.take_field(line, after_field)
            || self.take_spaced(line, below, after_field)
            || (after_title && self.take_subtitle(&plain))
            || self.take_byline(line, &plain, below)
            || self.take_title(line, &plain, below)
            || self.keep(line, &plain)
            || self.take_order(&plain)
    }

    fn has_title(&self) -> bool {
        self.title_line.is_some() || !self.record.fields.title.is_empty()
    }

    /// A heading of the head: one that announces fields, names the file, or is the title.
    fn take_heading(&mut self, line: &'a str, marks: usize, text: &str, after_title: bool) -> bool {
        if FRAMES.contains(&text) {
            return true;
        }
        if is_awaiting(text) {
            self.awaited = Some(text.to_owned());
            return true;
        }
        if let Some(label) = label::of_line(text).filter(|label| furniture::is_file(&label.value)) {
            headers::state(self.record, &label.name, &label.value);
            return true;
        }
        if after_title && self.take_subtitle(text) {
            return true;
        }
        let repeats = fold::key(text) == fold::key(&self.record.fields.title);
        let may_be = !self.has_title() && (marks == 1 || !self.title_is_marked);
        let is_title = repeats || (may_be && numbering::split(text).is_none());
        if is_title {
            self.set_title(line, text);
        }
        is_title
    }

    fn set_title(&mut self, line: &'a str, text: &str) {
        let numbered = naming::numbered(text);
        let text = numbered.as_ref().map_or(text, |(title, _)| title);
        if let Some((_, number)) = &numbered {
            self.record.fields.number.get_or_insert_with(|| number.clone());
        }
        self.title_line = Some((vec![line], text.to_owned()));
        self.after_title = true;
    }

    /// The next line of a title that is torn into lines.
    fn take_rest_of_title(&mut self, line: &'a str, plain: &str) -> bool {
        let Some((lines, text)) = &mut self.title_line else { return false };
        let joined = match self.title_rest.checked_sub(1) {
            Some(rest) => {
                self.title_rest = rest;
                Some(format!("{text}{plain}"))
            }
            None => joining::joined(text, plain, self.names),
        };
        let Some(joined) = joined else { return false };
        lines.push(line);
        *text = joined;
        self.after_title = true;
        true
    }

    /// A line that states a field, or several (发布时间：… 来源：… 【字体：大 中 小】).
    fn take_field(&mut self, line: &str, after_field: bool) -> bool {
        let segments = label::segments(line);
        if segments.iter().all(|segment| label::is_known(segment)) {
            return segments.iter().all(|segment| self.take_label(segment, after_field));
        }
        self.take_label(line, after_field)
    }

    /// A name and its value. One of an unknown name counts where marks set it off, or among others;
    /// but a sentence is text (问：谁可以申请？).
    fn take_label(&mut self, line: &str, after_field: bool) -> bool {
        let Some(label) = label::of_line(line) else {
            return false;
        };
        let is_known = label.is_known();
        let is_value = !label.value.is_empty() && !label.value.contains(SENTENCE);
        // 【某区】关于某事的通知 is a title.
        let is_value = is_value && !is_title(&label.value, self.names);
        let is_field = is_known || (is_value && (label.marked || after_field));
        if !is_field || NOTES.contains(&label.name.as_str()) {
            return false;
        }
        let Label { name, value, .. } = label;
        if value.is_empty() && is_awaiting(&name) {
            self.awaited = Some(name);
        } else {
            headers::state(self.record, &name, &value);
        }
        self.after_field = true;
        true
    }

    /// A known name and its value with white space between (发文字号 沪府发〔2019〕12号), among others.
    fn take_spaced(&mut self, line: &str, below: &[&str], after_field: bool) -> bool {
        let beside = || below.iter().find(|line| !line.trim().is_empty());
        let is_among = || {
            after_field
                || self.has_spaced
                || beside().is_some_and(|line| label::spaced(line).is_some())
        };
        let Some((name, value)) = label::spaced(line).filter(|_| is_among()) else { return false };
        headers::state(self.record, &name, value);
        self.after_field = true;
        self.has_spaced = true;
        true
    }

    /// ——上海发展区块链产业的若干思考
    fn take_subtitle(&mut self, text: &str) -> bool {
        let subtitle = text.trim_start_matches(['—', '–', '─', '-']).trim();
        let has_dashes = subtitle.len() < text.len();
        if has_dashes && !subtitle.is_empty() {
            self.record.fields.subtitle = Some(subtitle.to_owned());
        }
        has_dashes
    }

    /// Who wrote the text, and where they work.
    fn take_byline(&mut self, line: &str, plain: &str, below: &[&str]) -> bool {
        if !self.has_title() {
            return false;
        }
        if let Some((affiliation, postcode)) = byline::affiliation(plain) {
            self.record.fields.affiliation = Some(affiliation.to_owned());
            headers::state(self.record, "邮编", postcode);
            return true;
        }
        let authors =
            byline::authors(line, below).filter(|_| self.record.fields.authors.is_empty());
        let is_byline = authors.is_some();
        self.record.fields.authors.extend(authors.into_iter().flatten());
        is_byline
    }

    fn take_title(&mut self, line: &'a str, plain: &str, below: &[&str]) -> bool {
        let is_better = self.is_better_title(plain);
        // 怎么办理某证？ is one.
        let bare = plain.trim_end_matches(['？', '！', '?', '!']);
        let may_be = (!self.has_title() || is_better) && !self.title_is_marked && is_short(bare);
        let is_title =
            may_be && !plain.ends_with(['：', ':', '，']) && !is_trimming(plain, below, self.names);
        if is_title {
            let before = self.title_line.take();
            self.kept.extend(before.into_iter().flat_map(|(lines, _)| lines));
            self.set_title(line, plain);
            self.title_rest = joining::rest_of_title(plain, below, self.names);
        }
        is_title
    }

    /// Whether a line has the form of a title where the one before, which other lines of the head part
    /// from it, has not: what a page puts above the text may be anything.
    fn is_better_title(&self, plain: &str) -> bool {
        let Some((_, title)) = &self.title_line else { return false };
        let is_apart = !self.kept.is_empty() || !self.record.extra.is_empty();
        is_apart && !is_title(title, self.names) && is_title(plain, self.names)
    }

    /// The first sentence of an order names what it gives; the body begins with it.
    fn take_order(&mut self, plain: &str) -> bool {
        if let Some(title) = naming::promulgated(plain).filter(|_| !self.has_title()) {
            // Marks within marks are those of the title itself.
            self.record.fields.title = title.replace('〈', "《").replace('〉', "》");
        }
        false
    }

    /// A short line between the parts of the head (附件, a number, a date) stays in the body.
    fn keep(&mut self, line: &'a str, plain: &str) -> bool {
        // 附件：1.… | 2.… may stand above a title.
        let is_listed = || numbering::split(plain).is_some() && plain.chars().nth(80).is_none();
        let is_attached = self.kept.iter().any(|line| line.trim_start().starts_with("附件"));
        let is_attached = is_attached && !self.has_title() && is_listed();
        let may_stay = self.kept.len() < MOST_KEPT && (is_short(plain) || is_attached);
        if may_stay && !self.has_title() && self.record.fields.agencies.is_empty() {
            self.record.fields.agencies = naming::masthead(plain, self.names);
        }
        if may_stay {
            self.kept.push(line);
        }
        may_stay
    }

    /// Settles the title: one that a field states wins, and the line then stays in the body
    /// unless it says the same.
    fn finish(self) -> Vec<&'a str> {
        let mut kept = self.kept;
        let is_order = |line: &&&str| number::of_line(line).is_some_and(|n| number::is_order(&n));
        if self.title_line.is_none() && self.record.fields.title.is_empty() {
            // 某指挥部6号令 has no other title.
            let order = kept.iter().find(is_order).map(|line| plain_text(line));
            self.record.fields.title = order.unwrap_or_default();
        } else if let Some((lines, text)) = self.title_line {
            if self.record.fields.title.is_empty() {
                self.record.fields.title = text;
            } else if fold::key(&self.record.fields.title) != fold::key(&text) {
                kept.splice(0..0, lines);
            }
        }
        kept
    }
}

/// Takes the `# ` heading that stands under a table for the title.
fn take_marked_title(body: &mut Vec<&str>, record: &mut Record) {
    let title = body.iter().enumerate().find_map(|(at, line)| {
        let (marks, text) = block::marked_heading(line)?;
        (marks == 1).then(|| (at, plain_text(text)))
    });
    if let Some((at, title)) = title {
        record.fields.title = title;
        body.remove(at);
    }
}

/// The text of a line of the head.
fn plain_text(line: &str) -> String {
    spacing::without(&inline::plain(line))
}

/// Whether the value of a field often stands in the line below its name.
fn is_awaiting(name: &str) -> bool {
    Header::names(name, &[&fields::SUMMARY, &fields::KEYWORDS])
}

/// States a note on the authors, wherever the page that it was at the foot of ended.
fn take_note(line: &str, record: &mut Record) -> bool {
    let note = label::of_line(line).filter(|label| NOTES.contains(&label.name.as_str()));
    let is_note = note.as_ref().is_some_and(|note| !note.value.is_empty());
    if let Some(note) = note.filter(|_| is_note) {
        headers::state(record, &note.name, &note.value);
    }
    is_note
}

/// States the 发文字号 that is a line near the top; the line stays.
fn find_number(body: &[&str], record: &mut Record) {
    let top = body.iter().filter(|line| !line.trim().is_empty()).take(12);
    let top = top.take_while(|line| number::is_above_text(line));
    let mut plain = top.copied().map(plain_text);
    if record.fields.number.is_none() {
        record.fields.number = plain.find_map(|line| number::of_line(&line));
    }
}
