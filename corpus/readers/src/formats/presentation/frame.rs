//! Frames of a slide: what each holds, where it stands, and in which order they are read.

/// What breaks lines of a paragraph.
const BREAKS: [char; 3] = ['\n', '\u{b}', '\u{2028}'];

/// Characters that a title has at most.
const LONGEST_TITLE: usize = 80;

/// What a frame is for, by its place in the layout.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    /// The text of the slide, or of the notes.
    Body,
    /// The day, the number or the foot of each slide.
    Trimming,
    #[default]
    Other,
}

/// The frame of the layout that a frame fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placeholder {
    pub(super) kind: String,
    pub(super) index: Option<String>,
}

/// Where a frame stands, in units of the format.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A paragraph.
    Text(String),
    Table(Vec<Vec<String>>),
    /// A diagram, by the relationship that names its part.
    Diagram(String),
}

#[derive(Debug, Default, Clone)]
pub(super) struct Frame {
    pub(super) role: Role,
    pub(super) placeholder: Option<Placeholder>,
    pub(super) place: Option<Place>,
    /// The size of its largest characters, where they state one.
    pub(super) size: u32,
    pub(super) contents: Vec<Content>,
}

impl Placeholder {
    pub(super) fn role(&self) -> Role {
        match self.kind.as_str() {
            "title" | "ctrTitle" => Role::Title,
            "dt" | "ftr" | "sldNum" | "hdr" | "sldImg" => Role::Trimming,
            _ => Role::Body,
        }
    }

    fn fills(&self, other: &Placeholder) -> bool {
        self.index.is_some() && self.index == other.index
    }
}

impl Frame {
    pub(super) fn is_title(&self) -> bool {
        self.role == Role::Title
    }

    /// Its text, on one line.
    pub(super) fn line(&self) -> String {
        let texts = self.contents.iter().filter_map(|content| match content {
            Content::Text(text) => Some(text.as_str()),
            Content::Table(_) | Content::Diagram(_) => None,
        });
        texts.flat_map(|text| text.split(BREAKS)).map(str::trim).collect()
    }

    pub(super) fn into_texts(self) -> impl Iterator<Item = String> {
        self.contents.into_iter().filter_map(|content| match content {
            Content::Text(text) => Some(text),
            Content::Table(_) | Content::Diagram(_) => None,
        })
    }

    /// Stands where a frame of the layout does that it fills, if it has no place of its own.
    pub(super) fn stand_where(&mut self, layout: &[Frame]) {
        let (Some(placeholder), None) = (&self.placeholder, self.place) else { return };
        let placed = || layout.iter().filter(|frame| frame.place.is_some());
        let is_filled = |frame: &&Frame| {
            frame.placeholder.as_ref().is_some_and(|other| placeholder.fills(other))
        };
        let found =
            placed().find(is_filled).or_else(|| placed().find(|frame| frame.role == self.role));
        self.place = found.and_then(|frame| frame.place);
    }
}

/// Makes the frame with the largest characters of the first slide its title, if none is.
pub(super) fn entitle(frames: &mut [Frame]) {
    let most = frames.iter().map(|frame| frame.size).max().filter(|&size| size > 0);
    let is_large = |frame: &&mut Frame| Some(frame.size) == most;
    if frames.iter().any(Frame::is_title) {
        return;
    }
    let mut large = frames.iter_mut().filter(is_large);
    if let (Some(frame), None) = (large.next(), large.next())
        && frame.line().chars().nth(LONGEST_TITLE).is_none()
    {
        frame.role = Role::Title;
    }
}

/// The frames in the order in which they are read: the title, then row by row. Frames whose tops
/// are about as high stand in a row.
pub(super) fn in_order(mut frames: Vec<Frame>) -> Vec<Frame> {
    frames.retain(|frame| frame.role != Role::Trimming);
    let place = |frame: &Frame| frame.place.unwrap_or_default();
    frames.sort_by(|a, b| b.is_title().cmp(&a.is_title()).then(place(a).y.total_cmp(&place(b).y)));
    let is_row = |first: &Frame, next: &Frame| {
        let height = place(first).height.min(place(next).height);
        !first.is_title() && place(next).y - place(first).y <= height / 2.0
    };
    let mut start = 0;
    while let Some(first) = frames.get(start) {
        let count = frames[start..].iter().take_while(|next| is_row(first, next)).count().max(1);
        frames[start..start + count].sort_by(|a, b| place(a).x.total_cmp(&place(b).x));
        start += count;
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(text: &str, role: Role, place: [f64; 4]) -> Frame {
        let [x, y, width, height] = place;
        let place = Some(Place { x, y, width, height });
        Frame { role, place, contents: vec![Content::Text(text.to_owned())], ..Frame::default() }
    }

    #[test]
    fn frames_are_read_row_by_row() {
        let frames = vec![
            frame("脚", Role::Trimming, [0.0, 90.0, 100.0, 5.0]),
            frame("右", Role::Other, [50.0, 19.0, 40.0, 40.0]),
            frame("左", Role::Other, [0.0, 20.0, 40.0, 40.0]),
            frame("下左", Role::Other, [0.0, 70.0, 40.0, 10.0]),
            frame("右二", Role::Other, [50.0, 61.0, 40.0, 10.0]),
            frame("题", Role::Title, [0.0, 50.0, 100.0, 10.0]),
        ];
        let texts: String = in_order(frames).into_iter().flat_map(Frame::into_texts).collect();
        assert_eq!(texts, "题左右右二下左");
    }

    #[test]
    fn frames_stand_where_their_layout_says() {
        let placeholder = |kind: &str, index: &str| {
            Some(Placeholder { kind: kind.to_owned(), index: Some(index.to_owned()) })
        };
        let mut layout = frame("", Role::Body, [0.0, 20.0, 40.0, 40.0]);
        layout.placeholder = placeholder("body", "3");
        let mut other = layout.clone();
        other.placeholder = placeholder("body", "4");
        other.place = Some(Place { x: 50.0, ..Place::default() });
        let mut own = Frame { role: Role::Body, ..Frame::default() };
        own.placeholder = placeholder("", "4");
        own.stand_where(&[layout, other.clone()]);
        assert_eq!(own.place, other.place);
    }
}
