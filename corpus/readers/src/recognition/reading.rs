//! Reading the picture of a page by tesseract, in black and, where there is any, in red ink.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage};

use crate::error::RecognitionFault;
use crate::programs;
use crate::recognition::ink::Inks;
use crate::recognition::lines::{self, ReadLine, ReadPage};
use crate::recognition::{run, tesseract, turning, workshop};

/// Pixels to an inch in which pages are read. The model has learned from small characters: in 300
/// it reads 4 of 100 characters of 16 points wrongly, in 200 fewer than one.
pub(super) const RESOLUTION: f32 = 200.0;

/// How long reading a page may take; a full one takes some seconds.
const PATIENCE: Duration = Duration::from_secs(180);

/// How long asking for the languages may take.
const ANSWER: Duration = Duration::from_secs(20);

/// The language that is read; its model also knows Latin letters and digits.
const LANGUAGE: &str = "chi_sim";

/// The picture of a page.
pub(super) struct Scan {
    pub(super) picture: DynamicImage,
    /// Pixels to an inch.
    pub(super) resolution: f32,
}

/// The program that reads.
pub(super) struct Reader {
    program: PathBuf,
}

impl Reader {
    /// The program, if it is there and knows the language.
    pub(super) fn find() -> std::io::Result<Option<Reader>> {
        let Some(program) = tesseract() else { return Ok(None) };
        let folder = workshop()?;
        let list = folder.path().join("languages");
        let mut command = Command::new(&program);
        command.arg("--list-langs").stdout(Stdio::from(File::create(&list)?));
        let _ = programs::run(&mut command, ANSWER);
        let languages = fs::read_to_string(&list)?;
        let knows = languages.lines().any(|line| line.trim() == LANGUAGE);
        Ok(knows.then_some(Reader { program }))
    }

    /// Reads a page as it lies, or, where hardly anything is clear, on whichever side is read best.
    pub(super) fn read(&self, mut scan: Scan) -> Result<ReadPage, RecognitionFault> {
        let mut best = self.read_upright(&scan)?;
        for _ in 0..3 {
            if best.is_clear() {
                break;
            }
            scan.picture = scan.picture.rotate90();
            let page = self.read_upright(&scan)?;
            if page.right() > best.right() {
                best = page;
            }
        }
        Ok(best)
    }

    fn read_upright(&self, scan: &Scan) -> Result<ReadPage, RecognitionFault> {
        let Scan { picture, resolution } = scan;
        let resolution = *resolution;
        let Inks { mut black, mut red } = Inks::of(picture);
        let turn = turning::turn(&black);
        if turn != 0.0 {
            black = turning::turned_back(&black, turn);
            red = red.map(|red| turning::turned_back(&red, turn));
        }
        let mut page = lines::read(&self.words(&black, resolution)?, resolution);
        if let Some(red) = red {
            // The heads of letters are printed twice as large as text and larger.
            let (red, resolution) = (halved(&red), resolution / 2.0);
            let red = lines::read(&self.words(&red, resolution)?, resolution);
            page.lines.extend(red.lines.into_iter().filter(ReadLine::is_sure));
        }
        let points = 72.0 / resolution;
        page.width = black.width() as f32 * points;
        page.height = black.height() as f32 * points;
        Ok(page)
    }

    /// What tesseract says of a picture: a table of words with their places.
    fn words(&self, picture: &GrayImage, resolution: f32) -> Result<String, RecognitionFault> {
        let folder = workshop().map_err(RecognitionFault::NotRun)?;
        let (input, output) = (folder.path().join("page.pgm"), folder.path().join("words"));
        write(picture, &input).map_err(RecognitionFault::NotRun)?;
        let mut command = Command::new(&self.program);
        command
            .args([&input, &output])
            .args(["-l", LANGUAGE, "--dpi", &format!("{resolution:.0}")])
            .args(["-c", "tessedit_create_tsv=1", "-c", "tessedit_create_txt=0"])
            // Pages are read side by side.
            .env("OMP_THREAD_LIMIT", "1");
        run(&mut command, PATIENCE)?;
        fs::read_to_string(output.with_extension("tsv")).map_err(RecognitionFault::NotRun)
    }
}

/// A picture of half the width and height.
fn halved(picture: &GrayImage) -> GrayImage {
    let (width, height) = (picture.width() / 2, picture.height() / 2);
    imageops::resize(picture, width.max(1), height.max(1), FilterType::Triangle)
}

/// Writes a picture as a PGM file.
fn write(picture: &GrayImage, path: &Path) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "P5 {} {} 255", picture.width(), picture.height())?;
    file.write_all(picture.as_raw())?;
    file.flush()
}
