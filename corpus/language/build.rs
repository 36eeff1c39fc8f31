//! Compiles data into the program: the table that folds traditional characters
//! to simplified ones, and the dictionary by which lindera reads names.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::schema::Schema;
use unicode_normalization::UnicodeNormalization;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Files with the names and words that the dictionary holds, and the column they stand in.
const NAMES: [(&str, usize); 3] =
    [("../data/gazetteer.csv", 1), ("../data/cues.csv", 0), ("../data/not_names.csv", 0)];

/// Characters that are written otherwise.
const CHARACTERS: &str = "../data/characters.csv";

/// Cost of a name on a path, and of a character that no name covers. The cheapest path covers the
/// most characters with the fewest names.
const NAME_COST: i16 = 1000;
const UNKNOWN_COST: i16 = 9500;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("simplified.rs"), simplified_table()? + &ordinary_table()?)?;
    build_dictionary(&out)?;
    println!("cargo::rustc-env=LINDERA_WORKDIR={}", out.display());
    Ok(())
}

/// So many steps a character is from the one that it becomes, at most.
const MOST_STEPS: usize = 4;

/// Pairs (given, simplified), sorted, of the ideographs that are written otherwise: what Unicode
/// holds equal (radicals, compatibility ideographs), variants, and what OpenCC turns into one
/// other character.
fn simplified_table() -> Result<String> {
    let opencc = OpenCC::from_config(BuiltinConfig::T2s)?;
    let variants = variants()?;
    let mut table = String::from("static SIMPLIFIED: &[(char, char)] = &[\n");
    // Radicals, CJK Unified Ideographs with extensions A and B to F, compatibility ideographs.
    let ideographs =
        (0x2E80..=0x2FD5).chain(0x3400..=0x9FFF).chain(0xF900..=0xFAD9).chain(0x20000..=0x2FA1F);
    for from in ideographs.filter_map(char::from_u32) {
        let mut to = from;
        // A variant may be a traditional character, and the other way round (戱, 戯, 戏).
        for _ in 0..MOST_STEPS {
            let same = one(to.nfkc()).unwrap_or(to);
            let same = variants.get(&same).copied().unwrap_or(same);
            let next = one(opencc.convert(&same.to_string()).chars()).unwrap_or(same);
            if next == to {
                break;
            }
            to = next;
        }
        if to != from {
            writeln!(table, "    ({from:?}, {to:?}),")?;
        }
    }
    table.push_str("];\n");
    Ok(table)
}

/// Pairs (given, ordinary), sorted, of the radicals, the compatibility ideographs and the marks of
/// vertical text, each with the character that it is in a text: what Unicode holds equal, full width,
/// and never a simplified form.
fn ordinary_table() -> Result<String> {
    let variants = variants()?;
    let mut table = String::from("static ORDINARY: &[(char, char)] = &[\n");
    let others = (0x2E80..=0x2FD5).chain(0xF900..=0xFAD9).chain(0xFE10..=0xFE4F);
    for from in others.filter_map(char::from_u32) {
        let to = variants.get(&from).copied().or_else(|| one(from.nfkc())).unwrap_or(from);
        let to = if to.is_ascii_graphic() { wide(to) } else { to };
        if to != from {
            writeln!(table, "    ({from:?}, {to:?}),")?;
        }
    }
    table.push_str("];\n");
    Ok(table)
}

/// The full-width form of a graphic character of ASCII.
fn wide(c: char) -> char {
    char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)
}

/// The only character of some.
fn one(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next();
    first.filter(|_| chars.next().is_none())
}

/// The characters of `data/characters.csv`, each with the one that it is a variant of.
fn variants() -> Result<HashMap<char, char>> {
    println!("cargo::rerun-if-changed={CHARACTERS}");
    let mut variants = HashMap::new();
    for row in csv::Reader::from_path(CHARACTERS)?.into_records() {
        let row = row?;
        let [from, to] = [0, 1].map(|at| row.get(at).and_then(|cell| one(cell.chars())));
        let (Some(from), Some(to)) = (from, to) else {
            return Err(format!("{CHARACTERS}: no two characters in {row:?}").into());
        };
        variants.insert(from, to);
    }
    Ok(variants)
}

/// Writes the dictionary's sources in the form of MeCab and compiles them into `names/`.
fn build_dictionary(out: &Path) -> Result<()> {
    let source = out.join("names-source");
    fs::create_dir_all(&source)?;
    let mut lines = String::new();
    for name in names()? {
        writeln!(lines, "{name},0,0,{NAME_COST},name")?;
    }
    fs::write(source.join("names.csv"), lines)?;
    fs::write(source.join("matrix.def"), "1 1\n0 0 0\n")?;
    fs::write(source.join("char.def"), CLASSES)?;
    let classes = ["DEFAULT", "SPACE", "HAN", "ALPHA", "NUMERIC"];
    let unknown = classes.map(|class| format!("{class},0,0,{UNKNOWN_COST},*\n"));
    fs::write(source.join("unk.def"), unknown.concat())?;
    let fields = ["surface", "left_context_id", "right_context_id", "cost", "class"];
    let schema = Schema::new(fields.map(str::to_owned).to_vec());
    let metadata = Metadata {
        name: "names".to_owned(),
        default_word_cost: NAME_COST,
        default_left_context_id: 0,
        default_right_context_id: 0,
        dictionary_schema: schema.clone(),
        user_dictionary_schema: schema,
        ..Metadata::default()
    };
    DictionaryBuilder::new(metadata).build_dictionary(&source, &out.join("names"))?;
    Ok(())
}

/// Characters that no name covers stand alone; Latin words and numbers hold together.
const CLASSES: &str = "\
DEFAULT 0 1 0
SPACE 0 1 0
HAN 0 0 1
ALPHA 1 1 0
NUMERIC 1 1 0
0x0020 SPACE
0x0030..0x0039 NUMERIC
0x0041..0x005A ALPHA
0x0061..0x007A ALPHA
0x3400..0x9FFF HAN
";

fn names() -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for (file, column) in NAMES {
        println!("cargo::rerun-if-changed={file}");
        for row in csv::Reader::from_path(file)?.into_records() {
            let row = row?;
            let name = row.get(column).ok_or_else(|| format!("{file}: a row without a name"))?;
            // A single character would cut other words; who needs it looks at the text.
            if name.chars().nth(1).is_some() {
                names.insert(name.to_lowercase());
            }
        }
    }
    Ok(names)
}
