//! Front matter: the `key: value` lines between two `---` at the very start of a file, with the
//! lists and folded texts of YAML that such lines have.

use document::headers;
use document::record::Record;

/// What stands between the values of a list.
const BETWEEN: &str = "、";

/// A name with its values, as they are read line by line.
struct Entry<'a> {
    name: &'a str,
    values: Vec<&'a str>,
    /// Whether the values are the lines of one text.
    is_text: bool,
}

/// States the front matter; the number of lines taken.
pub(super) fn state_matter(lines: &[&str], record: &mut Record) -> usize {
    let is_fence = |line: &&str| line.trim() == "---";
    let Some(open) = lines.iter().position(|line| !line.trim().is_empty()) else {
        return 0;
    };
    let inner = &lines[open + 1..];
    let length = inner.iter().position(is_fence).filter(|_| is_fence(&lines[open]));
    let Some(entries) = length.and_then(|length| entries(&inner[..length])) else {
        return 0;
    };
    for Entry { name, values, is_text } in &entries {
        headers::state(record, name, &values.join(if *is_text { "" } else { BETWEEN }));
    }
    open + 1 + length.map_or(0, |length| length + 1)
}

/// The entries of front matter; `None` where a line is none and goes on with none.
fn entries<'a>(lines: &[&'a str]) -> Option<Vec<Entry<'a>>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let is_said = |line: &&&str| !(line.trim().is_empty() || line.starts_with('#'));
    for line in lines.iter().filter(is_said) {
        let text = line.trim();
        let item = text.strip_prefix("- ");
        if item.is_some() || line.starts_with([' ', '\t']) {
            entries.last_mut()?.values.push(unquoted(item.unwrap_or(text)));
        } else {
            let (name, value) = text.split_once([':', '：'])?;
            entries.push(entry(name, value.trim()));
        }
    }
    (!entries.is_empty()).then_some(entries)
}

fn entry<'a>(name: &'a str, value: &'a str) -> Entry<'a> {
    let is_text = value.starts_with(['>', '|']);
    let list = value.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
    let values = match list {
        _ if is_text || value.is_empty() => Vec::new(),
        Some(list) => list.split([',', '，']).map(unquoted).collect(),
        None => vec![unquoted(value)],
    };
    Entry { name, values, is_text }
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text states, as `field=value` lines, and the lines taken.
    fn stated(text: &str) -> (String, usize) {
        let mut record = Record::default();
        let taken = state_matter(&text.lines().collect::<Vec<_>>(), &mut record);
        let fields = [
            record.fields.title,
            record.fields.agencies.join("+"),
            record.fields.keywords.join("+"),
            record.fields.summary.unwrap_or_default(),
            record.fields.date.map(|date| date.to_string()).unwrap_or_default(),
        ];
        (fields.join("/"), taken)
    }

    #[test]
    fn reads_values_lists_and_folded_texts() {
        let cases = [
            ("---\n标题: \"甲\"\n---\n正文", "甲////", 3),
            ("\n---\n标题：甲\n\n关键词: [乙, '丙']\n---", "甲//乙+丙//", 6),
            ("---\ntitle: 甲\nagency:\n  - 乙局\n  - 丙局\n---", "甲/乙局+丙局///", 6),
            ("---\ntitle: 甲\nkeywords:\n- 乙\nsummary: >\n  一\n  二\n---", "甲//乙/一二/", 8),
            ("---\n# 注\ntitle: 甲\ndate: 2022-02-03T08:00:00+08:00\n---", "甲////2022-02-03", 5),
            ("---\n没有冒号\n---", "////", 0),
            ("---\n- 甲\n---", "////", 0),
            ("---\n---", "////", 0),
            ("甲\n---\ntitle: 乙\n---", "////", 0),
            ("", "////", 0),
        ];
        for (text, expected, taken) in cases {
            assert_eq!(stated(text), (expected.to_owned(), taken), "{text}");
        }
    }
}
