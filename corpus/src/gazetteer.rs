//! The names of districts, agencies and regions, and what each stands for.
//! The names are data: `data/gazetteer.csv`, one line a name.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entity {
    /// A district of the office's city.
    District,
    /// An issuer of documents.
    Agency,
    /// A province, or a city below one.
    Region,
}

impl Entity {
    fn parse(key: &str) -> Option<Entity> {
        match key {
            "district" => Some(Entity::District),
            "agency" => Some(Entity::Agency),
            "region" => Some(Entity::Region),
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

/// All names, found by their folded form.
#[derive(Debug)]
pub struct Gazetteer {
    names: Vec<Name>,
    by_key: HashMap<(Entity, String), usize>,
}

static BUILTIN: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::new(crate::table::embedded(include_str!("../data/gazetteer.csv"))));

impl Gazetteer {
    /// The names compiled into the program.
    pub fn builtin() -> &'static Gazetteer {
        &BUILTIN
    }

    fn new(rows: impl Iterator<Item = Vec<String>>) -> Gazetteer {
        let names: Vec<Name> = rows.filter_map(|row| Name::from_row(&row)).collect();
        let by_key =
            names.iter().enumerate().map(|(i, n)| ((n.entity, fold::key(&n.name)), i)).collect();
        Gazetteer { names, by_key }
    }

    /// All names.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The line for a name, given whole; width, script and case do not matter.
    pub fn lookup(&self, entity: Entity, name: &str) -> Option<&Name> {
        self.by_key.get(&(entity, fold::key(name))).map(|&i| &self.names[i])
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

impl Name {
    /// Reads `type,name,canonical,relation,since,note,source,parent`.
    fn from_row(row: &[String]) -> Option<Name> {
        let cell = |i: usize| row.get(i).map(String::as_str).filter(|cell| !cell.is_empty());
        Some(Name {
            entity: Entity::parse(cell(0)?)?,
            name: cell(1)?.to_owned(),
            canonical: cell(2)?.to_owned(),
            relation: Relation::parse(cell(3)?)?,
            since: cell(4).and_then(|year| year.parse().ok()),
            parent: cell(7).map(str::to_owned),
        })
    }
}
