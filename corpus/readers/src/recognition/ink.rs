//! The inks of a page: black text in grey, without the red of seals that lies over it, and red text
//! (the head of a letter) on its own, both on white paper.

use image::{DynamicImage, GrayImage, Luma};

/// How much stronger red is than green and blue in red ink, of 255.
const RED: u8 = 60;

/// The part of a page that is in red ink where there is red text: a few characters.
const SOME: f32 = 0.0005;

/// How much darker than paper is where ink begins, as a part of its grey; what is lighter is the
/// grain of the paper, or a seal that is left pale.
const PAPER: f32 = 0.88;

/// The part of a page that is ink at least, even where it only has a signature.
const INK: f32 = 0.001;

/// How light ink is at most, as a part of the grey of paper, whatever there is of it.
const LIGHTEST: f32 = 0.5;

/// A page in two inks.
pub(super) struct Inks {
    pub(super) black: GrayImage,
    /// What is in red, where there is any.
    pub(super) red: Option<GrayImage>,
}

impl Inks {
    pub(super) fn of(picture: &DynamicImage) -> Inks {
        let colours = picture.to_rgba8();
        let (width, height) = colours.dimensions();
        let (mut black, mut red) = (GrayImage::new(width, height), GrayImage::new(width, height));
        let mut reds = 0_usize;
        for ((pixel, black), red) in colours.pixels().zip(black.pixels_mut()).zip(red.pixels_mut())
        {
            let [r, g, b, opacity] = pixel.0;
            let (lightest, others) = (r.max(g).max(b), g.max(b));
            let redness = scaled(r.saturating_sub(others), opacity);
            *red = Luma([255 - redness]);
            if redness > RED {
                // Dark red is not black, or red text would be there twice.
                (*black, reds) = (Luma([255]), reds + 1);
            } else {
                *black = Luma([255 - scaled(255 - lightest, opacity)]);
            }
        }
        let has_red = reds as f32 > SOME * (width as f32 * height as f32);
        let red = has_red.then(|| on_white(red));
        Inks { black: on_white(black), red }
    }
}

/// A grey by an opacity, of 255.
fn scaled(grey: u8, opacity: u8) -> u8 {
    (u16::from(grey) * u16::from(opacity) / 255) as u8
}

/// The picture with white paper and black ink: tesseract reads grain and faint ink worse.
fn on_white(mut picture: GrayImage) -> GrayImage {
    let mut counts = [0_usize; 256];
    picture.pixels().for_each(|Luma([grey])| counts[usize::from(*grey)] += 1);
    let paper = (128..256).max_by_key(|&grey| counts[grey]).unwrap_or(255) as f32;
    let mut below = (INK * (picture.width() as f32 * picture.height() as f32)) as usize;
    let is_ink = |grey: &usize| {
        let is_within = counts[*grey] > below;
        below = below.saturating_sub(counts[*grey]);
        is_within
    };
    let ink = (0..256).find(is_ink).map_or(0.0, |grey| (grey as f32).min(paper * LIGHTEST));
    let range = paper * PAPER - ink;
    let table: Vec<u8> = (0..256)
        .map(|grey| ((grey as f32 - ink) / range * 255.0).clamp(0.0, 255.0) as u8)
        .collect();
    picture.pixels_mut().for_each(|Luma([grey])| *grey = table[usize::from(*grey)]);
    picture
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::*;

    #[test]
    fn inks_are_told_apart() {
        let (paper, text, seal) = ([240, 238, 230, 255], [40, 42, 41, 255], [214, 60, 64, 255]);
        let over = [38, 10, 12, 255];
        let column = [paper, text, seal, over, [255, 0, 0, 0]];
        let picture = RgbaImage::from_fn(100, 100, |x, _| {
            Rgba(*column.get(x as usize / 4).unwrap_or(&paper))
        });
        let inks = Inks::of(&DynamicImage::from(picture));
        let red = inks.red.unwrap();
        let greys =
            [0, 4, 8, 12, 16].map(|x| (inks.black.get_pixel(x, 0).0[0], red.get_pixel(x, 0).0[0]));
        let is_right =
            matches!(greys, [(255, 255), (0..10, 255), (200.., 0..10), (0..10, 150..), (255, 255)]);
        assert!(is_right, "{greys:?}");
        assert!(Inks::of(&DynamicImage::new_luma8(9, 9)).red.is_none());
    }
}
