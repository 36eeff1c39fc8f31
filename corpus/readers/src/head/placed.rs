//! Tables without lines that only place the head of a letter (the agencies beside 文件) or its
//! signatures (one beside the other over the day): they are lines of the letter.

use language::agency;
use language::date::is_day;
use language::gazetteer::Gazetteer;

/// Characters that the name of an agency has at most.
const LONGEST: usize = 40;

/// The line that a table at the top makes: 甲局 | 文件 over 乙局 is 甲局 乙局文件.
pub(crate) fn masthead(rows: &[Vec<String>], gazetteer: &Gazetteer) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    let mut is_head = false;
    for line in rows.iter().flatten().flat_map(|cell| cell.lines()) {
        let line: String = line.split_whitespace().collect();
        let name = line.strip_suffix("文件");
        is_head |= name.is_some();
        let name = name.unwrap_or(&line);
        if !is_name(name) && !name.is_empty() {
            return None;
        }
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    (is_head && !names.is_empty() && is_agency(&names, gazetteer)).then(|| names.join(" ") + "文件")
}

/// The lines that a table of signatures makes: the names, then the day once.
pub(crate) fn signatures(rows: &[Vec<String>], gazetteer: &Gazetteer) -> Option<Vec<String>> {
    let cells = rows.iter().flatten().flat_map(|cell| cell.lines());
    let (days, names): (Vec<&str>, Vec<&str>) =
        cells.map(str::trim).filter(|line| !line.is_empty()).partition(|line| is_day(line));
    let last = *days.first()?;
    let is_signed = names.iter().all(|name| is_name(name)) && days.iter().all(|day| *day == last);
    let mut lines: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let is_agency = is_agency(&lines, gazetteer);
    lines.push(last.to_owned());
    (is_signed && is_agency).then_some(lines)
}

/// Whether a text may be the name of an agency, and no sentence or figure.
fn is_name(text: &str) -> bool {
    let is_word = |c: char| c.is_alphabetic() || c.is_whitespace() || "（）()".contains(c);
    !text.is_empty() && text.chars().nth(LONGEST).is_none() && text.chars().all(is_word)
}

fn is_agency(names: &[String], gazetteer: &Gazetteer) -> bool {
    names.iter().any(|name| !agency::list(name, gazetteer).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let row = |row: &str| row.split('|').map(|cell| cell.replace('/', "\n")).collect();
        text.split(';').map(row).collect()
    }

    #[test]
    fn heads_and_signatures_are_lines() {
        let heads = [
            ("江城市财政局|文件;江城市教育局|文件", Some("江城市财政局 江城市教育局文件")),
            ("江城市财政局/江城市教育局|文件", Some("江城市财政局 江城市教育局文件")),
            ("江城市人民政府文件", Some("江城市人民政府文件")),
            ("序号|文件;1|甲办法", None),
            ("江城市财政局|2024年", None),
        ];
        for (text, expected) in heads {
            assert_eq!(masthead(&rows(text), Gazetteer::builtin()).as_deref(), expected, "{text}");
        }
        let signatures_of = [
            (
                "江城市财政局|江城市教育局;2024年5月3日|2024年5月3日",
                Some("江城市财政局|江城市教育局|2024年5月3日"),
            ),
            ("江城市财政局|2024年5月3日;江城市教育局|2024年5月4日", None),
            ("项目一|2024年5月3日", None),
        ];
        for (text, expected) in signatures_of {
            let lines = signatures(&rows(text), Gazetteer::builtin()).map(|lines| lines.join("|"));
            assert_eq!(lines.as_deref(), expected, "{text}");
        }
    }
}
