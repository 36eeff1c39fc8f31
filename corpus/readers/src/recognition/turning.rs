//! Scans lie a little askew: by how much a page is turned, and turning it back. Lines of text are
//! told best where rows of the picture are either full of ink or empty.

use image::{GrayImage, Luma};

/// The largest turn that is looked for, in degrees; more is no carelessness.
const LARGEST: f32 = 4.0;

/// The steps in which turns are tried, in degrees: first coarse, then fine around the best.
const STEPS: [f32; 2] = [0.25, 0.05];

/// The least turn that is worth turning back, in degrees: a line rises by less than a tenth of a
/// character.
const LEAST: f32 = 0.12;

/// Every how many pixels is looked at, across and down.
const SAMPLED: u32 = 2;

/// How dark ink is at most.
const DARK: u8 = 128;

/// By how many degrees the lines of a page fall to the right; 0 where that is too little to matter.
pub(super) fn turn(picture: &GrayImage) -> f32 {
    let width = picture.width();
    let dark: Vec<(f32, f32)> = picture
        .enumerate_pixels()
        .filter(|(x, y, _)| (x + y * width).is_multiple_of(SAMPLED))
        .filter(|(_, _, Luma([grey]))| *grey < DARK)
        .map(|(x, y, _)| (x as f32, y as f32))
        .collect();
    let (mut best, mut reach) = (0.0, LARGEST);
    if dark.is_empty() {
        return best;
    }
    for step in STEPS {
        let middle: f32 = best;
        let steps = (reach / step).round() as i32;
        let angles = (-steps..=steps).map(|at| middle + at as f32 * step);
        let scored = angles.map(|angle| (sharpness(&dark, angle, picture), angle));
        best = scored.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(0.0, |(_, angle)| angle);
        reach = step;
    }
    if best.abs() < LEAST { 0.0 } else { best }
}

/// How much the ink of neighbouring rows differs where rows fall by so many degrees.
fn sharpness(dark: &[(f32, f32)], angle: f32, picture: &GrayImage) -> f32 {
    let slope = angle.to_radians().tan();
    let most = picture.width() as f32 * LARGEST.to_radians().tan() * 2.0;
    let mut rows = vec![0.0_f32; picture.height() as usize + 2 * most as usize + 2];
    for (x, y) in dark {
        let row = (y - x * slope + most) as usize;
        if let Some(count) = rows.get_mut(row) {
            *count += 1.0;
        }
    }
    rows.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum()
}

/// The picture turned back around its middle; what comes in at the edges is white.
pub(super) fn turned_back(picture: &GrayImage, angle: f32) -> GrayImage {
    let (sine, cosine) = angle.to_radians().sin_cos();
    let (width, height) = picture.dimensions();
    let (middle_x, middle_y) = (width as f32 / 2.0, height as f32 / 2.0);
    GrayImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32 - middle_x, y as f32 - middle_y);
        Luma([at(picture, x * cosine - y * sine + middle_x, x * sine + y * cosine + middle_y)])
    })
}

/// The grey between four pixels.
fn at(picture: &GrayImage, x: f32, y: f32) -> u8 {
    let (left, above) = (x.floor(), y.floor());
    let grey = |dx: f32, dy: f32| {
        let (x, y) = (left + dx, above + dy);
        let is_within = x >= 0.0 && y >= 0.0;
        let pixel = is_within.then(|| picture.get_pixel_checked(x as u32, y as u32)).flatten();
        pixel.map_or(255.0, |Luma([grey])| f32::from(*grey))
    };
    let (right, below) = (x - left, y - above);
    let upper = grey(0.0, 0.0) * (1.0 - right) + grey(1.0, 0.0) * right;
    let lower = grey(0.0, 1.0) * (1.0 - right) + grey(1.0, 1.0) * right;
    (upper * (1.0 - below) + lower * below).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with lines of squares for characters.
    fn page() -> GrayImage {
        GrayImage::from_fn(800, 600, |x, y| {
            let is_ink =
                (80..720).contains(&x) && (80..520).contains(&y) && y % 32 < 18 && x % 20 < 16;
            Luma([if is_ink { 0 } else { 255 }])
        })
    }

    #[test]
    fn a_turned_page_is_turned_back() {
        for angle in [0.0, 0.5, -1.0, 2.0, -2.6] {
            let askew = turned_back(&page(), -angle);
            let told = turn(&askew);
            assert!((told - angle).abs() < 0.11, "{angle}: {told}");
            let straight = turned_back(&askew, told);
            assert!(turn(&straight).abs() < 0.2, "{angle}");
        }
        assert_eq!(turn(&GrayImage::new(0, 0)), 0.0);
    }
}
