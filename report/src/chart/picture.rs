//! Charts as pictures, for programs that take no SVG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use skrifa::{FontRef, MetadataProvider};

/// Pixels of the picture for one of the chart: 300 to the inch where it is as wide as a page.
const SCALE: f32 = 2.0;

/// Why a chart could not become a picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// No font has Chinese characters: they would come out as boxes.
    #[error(
        "这台机器上没有中文字体，图里的字会变成方框，所以给的是 SVG 而不是 PNG；可安装 fonts-noto-cjk\
         （Debian）等中文字体"
    )]
    NoFont,
    /// The chart is none, or too large.
    #[error("画不出图片（{0}）")]
    Drawing(String),
}

/// The fonts of the machine, and the family of one that has Chinese characters.
static FONTS: LazyLock<(Arc<fontdb::Database>, Option<String>)> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    let family = chinese(&fonts);
    if let Some(family) = &family {
        fonts.set_sans_serif_family(family);
    }
    (Arc::new(fonts), family)
});

/// Names that the families of fonts without serifs have; a chart is best read in one of them.
const SANS: [&str; 6] = ["Sans", "Hei", "黑", "YaHei", "PingFang", "Gothic"];

/// The family of a font that has Chinese characters, one without serifs if there is one.
fn chinese(fonts: &fontdb::Database) -> Option<String> {
    let has_them = |face: &&fontdb::FaceInfo| {
        let covers = |data: &[u8], index| {
            let font = FontRef::from_index(data, index).ok();
            let map = font.as_ref().map(|font| font.charmap());
            map.is_some_and(|map| "政策年区".chars().all(|c| map.map(c).is_some()))
        };
        fonts.with_face_data(face.id, covers).unwrap_or(false)
    };
    let is_upright = |face: &&fontdb::FaceInfo| {
        face.style == fontdb::Style::Normal && face.weight == fontdb::Weight::NORMAL
    };
    let families = fonts.faces().filter(is_upright).filter(has_them);
    let families = families.filter_map(|face| face.families.first().map(|(name, _)| name));
    let is_serif = |name: &&String| !SANS.iter().any(|sans| name.contains(sans));
    families.min_by_key(|name| (is_serif(name), name.len())).cloned()
}

/// A chart as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// What stands in the file.
    pub bytes: Vec<u8>,
    /// Whether it is a picture; otherwise it is SVG.
    pub is_png: bool,
    /// Why it is no picture, where one was asked for.
    pub refused: Option<PictureError>,
}

/// A chart as a picture where one is asked for and can be had, else as it is.
pub fn drawing(svg: String, as_png: bool) -> Drawing {
    let refused = match as_png.then(|| png(&svg)) {
        Some(Ok(bytes)) => return Drawing { bytes, is_png: true, refused: None },
        Some(Err(error)) => Some(error),
        None => None,
    };
    Drawing { bytes: svg.into_bytes(), is_png: false, refused }
}

/// A chart as PNG.
///
/// # Errors
/// When no font of the machine has Chinese characters.
pub(super) fn png(svg: &str) -> Result<Vec<u8>, PictureError> {
    let (fontdb, family) = &*FONTS;
    let family = family.clone().ok_or(PictureError::NoFont)?;
    let options = Options { fontdb: fontdb.clone(), font_family: family, ..Options::default() };
    let failed = |reason: String| PictureError::Drawing(reason);
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(error.to_string()))?;
    let size = tree.size().to_int_size().scale_by(SCALE);
    let size = size.ok_or_else(|| failed("尺寸不对".to_owned()))?;
    let picture = Pixmap::new(size.width(), size.height());
    let mut picture = picture.ok_or_else(|| failed("太大".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
    picture.encode_png().map_err(|error| failed(error.to_string()))
}
