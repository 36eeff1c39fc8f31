//! The names of districts, agencies and regions, and what each stands for.
//! The names are data: `data/gazetteer.csv`, one line a name.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::error::{Error, Result};
use crate::fold;
use crate::names::best_path::BestPath;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entity {
    /// A district of the office's city.
    District,
    /// An issuer of documents.
    Agency,
    /// A province, or a city below one.
    Region,
    /// A document, by what it is called for short: 大气法.
    Title,
}

impl Entity {
    fn parse(key: &str) -> Option<Entity> {
        match key {
            "district" => Some(Entity::District),
            "agency" => Some(Entity::Agency),
            "region" => Some(Entity::Region),
            "title" => Some(Entity::Title),
            _ => None,
        }
    }
}

/// How a name relates to the canonical one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The canonical name itself.
    Name,
    /// The full official name.
    Full,
    /// A short name in use.
    Short,
    /// What it was called before.
    Former,
    /// One that was merged into it.
    Merged,
}

impl Relation {
    fn parse(key: &str) -> Option<Relation> {
        match key {
            "name" => Some(Relation::Name),
            "full" => Some(Relation::Full),
            "short" => Some(Relation::Short),
            "former" => Some(Relation::Former),
            "merged" => Some(Relation::Merged),
            _ => None,
        }
    }
}

/// One line of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What it names.
    pub entity: Entity,
    /// The name.
    pub name: String,
    /// The name used for it in the office.
    pub canonical: String,
    /// How the two relate.
    pub relation: Relation,
    /// The year from which the canonical one took its place.
    pub since: Option<i16>,
    /// The region it lies in or issues for, by canonical name; `None` for the whole country.
    pub parent: Option<String>,
}

/// All names, found by their folded form, and the reader that finds them in texts.
pub struct Gazetteer {
    names: Vec<Name>,
    /// The places in `names` of all that a folded name may be, the last of an entity the one that
    /// counts.
    by_key: HashMap<String, Vec<usize>>,
    /// The first two folded characters of districts and regions: most texts begin with none.
    place_starts: HashSet<String>,
    /// The office's own files that it was read from.
    files: Vec<PathBuf>,
    best_path: BestPath,
}

static BUILTIN: LazyLock<Gazetteer> = LazyLock::new(|| {
    let rows = crate::table::embedded(include_str!("../../../data/gazetteer.csv"));
    Gazetteer::new(rows.filter_map(|row| Name::from_row(&row)).collect(), std::iter::empty())
});

impl Gazetteer {
    /// The names compiled into the program.
    pub fn builtin() -> &'static Gazetteer {
        &BUILTIN
    }

    /// The built-in names with those of an office's own files, which win; and what in the files
    /// could not be used. The files have the columns of the built-in one; `type,name,canonical`
    /// are enough, and a line `word,…` names a word that only contains a name.
    pub fn with_files(files: &[PathBuf]) -> (Gazetteer, Vec<Error>) {
        let mut problems = Vec::new();
        let mut lines = Vec::new();
        for file in files {
            match office_lines(file, &mut problems) {
                Ok(more) => lines.extend(more),
                Err(error) => problems.push(error),
            }
        }
        let names = lines.iter().filter_map(|row| Name::from_row(row));
        let names: Vec<Name> = BUILTIN.names.iter().cloned().chain(names).collect();
        let words = lines.iter().filter_map(|row| row.get(1).map(String::as_str));
        (Gazetteer { files: files.to_vec(), ..Gazetteer::new(names, words) }, problems)
    }

    /// The office's own files that it was read from.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// `more`: words that the compiled dictionary may lack.
    fn new<'a>(names: Vec<Name>, more: impl Iterator<Item = &'a str>) -> Gazetteer {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            by_key.entry(fold::key(&name.name)).or_default().push(at);
        }
        let is_place = |name: &&Name| matches!(name.entity, Entity::District | Entity::Region);
        let start = |name: &Name| fold::key(&name.name).chars().take(2).collect();
        let place_starts = names.iter().filter(is_place).map(start).collect();
        let best_path = BestPath::new(more);
        Gazetteer { names, by_key, place_starts, files: Vec::new(), best_path }
    }

    /// The words of the dictionary on the best path over a text, folded: start and end in
    /// characters, and the word.
    pub(crate) fn known_words(&self, text: &str) -> Vec<(usize, usize, String)> {
        self.best_path.words(text)
    }

    /// All names.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The line for a name, given whole; width, script and case do not matter.
    pub fn lookup(&self, entity: Entity, name: &str) -> Option<&Name> {
        self.lookup_key(entity, &fold::key(name))
    }

    /// The same for a name that is folded already.
    pub fn lookup_key(&self, entity: Entity, key: &str) -> Option<&Name> {
        let places = self.by_key.get(key)?.iter().rev();
        places.map(|&at| &self.names[at]).find(|name| name.entity == entity)
    }

    /// Whether a folded text may begin with the name of a district or region.
    pub fn may_begin_with_place(&self, text: &str) -> bool {
        let end = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
        self.place_starts.contains(&text[..end])
    }

    /// The canonical name of a name, given whole.
    pub fn canonical(&self, entity: Entity, name: &str) -> Option<&str> {
        self.lookup(entity, name).map(|found| found.canonical.as_str())
    }

    /// Up to `limit` canonical names most like a name that is not known, the likest first.
    pub fn near(&self, entity: Entity, name: &str, limit: usize) -> Vec<&str> {
        let names = self.names.iter().filter(|known| known.entity == entity);
        let spellings: Vec<(&str, &str)> =
            names.map(|known| (known.name.as_str(), known.canonical.as_str())).collect();
        let mut near: Vec<&str> = Vec::new();
        for spelling in nearest(name, spellings.iter().map(|(spelling, _)| *spelling), usize::MAX) {
            let canonical = spellings.iter().find(|(known, _)| *known == spelling);
            if let Some((_, canonical)) = canonical
                && near.len() < limit
                && !near.contains(canonical)
            {
                near.push(canonical);
            }
        }
        near
    }

    /// The path of regions from the province down to the one of this canonical name.
    pub fn region_path(&self, canonical: &str) -> Vec<String> {
        let above = self.lookup(Entity::Region, canonical).and_then(|name| name.parent.as_deref());
        let mut path: Vec<String> = above.map(str::to_owned).into_iter().collect();
        path.push(canonical.to_owned());
        path
    }
}

/// Up to `limit` of some names that are like a given one, the likest first.
pub fn nearest<'a>(
    given: &str,
    names: impl Iterator<Item = &'a str>,
    limit: usize,
) -> Vec<&'a str> {
    let key = fold::key(given);
    let likeness = |name: &str| strsim::normalized_levenshtein(&key, &fold::key(name));
    let mut near: Vec<(f64, &str)> = names
        .map(|name| (likeness(name), name))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.truncate(limit);
    near.into_iter().map(|(_, name)| name).collect()
}

/// Two-character slips in names of three or four characters (静按区) still share this much.
const NEAR: f64 = 0.5;

/// The usable lines of an office's gazetteer, cells trimmed; the others become problems.
fn office_lines(path: &Path, problems: &mut Vec<Error>) -> Result<Vec<Vec<String>>> {
    let text = crate::encoding::read_text(path)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for (at, row) in reader.records().enumerate() {
        let cells: Option<Vec<String>> =
            row.ok().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect());
        match cells {
            Some(row) if row.first().is_some_and(|kind| kind == "word") && row.len() > 1 => {
                lines.push(row);
            }
            Some(row) if Name::from_row(&row).is_some() => lines.push(row),
            _ => problems.push(Error::Gazetteer { path: path.to_path_buf(), line: at as u64 + 2 }),
        }
    }
    Ok(lines)
}

impl Name {
    /// Reads `type,name,canonical,relation,since,note,source,parent`.
    fn from_row(row: &[impl AsRef<str>]) -> Option<Name> {
        let cell = |i: usize| row.get(i).map(AsRef::as_ref).filter(|cell| !cell.is_empty());
        Some(Name {
            entity: Entity::parse(cell(0)?)?,
            name: cell(1)?.to_owned(),
            canonical: cell(2)?.to_owned(),
            // An office may leave the relation out.
            relation: cell(3).map_or(Some(Relation::Short), Relation::parse)?,
            since: cell(4).and_then(|year| year.parse().ok()),
            parent: cell(7).map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::mentions;

    #[test]
    fn an_office_adds_names_without_a_compiler() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("gazetteer.csv");
        let lines = "type,name,canonical\nagency,区融办,静安区融媒体中心\nword,区融办公,\nx,y\n";
        std::fs::write(&file, lines).unwrap();
        let (gazetteer, problems) = Gazetteer::with_files(&[file]);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].to_string().contains("第 4 行"), "{}", problems[0]);
        let found = mentions("静安区区融办与市科委，区融办公", &gazetteer);
        let names: Vec<&str> = found.iter().map(|m| m.name.canonical.as_str()).collect();
        assert_eq!(names, ["静安区", "静安区融媒体中心", "市科委"]);
    }
}
