//! Files that are pictures: one page each, a TIFF perhaps several.

use std::collections::HashSet;
use std::io::Cursor;

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};

use crate::error::RecognitionFault;
use crate::recognition::reading::{RESOLUTION, Scan};

/// The width of A4 in inches, or its height where a page lies on its side: no picture says
/// reliably how large the paper was.
const SHORT_SIDE: f32 = 8.27;

/// How much a small picture is enlarged at most; what is smaller still cannot be read.
const LARGEST_SCALE: f32 = 3.0;

/// Pixels to either side that a picture may have.
const LONGEST_SIDE: u32 = 30_000;

/// Bytes that a picture may take, decoded.
const MOST_BYTES: u64 = 512 << 20;

/// Pages of a TIFF that are looked for.
const MOST_FRAMES: usize = 5000;

/// The pictures of a file.
pub(super) struct Pictures<'a> {
    bytes: &'a [u8],
    /// Where in a TIFF the directory of each of its pages is; none in other files.
    directories: Vec<u32>,
}

impl<'a> Pictures<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Pictures<'a> {
        Pictures { bytes, directories: directories(bytes).unwrap_or_default() }
    }

    pub(super) fn count(&self) -> usize {
        self.directories.len().max(1)
    }

    /// The picture of a number, counted from 0, as it is to be looked at and in the usual size.
    pub(super) fn decode(&self, page: usize) -> Result<Scan, RecognitionFault> {
        // Decoders panic on some damaged files.
        let decoded = std::panic::catch_unwind(|| match self.directories.get(page) {
            // A TIFF begins with where its first page is.
            Some(directory) if page > 0 => {
                let mut bytes = self.bytes.to_vec();
                let is_little = bytes.starts_with(b"II");
                let at = if is_little { directory.to_le_bytes() } else { directory.to_be_bytes() };
                bytes.splice(4..8, at);
                decode(&bytes)
            }
            _ => decode(self.bytes),
        });
        let picture = decoded.map_err(|_| RecognitionFault::Crashed)?;
        let picture = picture.map_err(RecognitionFault::Picture)?;
        Ok(Scan { picture: sized(picture), resolution: RESOLUTION })
    }
}

/// A picture, turned as its file says that it is to be shown.
fn decode(bytes: &[u8]) -> Result<DynamicImage, ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The picture in the usual resolution, if it is one of a page as wide as A4.
fn sized(picture: DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let short = width.min(height).max(1) as f32;
    let scale = (RESOLUTION * SHORT_SIDE / short).min(LARGEST_SCALE);
    let scaled = |side: u32| ((side as f32 * scale).round() as u32).max(1);
    match (0.95..1.05).contains(&scale) {
        true => picture,
        false => picture.resize_exact(scaled(width), scaled(height), FilterType::CatmullRom),
    }
}

/// Where the directories of the pages of a TIFF are, each of which says where the next is.
fn directories(bytes: &[u8]) -> Option<Vec<u32>> {
    let is_little = match bytes.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let bytes_at = |at: usize, count: usize| {
        let mut bytes = bytes.get(at..at.checked_add(count)?)?.to_vec();
        if is_little {
            bytes.reverse();
        }
        Some(bytes.iter().fold(0_u32, |number, byte| (number << 8) | u32::from(*byte)))
    };
    let (mut found, mut known) = (Vec::new(), HashSet::new());
    let mut next = bytes_at(4, 4)?;
    while next != 0 && found.len() < MOST_FRAMES && known.insert(next) {
        let Some(entries) = bytes_at(next as usize, 2) else { break };
        found.push(next);
        next = bytes_at(next as usize + 2 + entries as usize * 12, 4).unwrap_or(0);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, ImageFormat};

    use super::*;

    #[test]
    fn small_pictures_are_enlarged_and_damaged_ones_told() {
        let mut bytes = Cursor::new(Vec::new());
        GrayImage::new(500, 900).write_to(&mut bytes, ImageFormat::Png).unwrap();
        let bytes = bytes.into_inner();
        let scan = Pictures::of(&bytes).decode(0).unwrap();
        assert_eq!((scan.picture.width(), scan.picture.height()), (1500, 2700));
        for bytes in [&bytes[..60], b"", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08"] {
            assert!(Pictures::of(bytes).decode(0).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn pages_of_a_tiff_are_told() {
        // Two directories without entries; the second names the first as the next.
        let bytes = b"II*\0\x08\0\0\0\0\0\x0e\0\0\0\0\0\x08\0\0\0";
        assert_eq!(directories(bytes).unwrap(), [8, 14]);
        assert_eq!(directories(b"\x89PNG"), None);
    }
}
