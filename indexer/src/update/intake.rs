//! Taking what comes out of files into the index, and noting in manifest and report how it went.

use corpus::Document;

use crate::error::Result;
use crate::store::manifest::{FileRecord, Manifest};
use crate::update::office::Content;
use crate::update::plan::FileToRead;
use crate::update::report::{Report, Unreadable};
use crate::update::writing::Writing;

/// Files on their way into the index, one after the other.
pub(super) struct Intake<'a> {
    writing: &'a mut Writing,
    manifest: &'a mut Manifest,
    report: &'a mut Report,
    /// Files to come, the one being read included, of which old records are in the index.
    old: usize,
    /// Documents that state an id which may belong to one of those, with their files.
    waiting: Vec<(String, Document)>,
    /// The file being read.
    file: FileReading,
}

/// How the reading of one file goes.
#[derive(Default)]
struct FileReading {
    documents: usize,
    problems: Vec<String>,
    notices: Vec<String>,
    /// How many problems there were in all.
    count: usize,
}

/// So many problems of one file are named, the rest is counted.
const MOST_PROBLEMS: usize = 100;

impl FileReading {
    fn note(&mut self, problem: String) {
        self.count += 1;
        if self.count <= MOST_PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// The problems named, with how many more there were.
    fn told(&mut self, file: &str) -> Vec<String> {
        let more = self.count.saturating_sub(MOST_PROBLEMS);
        let mut told = std::mem::take(&mut self.problems);
        told.extend((more > 0).then(|| format!("{file}：还有 {more} 处读不了，没有一一列出")));
        told
    }
}

impl<'a> Intake<'a> {
    /// Begins with files that are to be read.
    pub(super) fn of(
        files: &[FileToRead],
        writing: &'a mut Writing,
        manifest: &'a mut Manifest,
        report: &'a mut Report,
    ) -> Intake<'a> {
        Intake {
            writing,
            manifest,
            report,
            old: files.iter().filter(|file| file.documents > 0).count(),
            waiting: Vec::new(),
            file: FileReading::default(),
        }
    }

    /// Takes something that a file has; tells whether it was a document.
    ///
    /// # Errors
    /// When the index cannot be read or written.
    pub(super) fn take(&mut self, content: Content, file: &FileToRead) -> Result<bool> {
        match content {
            Content::Document { document, has_own_id } => {
                self.add(*document, has_own_id, file).map(|()| true)
            }
            Content::Problem(problem) => {
                self.file.note(problem);
                Ok(false)
            }
            Content::Working => Ok(false),
            Content::Notice(notice) => {
                // One for a sheet: so many are never read.
                if self.file.notices.len() < MOST_PROBLEMS {
                    self.file.notices.push(notice);
                }
                Ok(false)
            }
        }
    }

    /// Notes in manifest and report how the reading of a file went, which is at its end.
    pub(super) fn settle(&mut self, file: &FileToRead) {
        self.old -= usize::from(file.documents > 0);
        let mut read = std::mem::take(&mut self.file);
        match (read.documents, file.documents) {
            (0, _) => {}
            (_, 0) => self.report.new.push(file.name.clone()),
            _ => self.report.changed.push(file.name.clone()),
        }
        let documents = if read.documents > 0 { read.documents } else { file.documents };
        let problems = read.told(&file.name);
        let lines = problems.iter().cloned().map(|message| Unreadable { message });
        self.report.unreadable.extend(lines);
        self.report.notices.extend(read.notices.iter().cloned());
        let notices = read.notices;
        let record = FileRecord { hash: file.hash.clone(), documents, problems, notices };
        self.manifest.files.insert(file.name.clone(), record);
    }

    /// Writes the documents whose ids belonged to files that have been read anew since.
    ///
    /// # Errors
    /// When the index cannot be read or written.
    pub(super) fn finish(self) -> Result<()> {
        for (file, document) in self.waiting {
            if !self.writing.has(&document.id)? {
                self.writing.add(document)?;
                continue;
            }
            let message = id_taken(&document);
            if let Some(record) = self.manifest.files.get_mut(&file) {
                record.problems.push(message.clone());
            }
            self.report.unreadable.push(Unreadable { message });
        }
        Ok(())
    }

    /// Writes a document. The file's old records go when its first new one comes, so that a file
    /// that has become unreadable keeps what was read from it before. Documents of one derived id
    /// are one document; a stated id is given once.
    fn add(&mut self, document: Document, has_own_id: bool, file: &FileToRead) -> Result<()> {
        let had_any = file.documents > 0;
        if self.file.documents == 0 && had_any {
            self.writing.remove_file(&file.name)?;
        }
        self.file.documents += 1;
        if !has_own_id || !self.writing.has(&document.id)? {
            return self.writing.add(document);
        }
        let others_are_old = self.old > usize::from(had_any);
        if others_are_old {
            self.waiting.push((file.name.clone(), document));
        } else {
            self.file.note(id_taken(&document));
        }
        Ok(())
    }
}

fn id_taken(document: &Document) -> String {
    let place = document.sources.first().map(|s| format!("{}：{}", s.file, s.place));
    format!(
        "{}：编号“{}”已被另一条记录使用，这一条没有收录；请改用不同的编号",
        place.unwrap_or_default(),
        document.id
    )
}
