//! The title of a page, and the lines between it and the text (文号, 题注), which sites set in
//! elements of their own, outside the one with the text.

use scraper::{ElementRef, Html};

use crate::formats::page::selector;
use crate::head;
use crate::manuscript::{Manuscript, Part};
use crate::text::{furniture, label};
use language::gazetteer::Gazetteer;
use language::{PartialDate, agency, doc_type, fold, number};

/// Lines that a title is broken over at most.
const MOST_LINES: usize = 3;

/// Lines of the text among which its title may stand.
const HEAD: usize = 6;

/// Lines between the title and the text at most; more are another text.
const MOST_BETWEEN: usize = 6;

/// Characters that the shortest title has.
const FEWEST: usize = 5;

/// Ends of the names of sites.
const SITES: [&str; 5] = ["网站", "政府网", "门户网", "信息网", "政务网"];

/// The title, and the lines between it and the text; `above` is what stands before the text.
pub(super) fn title_and_lines(
    page: &Html,
    above: &Manuscript,
    main: &Manuscript<'_>,
    names: &Gazetteer,
) -> (Option<String>, Vec<Part>) {
    let lines: Vec<&str> = above.parts.iter().map(Part::text).collect();
    let stated =
        main.stated.iter().find(|(name, _)| name == "标题").map(|(_, title)| title.clone());
    let title = stated.or_else(|| title(page, &lines, main, names));
    let key = title.as_deref().map(fold::key).unwrap_or_default();
    let place = (0..lines.len()).rev().find_map(|at| {
        let ends = at + 1..=lines.len().min(at + MOST_LINES);
        ends.into_iter().find(|&end| !key.is_empty() && fold::key(&lines[at..end].concat()) == key)
    });
    let between = lines[place.unwrap_or(lines.len())..].iter().filter(|line| is_text(line));
    let between: Vec<Part> = between.flat_map(|line| facts(line)).map(Part::Line).collect();
    (title, if between.len() > MOST_BETWEEN { Vec::new() } else { between })
}

/// Whether a line under the title is of the text, and not a field of the page or a tool.
fn is_text(line: &str) -> bool {
    label::of_line(line).is_none() && !label::segments(line).is_empty()
}

/// The line, or its words where they are a number and a day.
fn facts(line: &str) -> Vec<String> {
    let is_fact =
        |word: &&str| number::of_line(word).is_some() || word.parse::<PartialDate>().is_ok();
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.iter().all(is_fact) {
        true => words.into_iter().map(str::to_owned).collect(),
        false => vec![line.to_owned()],
    }
}

/// The surest first: what the page says and `title` too; its main heading; `title` without the
/// names of the site; a line that a title could be.
fn title(page: &Html, above: &[&str], main: &Manuscript<'_>, names: &Gazetteer) -> Option<String> {
    let own: Vec<&str> = main.parts.iter().take(HEAD).map(Part::text).collect();
    let stated = texts(page, "head > title").next().unwrap_or_default();
    let heading = || texts(page, "h1").find(|text| is_title(text, names));
    let site = || without_site(&stated, names).filter(|title| doc_type::of_title(title).is_some());
    let is_own = || own.iter().any(|line| head::is_title(line, names));
    let near = || {
        above
            .iter()
            .rfind(|line| is_title(line, names) && head::is_title(line, names))
            .map(|&line| line.to_owned())
    };
    let marked =
        || texts(page, "h2, .article-title, .title, #title").find(|text| is_title(text, names));
    repeated(&stated, above, names)
        .or_else(|| repeated(&stated, &own, names))
        .or_else(heading)
        .or_else(site)
        .or_else(|| {
            if is_own() {
                None
            } else {
                near().or_else(marked).or_else(|| without_site(&stated, names))
            }
        })
}

/// The texts of elements.
fn texts<'p>(page: &'p Html, names: &str) -> impl Iterator<Item = String> + use<'p> {
    let text = |element: ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let names = selector(names);
    let found = names.map(|names| page.select(&names).map(text).collect::<Vec<_>>());
    found.unwrap_or_default().into_iter()
}

/// The line or lines that `title` contains: the longest that ends as titles do, for sites put
/// their names there too, else the longest.
fn repeated(stated: &str, lines: &[&str], names: &Gazetteer) -> Option<String> {
    let stated = fold::key(stated);
    let joined = |at: usize| (1..=MOST_LINES).filter_map(move |count| lines.get(at..at + count));
    let texts = (0..lines.len()).flat_map(joined).map(<[&str]>::concat);
    texts
        .filter(|text| stated.contains(&fold::key(text)) && is_title(text, names))
        .max_by_key(|text| (doc_type::of_title(text).is_some(), text.chars().count()))
}

/// Whether a text may be a title: it is not short, not a number, not the name of an office or a
/// site, and not a way to another page.
pub(super) fn is_title(text: &str, names: &Gazetteer) -> bool {
    let is_other = SITES.iter().any(|end| text.ends_with(end))
        || furniture::is(text)
        || number::of_line(text).is_some();
    let is_short = is_other || fold::key(text).chars().nth(FEWEST - 1).is_none();
    let is_agency = || !agency::list(text, names).is_empty();
    !is_short && (doc_type::of_title(text).is_some() || !is_agency())
}

/// `title` up to the name of the site.
fn without_site(title: &str, names: &Gazetteer) -> Option<String> {
    let end = title.find(['_', '|']).or_else(|| title.find(" - ")).or_else(|| title.find("--"));
    let own = title[..end.unwrap_or(title.len())].trim();
    is_title(own, names).then(|| own.to_owned())
}
