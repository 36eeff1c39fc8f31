//! Measures of printed pages, in sizes of a character, lines, parts of a page or points, each with
//! its reason. Official documents are set as GB/T 9704 has it: 22 lines to a page, body type of 16
//! points on lines 28 apart; reports and web pages that were printed are denser.

/// How far from the upper or lower edge heads and page numbers stand, as a part of the height: the
/// margins of GB/T 9704 are 37 of 297 mm above (0.125) and 35 below.
pub(super) const MARGIN: f32 = 0.12;

/// Pages that a line is repeated on before it counts as a running head: a clause may well stand on
/// two.
pub(super) const REPEATED: usize = 3;

/// How far below the first character of a line another one of it may stand, in sizes: a smaller one
/// on the same base line, never one of the next line, which is a size away at least.
pub(super) const SAME_LINE: f32 = 0.45;

/// How large raised figures are at most, as a part of the line: typesetters take 58 to 65 percent.
pub(super) const RAISED: f32 = 0.75;

/// How far above the base line raised figures stand at most, in sizes of the line: below the top of
/// its characters.
pub(super) const RAISED_BY: f32 = 0.7;

/// How far apart two prints of one character are at most where that makes it bold, in sizes; two
/// characters side by side are half a size apart at least.
pub(super) const PRINTED_TWICE: f32 = 0.3;

/// How wide a space that is drawn between ideographs is at least, in sizes: less is the play of
/// justified lines.
pub(super) const DRAWN: f32 = 0.2;

/// The widest gap within a word, in sizes: a space of a Latin font is a quarter or more.
pub(super) const WITHIN_WORD: f32 = 0.15;

/// The widest gap between ideographs of one run, in sizes: a full-width space is one.
pub(super) const WITHIN_RUN: f32 = 0.8;

/// How wide a gap between two columns of a table without lines is at least, in sizes: nearly a
/// character, as a half-width space within a cell is half of one.
pub(super) const COLUMNS: f32 = 0.9;

/// How much larger than running text a title is printed at least: the sizes of Chinese type next to
/// each other (三号 16, 小二 18) are 1.125 apart.
pub(super) const TITLE: f32 = 1.12;

/// By how much two lines of one size may differ, as a part of it: programs round sizes.
pub(super) const SAME_SIZE: f32 = 0.1;

/// How far from the text a note stands at least, in lines: more than a line, less than an empty one.
pub(super) const FAR: f32 = 1.45;

/// Lines in the size of the text that the notes of a page have at most: more of them are text that
/// stands apart.
pub(super) const MOST_NOTES: usize = 8;

/// How large a note is printed at most, as a part of running text: 小五 9 beneath 五号 10.5 is 0.86.
pub(super) const NOTE: f32 = 0.9;

/// What a full line may lack at its right end, in characters: a half-width mark of punctuation.
pub(super) const LACKING: f32 = 0.6;

/// How far from the left edge of its column a line may begin that is not indented, in characters;
/// an indent is two.
pub(super) const FLUSH: f32 = 1.2;

/// How far from the left edge the day under a letter begins at least, in characters: more than the
/// indent of a paragraph that begins with a day.
pub(super) const SIGNED: f32 = 3.0;

/// How wide a letter or digit is, in characters: a little more than half, as many fonts have it.
pub(super) const LETTER: f32 = 0.6;

/// The distance of lines where no two of running text follow each other, in sizes.
pub(super) const USUAL_PITCH: f32 = 1.6;

/// The largest distance of lines of running text, in sizes: more is an empty line between them.
pub(super) const WIDEST_PITCH: f32 = 2.5;

/// Lines of a page by which its own column is known; fewer may all be short or indented.
pub(super) const OWN_COLUMN: usize = 8;

/// The part of lines that may begin left of the column: numbers in the margin.
pub(super) const LEFT_OF_COLUMN: f32 = 0.04;

/// The part of lines that end within the column; the others hang over (punctuation in the margin).
pub(super) const WITHIN_COLUMN: f32 = 0.92;

/// How far above the line that it stands on the middle of a character lies, as a part of its size:
/// it reaches from a little below that line to nearly a size above it.
pub(super) const MIDDLE: f32 = 1.0 / 3.0;

/// How far two lines of a table that meet may be from each other, in points: they are drawn up to
/// that thick.
pub(super) const NEAR: f32 = 3.0;

/// Lines of a page that are looked at; a drawing has more.
pub(super) const MOST_RULES: usize = 4000;

/// How much a line that is straight may slant, in points: less than can be seen.
pub(super) const SLANT: f32 = 1.0;

/// How long a line is at least, in points: shorter ones are dots of a dotted line.
pub(super) const DOT: f32 = 4.0;

/// Characters that a page with a text layer has at least: the page number over a scan is fewer.
pub(super) const FEWEST_GLYPHS: usize = 10;

/// Characters by which it is told whether those of a page are garbled; fewer may all be rare.
pub(super) const ENOUGH_TO_TELL: usize = 20;

/// How much text may slant that still stands on a line, as the rise by its length: scanners turn
/// pages by a few degrees, watermarks stand at 30 or more.
pub(super) const TURNED: f32 = 0.2;

/// Dots or dashes in a row that make a line at least, and how far the next one may be, in points.
pub(super) const DASHES: usize = 4;
pub(super) const NEXT_DASH: f32 = 6.0;

/// How far apart the same line may stand on two pages, in points: programs round places.
pub(super) const SAME_PLACE: f32 = 3.0;

/// How much larger than running text a watermark is at least that lies over it once.
pub(super) const LARGE: f32 = 1.2;

/// Places of a page that a watermark of small characters is in at least.
pub(super) const TILES: usize = 4;

/// The part of a watermark's characters that others lie on at least; titles have none of these.
pub(super) const OVERLAID: f32 = 0.2;

/// How near the middles of two characters are that are printed over each other, in sizes of the
/// larger one: half a size apart they would touch.
pub(super) const PRINTED_OVER: f32 = 0.4;

/// How wide the strip between two columns is at least, in characters: wider than a gap in a line.
pub(super) const GUTTER: f32 = 0.9;

/// The part of a page's width, at either side, that the strip between two columns is not in.
pub(super) const MIDDLE_PART: f32 = 0.3;

/// How many characters touch that strip at most, as a part of those at any other place: titles and
/// figures across both columns.
pub(super) const EMPTY: f32 = 0.25;

/// Lines that a column has at least: fewer are signatures side by side, or entries of a list.
pub(super) const COLUMN_LINES: usize = 6;

/// The part of a column's lines that are full at least, and what a full one may lack at its right
/// end, in characters. Lists of names end anywhere.
pub(super) const FULL_LINES: f32 = 0.5;
pub(super) const LACKING_IN_COLUMN: f32 = 1.5;

/// Lines across both columns of a page that are looked at.
pub(super) const MOST_CROSSED: usize = 60;
