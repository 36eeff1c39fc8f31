//! Writing a table or a chart to a file or to standard output.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressIterator, ProgressStyle};
use report::table::{Row, Table};
use report::writing::{Format, MOST_WORD_ROWS};
use tempfile::NamedTempFile;

use crate::cli::OutputArgs;
use crate::terminal::{self, say};

/// The exit code of a program that was interrupted, as shells have it: 128 and the signal.
const INTERRUPTED: i32 = 130;

/// Where a table goes.
pub(crate) struct Target {
    format: Format,
    /// Standard output where there is none.
    path: Option<PathBuf>,
}

impl Target {
    /// The target that arguments name.
    ///
    /// # Errors
    /// When it is a terminal, and the format no text.
    pub(crate) fn new(args: &OutputArgs) -> anyhow::Result<Target> {
        Target::of(args.format()?, args.output.clone())
    }

    /// The target of a format, a file where there is a path.
    ///
    /// # Errors
    /// When it is a terminal, and the format no text.
    pub(crate) fn of(format: Format, path: Option<PathBuf>) -> anyhow::Result<Target> {
        refuse_terminal(path.as_deref(), format.is_binary(), &format.to_string())?;
        Ok(Target { format, path })
    }

    /// Whether it is a document of Word.
    pub(crate) fn is_word(&self) -> bool {
        self.format == Format::Docx
    }

    /// Standard output, for a text.
    pub(crate) fn standard_output(format: Format) -> Target {
        Target { format, path: None }
    }
}

/// Writes a table, with a progress bar on a terminal; what should be known of it is said.
///
/// # Errors
/// When a row cannot be made, or the file cannot be written; a file that stood there stays then.
pub(crate) fn write(
    Target { format, path }: Target,
    table: &Table,
    rows: impl Iterator<Item = search::Result<Row>>,
) -> anyhow::Result<()> {
    table.about.notices.iter().for_each(|notice| say!("提示：{notice}"));
    if format == Format::Docx && table.rows > MOST_WORD_ROWS {
        say!("提示：Word 文档最多列 {MOST_WORD_ROWS} 行，其余不列；要全部请用 xlsx 或 csv");
    }
    let style = ProgressStyle::with_template("{bar:30} {percent}% {pos}/{len} 行")?;
    let bar = ProgressBar::new(table.rows as u64).with_style(style);
    let mut rows = rows.progress_with(bar);
    match path {
        Some(path) => {
            replace(&path, |file| Ok(report::writing::write(format, table, &mut rows, file)?))?;
            say!("已写入 {}（共 {} 篇）", path.display(), table.about.listed);
        }
        None => {
            let mut out = standard_output(format.is_binary());
            report::writing::write(format, table, &mut rows, &mut out)?;
            out.flush()?;
        }
    }
    Ok(())
}

/// Writes the bytes of a file, with the name of its format where they are no text.
///
/// # Errors
/// When it is a terminal and they are no text, or the file cannot be written.
pub(crate) fn write_bytes(
    path: Option<&Path>,
    bytes: &[u8],
    binary: Option<&str>,
) -> anyhow::Result<()> {
    refuse_terminal(path, binary.is_some(), binary.unwrap_or_default())?;
    match path {
        Some(path) => {
            replace(path, |file| Ok(file.write_all(bytes)?))?;
            say!("已写入 {}", path.display());
        }
        None => {
            let mut out = standard_output(binary.is_some());
            out.write_all(bytes)?;
            out.flush()?;
        }
    }
    Ok(())
}

fn refuse_terminal(path: Option<&Path>, is_binary: bool, format: &str) -> anyhow::Result<()> {
    if path.is_none() && is_binary && io::stdout().is_terminal() {
        anyhow::bail!("{format} 文件不能显示在终端里；请用 -o 文件名.{format} 写到文件");
    }
    Ok(())
}

fn standard_output(is_binary: bool) -> Box<dyn Write + Send> {
    if is_binary { Box::new(io::BufWriter::new(io::stdout())) } else { terminal::stdout_of_file() }
}

/// Fills a file anew; what stood there stays until it is whole.
fn replace(
    path: &Path,
    fill: impl FnOnce(&mut NamedTempFile) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let failed = || format!("写不了 {}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).with_context(failed)?;
    let unfinished = file.path().to_path_buf();
    // An export that is broken off leaves nothing behind. Without a handler it would end as well.
    let _ = ctrlc::set_handler(move || {
        let _ = fs::remove_file(&unfinished);
        std::process::exit(INTERRUPTED);
    });
    fill(&mut file)?;
    allow_reading(path, file.path()).with_context(failed)?;
    file.persist(path).map_err(|error| error.error).with_context(failed)?;
    Ok(())
}

/// Gives a new file the rights of the one that it replaces, else those that exports have: all may read
/// them.
fn allow_reading(old: &Path, new: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(old).map_or(0o644, |known| known.permissions().mode());
        fs::set_permissions(new, fs::Permissions::from_mode(mode))?;
    }
    #[cfg(not(unix))]
    let _ = (old, new);
    Ok(())
}
