//! A part of a document, as it is asked for, cited and quoted: 第二条第二款, 一、（二）, 7.1, 第二章, 附则.

mod asked;
mod labels;
mod lines;
mod mark;
mod outline;

use corpus::{Document, fold};

use asked::{Form, Step, Way};
use labels::known;
use mark::Kind;
use outline::Outline;

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, as one cites it: 第十二条之一第二款, 二、（三）.
    pub place: String,
    /// Its text, verbatim; a line for each of its paragraphs.
    pub text: String,
    /// The title of what it is of, where the document only prints that.
    pub of: Option<String>,
}

/// There is no such part, or there are several.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPart {
    /// None; with those that there are.
    #[error("没有“{asked}”这一处；{known}")]
    Missing {
        /// What was asked for.
        asked: String,
        /// What there is, in words.
        known: String,
    },
    /// Several.
    #[error("“{asked}”有 {} 处：{}；请写全", places.len(), places.join("，"))]
    Several {
        /// What was asked for.
        asked: String,
        /// Where they are.
        places: Vec<String>,
    },
}

/// The part of a document that a person means.
///
/// # Errors
/// When the document has none or several of it; says which it has.
pub fn find(document: &Document, asked: &str) -> Result<Part, NoPart> {
    let outline = Outline::of(document);
    if let Some(node) = titled(&outline, asked) {
        return Ok(part(&outline, document, &[(node, node)]));
    }
    let missing =
        |scope| NoPart::Missing { asked: asked.to_owned(), known: known(&outline, scope) };
    let ways = asked::read(asked).ok_or_else(|| missing(None))?;
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for way in &ways {
        let node = one(&outline, way).map_err(|unclear| match unclear {
            Unclear::Below(scope) => missing(scope),
            Unclear::Among(places) => NoPart::Several { asked: asked.to_owned(), places },
        })?;
        match spans.last_mut() {
            Some((first, last)) if way.is_until && *first <= node => *last = node,
            _ if way.is_until => return Err(missing(None)),
            _ => spans.push((node, node)),
        }
    }
    Ok(part(&outline, document, &spans))
}

/// Why there is not one.
enum Unclear {
    /// Nothing below a division, or in the document.
    Below(Option<usize>),
    Among(Vec<String>),
}

/// The division that a way leads to. The least deep is meant, and of those that stand at the same place
/// (in a table of contents and in the text) the one that has a text.
fn one(outline: &Outline<'_>, way: &Way) -> Result<usize, Unclear> {
    let mut scopes: Vec<Option<usize>> = vec![None];
    for (at, step) in way.steps.iter().enumerate() {
        let found = nearest(outline, &scopes, step, at == 0);
        if found.is_empty() {
            return Err(Unclear::Below(scopes[0]));
        }
        scopes = found.into_iter().map(Some).collect();
    }
    let found: Vec<usize> = scopes.into_iter().flatten().collect();
    let mut places: Vec<String> = Vec::new();
    for place in found.iter().map(|&node| outline.label(node)) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let has_text = |node: &&usize| {
        let lines = &outline.nodes[**node].lines;
        lines.len() > 1 || outline.lines[lines.start].text.contains(['。', '；'])
    };
    match (places.len(), found.first()) {
        (1, Some(&first)) => Ok(found.iter().find(has_text).copied().unwrap_or(first)),
        _ => Err(Unclear::Among(places)),
    }
}

/// The divisions that a step may mean, in any of some others: those that lie least deep in it.
fn nearest(
    outline: &Outline<'_>,
    scopes: &[Option<usize>],
    step: &Step,
    is_first: bool,
) -> Vec<usize> {
    let mut best = (usize::MAX, usize::MAX, usize::MAX);
    let mut found = Vec::new();
    for &scope in scopes {
        for node in 0..outline.nodes.len() {
            let Some(rank) = rank(outline.nodes[node].mark.kind, step, is_first) else { continue };
            let is_same = is_number(&outline.nodes[node].mark.number, step);
            if !is_same || scope.is_some_and(|scope| !outline.is_in(node, scope)) {
                continue;
            }
            let depth = outline.depth(node) - scope.map_or(0, |scope| outline.depth(scope));
            // A first number without a unit is an article's before all else, and in the text itself.
            let is_annexed = scope.is_none() && outline.is_annexed(node);
            let (first, then) = if is_first { (rank, depth) } else { (depth, rank) };
            let worth = (first, usize::from(is_annexed), then);
            if worth < best {
                found.clear();
                best = worth;
            }
            if worth == best {
                found.push(node);
            }
        }
    }
    found
}

/// 120.1 may be an article that was inserted.
fn is_number(number: &str, step: &Step) -> bool {
    number == step.number || step.form == Form::Decimal && number == step.number.replace('.', "-")
}

/// How well a division fits the form of a step, 0 the best.
fn rank(kind: Kind, step: &Step, is_first: bool) -> Option<usize> {
    use Kind::{Arabic, Article, BracketedArabic, BracketedHan, Chapter, Circled, Decimal, Han};
    let decimal = Decimal(step.number.split('.').count());
    let unit;
    let kinds: &[Kind] = match step.form {
        Form::Unit(kind) => {
            unit = [kind];
            &unit
        }
        Form::Item => &[BracketedHan, Han, BracketedArabic, Arabic, Circled],
        Form::SubItem => &[Arabic, BracketedArabic, Circled, BracketedHan],
        Form::Point => &[Kind::Portion, Han, Arabic],
        Form::Bracketed if step.is_han => &[BracketedHan, BracketedArabic],
        Form::Bracketed => &[BracketedArabic, BracketedHan],
        Form::Decimal => {
            unit = [decimal];
            return unit.iter().chain(&[Article]).position(|&known| known == kind);
        }
        Form::Bare if is_first && step.is_listed => &[Han, Arabic, Decimal(1), Article, Chapter],
        Form::Bare if is_first => &[Article, Han, Decimal(1), Arabic, Chapter],
        Form::Bare => &[Han, Arabic, BracketedHan, BracketedArabic, Circled],
    };
    kinds.iter().position(|&known| known == kind)
}

/// The division that a title names, with or without its number: 附则, 第三章 附则.
fn titled(outline: &Outline<'_>, asked: &str) -> Option<usize> {
    let asked = fold::key(asked.rsplit('》').next().unwrap_or(asked));
    let is_named = |&node: &usize| {
        let node = &outline.nodes[node];
        let text = outline.lines[node.lines.start].text.trim_start();
        let is_title = node.mark.kind.is_structure() || !text.contains('。');
        let names = [text, &text[node.mark.end.min(text.len())..]];
        is_title && node.lines.len() > 1 && names.iter().any(|name| fold::key(name) == asked)
    };
    (0..outline.nodes.len()).find(|node| !asked.is_empty() && is_named(node))
}

/// Some divisions as one part, each from the first to the last of a pair.
fn part(outline: &Outline<'_>, document: &Document, spans: &[(usize, usize)]) -> Part {
    let place = |&(first, last): &(usize, usize)| match first == last {
        true => outline.label(first),
        false => format!("{}至{}", outline.label(first), outline.label(last)),
    };
    let text = |&(first, last): &(usize, usize)| {
        outline.text(outline.nodes[first].lines.start..outline.nodes[last].lines.end)
    };
    let printed = spans.first().and_then(|&(first, _)| outline.printed(first));
    Part {
        place: spans.iter().map(place).collect::<Vec<_>>().join("、"),
        text: spans.iter().map(text).collect::<Vec<_>>().join("\n"),
        of: printed.and_then(|at| Some(document.attachments.get(at)?.title.clone())),
    }
}

#[cfg(test)]
mod tests;
