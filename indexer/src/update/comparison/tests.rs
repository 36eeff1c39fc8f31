//! Which documents are compared, and what becomes of those that belong together.

use super::*;

fn candidate(stem: u64, sketch: Option<[u8; BINS]>) -> Candidate {
    Candidate { at: DocAddress::new(0, 0), stem, sketch: sketch.map(Sketch) }
}

#[test]
fn equal_stems_are_compared_and_equal_bands_of_sketches_that_are_alike() {
    let one = [1; BINS];
    let mut one_band = [2; BINS];
    one_band[BAND..3 * BAND + 1].fill(1);
    // Fewer equal bytes, though a whole band.
    let mut shifted = [3; BINS];
    shifted[BAND..2 * BAND].fill(1);
    let candidates = [
        candidate(1, Some(one)),
        candidate(2, Some(one_band)),
        candidate(3, Some(shifted)),
        candidate(3, None),
    ];
    assert_eq!(pairs(&candidates), [(0, 1), (2, 3)]);
}

#[test]
fn a_title_that_many_have_is_compared_with_its_neighbours() {
    let candidates: Vec<Candidate> = (0..100).map(|_| candidate(1, None)).collect();
    let pairs = pairs(&candidates);
    assert!(pairs.iter().all(|(a, b)| a < b && b - a <= NEIGHBOURS));
    assert_eq!(pairs.iter().filter(|(a, _)| *a == 0).count(), NEIGHBOURS);
}

#[test]
fn groups_are_newest_first() {
    let head = |id: &str, date: &str| {
        let mut head = Document { id: id.to_owned(), ..Document::default() };
        head.fields.date = date.parse().ok();
        head
    };
    let heads = [
        (0, head("d", "2018")),
        (1, head("alone", "2020")),
        (2, head("c", "2020")),
        (3, head("b", "2020")),
        (4, head("undated", "")),
        (5, head("a", "2019")),
        (6, head("e", "2019-05")),
    ];
    // 0, 2, 3 and 4 are of one group by each other, 5 and 6 of another.
    let leaders = [0, 1, 0, 2, 3, 5, 5];
    let expected = [vec!["b", "c", "d", "undated"], vec!["e", "a"]];
    assert_eq!(
        groups(&heads.map(|(at, head)| (at, (head, String::new()))).into(), &leaders),
        expected
    );
}
