//! Pages of a PDF as pictures, drawn by pdftoppm: it knows every way in which scanners pack pictures
//! (fax, JBIG2, JPEG 2000, strips, masks, turned pages), and text whose characters cannot be told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use image::ImageFormat;

use crate::error::RecognitionFault;
use crate::recognition::reading::{RESOLUTION, Scan};
use crate::recognition::{run, workshop};

/// How long drawing a page may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Pixels that a page is drawn in at most: three times A4.
const MOST_PIXELS: f32 = 12e6;

/// A PDF whose pages are to be drawn.
pub(super) struct Renderer {
    program: PathBuf,
    folder: tempfile::TempDir,
    /// Widths and heights of its pages, in points.
    sizes: Vec<(f32, f32)>,
}

impl Renderer {
    pub(super) fn new(
        program: PathBuf,
        bytes: &[u8],
        sizes: Vec<(f32, f32)>,
    ) -> std::io::Result<Renderer> {
        let folder = workshop()?;
        fs::write(folder.path().join("input.pdf"), bytes)?;
        Ok(Renderer { program, folder, sizes })
    }

    /// Draws the page of a number, counted from 0.
    pub(super) fn draw(&self, page: usize) -> Result<Scan, RecognitionFault> {
        let resolution = self.resolution(page);
        let drawn = self.folder.path().join(page.to_string());
        let number = (page + 1).to_string();
        let mut command = Command::new(&self.program);
        command
            .args(["-singlefile", "-r", &resolution.to_string(), "-f", &number, "-l", &number])
            .args([&self.folder.path().join("input.pdf"), &drawn]);
        run(&mut command, PATIENCE)?;
        let bytes = taken(&drawn.with_extension("ppm")).ok_or(RecognitionFault::NotDrawn)?;
        let picture = image::load_from_memory_with_format(&bytes, ImageFormat::Pnm);
        Ok(Scan { picture: picture.map_err(RecognitionFault::Picture)?, resolution })
    }

    /// Pixels to an inch in which a page is drawn: fewer where it is large, as pages are whose
    /// points are the pixels of a scanner.
    fn resolution(&self, page: usize) -> f32 {
        let (width, height) = self.sizes.get(page).copied().unwrap_or_default();
        let most = (MOST_PIXELS / (width * height).max(1.0)).sqrt() * 72.0;
        RESOLUTION.min(most)
    }
}

/// The content of a file, which goes.
fn taken(path: &Path) -> Option<Vec<u8>> {
    let bytes = fs::read(path).ok()?;
    let _ = fs::remove_file(path);
    Some(bytes)
}
