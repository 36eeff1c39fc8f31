//! Compiles the table that folds traditional characters to simplified ones.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, error::Error, fs};

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("simplified.rs"), simplified_table()?)?;
    Ok(())
}

/// Pairs (traditional, simplified), sorted, of the characters that OpenCC turns into one other.
fn simplified_table() -> Result<String, Box<dyn Error>> {
    let opencc = OpenCC::from_config(BuiltinConfig::T2s)?;
    let mut table = String::from("static SIMPLIFIED: &[(char, char)] = &[\n");
    // CJK Unified Ideographs with extensions A and B to F.
    let ideographs = (0x3400..=0x9FFF).chain(0x20000..=0x2FA1F).filter_map(char::from_u32);
    for from in ideographs {
        let converted = opencc.convert(&from.to_string());
        let mut chars = converted.chars();
        if let (Some(to), None) = (chars.next(), chars.next())
            && to != from
        {
            writeln!(table, "    ({from:?}, {to:?}),")?;
        }
    }
    table.push_str("];\n");
    Ok(table)
}
