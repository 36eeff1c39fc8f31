//! `zhengce compare`: prints two documents side by side, or writes them to a file.

use std::io::Write;
use std::path::Path;

use jiff::Zoned;
use report::comparison::{Comparison, markdown, word};

use crate::cli::{CompareArgs, CompareFormat};
use crate::commands::{self, Outcome, open_or_build, writing};
use crate::output::comparison;
use crate::terminal::{self, say};

pub(crate) fn run(dir: &Path, args: &CompareArgs) -> anyhow::Result<Outcome> {
    let engine = open_or_build(dir)?;
    let [first, second] = [&args.first, &args.second].map(|id| engine.document(id));
    let (first, second) = (first?, second?);
    for (id, document) in [(&args.first, &first), (&args.second, &second)] {
        if document.is_none() && Path::new(id).is_file() {
            say!("“{id}”是文件的路径；比较的是索引里的文件，要写它的编号：zhengce search 它的标题");
        } else if document.is_none() {
            commands::say_missing(&engine, id)?;
        }
    }
    let (Some(first), Some(second)) = (first, second) else { return Ok(Outcome::Partial) };
    if first.id == second.id {
        say!("两个编号是同一份文件；它的其他版本见 zhengce show '{}'", first.id);
        return Ok(Outcome::Partial);
    }
    let compared =
        Comparison::of([&first, &second], &engine.names(), &engine.analyzer(), &engine.state());
    write(&compared, args)?;
    Ok(Outcome::Done)
}

fn write(compared: &Comparison, args: &CompareArgs) -> anyhow::Result<()> {
    let path = args.output.as_deref();
    match args.format() {
        CompareFormat::Text if path.is_none() => {
            let mut out = terminal::stdout();
            comparison::write(&mut out, compared, args.all)?;
            Ok(out.flush()?)
        }
        CompareFormat::Json if path.is_none() => {
            Ok(terminal::print_json(&serde_json::to_string_pretty(compared)?)?)
        }
        CompareFormat::Json => {
            writing::write_bytes(path, &serde_json::to_vec_pretty(compared)?, None)
        }
        CompareFormat::Docx => {
            writing::write_bytes(path, &word(compared, args.all, &Zoned::now())?, Some("docx"))
        }
        CompareFormat::Text | CompareFormat::Md => {
            let text = markdown(compared, args.all, &Zoned::now());
            writing::write_bytes(path, text.as_bytes(), None)
        }
    }
}
