//! The built-in library: the two tables and the digest of a report.

pub use ::document::document::BUILTIN;

const FILES: [(&str, &[u8]); 3] = [
    ("内置资料/policies.csv", include_bytes!("../data/policies.csv")),
    ("内置资料/organizations.csv", include_bytes!("../data/organizations.csv")),
    ("内置资料/report.md", include_bytes!("../data/report.md")),
];

/// Names and contents of its files.
pub fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.into_iter()
}

/// The content of the file of this name.
pub fn content(name: &str) -> Option<&'static [u8]> {
    files().find(|(own, _)| *own == name).map(|(_, content)| content)
}
