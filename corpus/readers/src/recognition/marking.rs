//! What recognition leaves on documents: that it was done, how sure it was, and which fields it may
//! have read wrongly; and the pages that it could not read.

use document::document::Doubt;
use document::record::Record;
use language::{PartialDate, number};

use crate::error::{Error, RecognitionFault};
use crate::pages::Page;
use crate::recognition::lines::{self, ReadLine, ReadPage};
use crate::source::Origin;

/// The name of what a document states about recognition.
const NAME: &str = "文字识别";

/// The confidence that the words of a field have at least, of 100; nearly all that are right have
/// more.
const SURE: f32 = 80.0;

/// What was recognised of a file.
#[derive(Default)]
pub(crate) struct Recognized {
    /// Each page by its number, counted from 0.
    pages: Vec<(usize, ReadPage)>,
    /// Pages that could not be read, by their numbers counted from 1.
    failed: Vec<usize>,
    fault: Option<RecognitionFault>,
}

impl Recognized {
    pub(super) fn new(read: Vec<(usize, Result<ReadPage, RecognitionFault>)>) -> Recognized {
        let mut all = Recognized::default();
        for (at, read) in read {
            match read {
                Ok(page) => all.pages.push((at, page)),
                Err(fault) => {
                    all.failed.push(at + 1);
                    all.fault.get_or_insert(fault);
                }
            }
        }
        lines::even_out(all.pages.iter_mut().map(|(_, page)| page));
        all
    }

    /// The pages by their numbers, counted from 0; those that could not be read are blank.
    pub(super) fn pages(&self) -> impl Iterator<Item = (usize, Page)> {
        let read = self.pages.iter().map(|(at, page)| (*at, page.page()));
        read.chain(self.failed.iter().map(|number| (number - 1, Page::default())))
    }

    /// That pages could not be read, told once.
    pub(crate) fn problem(&mut self, origin: Origin<'_>) -> Option<Error> {
        let fault = self.fault.take()?;
        let numbers: Vec<String> = self.failed.iter().map(usize::to_string).collect();
        let (path, pages) = (origin.path.to_owned(), numbers.join("、"));
        Some(Error::NotRecognized { path, pages, fault })
    }

    /// Marks the records of the file, the first of which is the document.
    pub(crate) fn mark(&self, records: &mut [Record]) {
        let lines: Vec<&ReadLine> = self.pages.iter().flat_map(|(_, page)| &page.lines).collect();
        let Some((first, _)) = records.split_first_mut().filter(|_| !lines.is_empty()) else {
            return;
        };
        let confidence = lines::mean_confidence(lines.iter().copied());
        let count = self.pages.len();
        first.keep(NAME, &format!("{count} 页由 OCR 识别，平均置信度 {confidence:.0}%"));
        for line in lines {
            doubt(line, first);
        }
    }
}

/// Notes the fields that a line is of, where a word of it is not sure.
fn doubt(line: &ReadLine, record: &mut Record) {
    let unsure = line.words.iter().filter(|word| word.confidence < SURE);
    let Some(worst) = unsure.min_by(|a, b| a.confidence.total_cmp(&b.confidence)) else { return };
    let text: String = line.text().split_whitespace().collect();
    let title: String = record.fields.title.split_whitespace().collect();
    let number = number::find(&text);
    let field = match () {
        () if number.is_some() && (number == record.fields.number || text.ends_with('号')) => {
            "number"
        }
        () if text.chars().count() > 1 && title.contains(&text) => "title",
        () if text.parse::<PartialDate>().is_ok_and(|date| date.day().is_some()) => "date",
        () => return,
    };
    let reason =
        format!("由 OCR 识别，“{}”的置信度只有 {:.0}%，请与原件核对", worst.text, worst.confidence);
    Doubt::note(&mut record.doubts, field, &text, &reason);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsure_fields_are_doubted() {
        let table = |confidence: u8| {
            let lines = ["甲政〔2024〕3号", "关于促进绿化的通知", "各区：", "2024年5月6日"];
            let row = |(at, line): (usize, &&str)| {
                format!("5\t1\t1\t1\t{at}\t1\t100\t{}\t300\t40\t{confidence}\t{line}\n", at * 60)
            };
            lines.iter().enumerate().map(row).collect::<String>()
        };
        for (confidence, expected) in [(95, &[][..]), (70, &["number", "title", "date"])] {
            let page = lines::read(&table(confidence), 200.0);
            let recognized = Recognized::new(vec![(0, Ok(page))]);
            let mut record = Record::default();
            record.fields.title = "关于促进绿化的通知".to_owned();
            recognized.mark(std::slice::from_mut(&mut record));
            let fields: Vec<&str> =
                record.doubts.iter().map(|doubt| doubt.field.as_str()).collect();
            assert_eq!(fields, expected);
            let stated = &record.extra[0].value;
            assert_eq!(*stated, format!("1 页由 OCR 识别，平均置信度 {confidence}%"));
        }
    }
}
