//! What comes out of files that readers of many kinds read.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;

use super::*;
use crate::error::Error;

fn files(count: usize) -> Vec<FileToRead> {
    let file = |number: usize| FileToRead {
        name: number.to_string(),
        hash: String::new(),
        bytes: 0,
        documents: 0,
    };
    (0..count).map(file).collect()
}

/// What comes out, a line each: the name of the file and the text, or its end.
fn read_all(files: &[FileToRead], read_file: &ReadFile<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    read_in_order(files, read_file, &mut |file, piece| {
        match piece {
            Piece::Content(Content::Problem(text) | Content::Notice(text)) => {
                lines.push(format!("{} {text}", file.name))
            }
            Piece::Content(Content::Working) => {}
            Piece::Content(Content::Document { .. }) => panic!("no document is read"),
            Piece::Wait => {}
            Piece::End => lines.push(format!("{} end", file.name)),
        }
        Ok(())
    })
    .unwrap();
    lines
}

#[test]
fn files_come_in_their_order_whoever_is_faster() {
    for count in [0, 1, 40] {
        let files = files(count);
        // More than may wait, and the first files take longest.
        let texts = WAITING + 2;
        let lines = read_all(&files, &|file, sink| {
            let number: usize = file.name.parse().unwrap();
            sleep(Duration::from_millis((count - number) as u64 / 4));
            for text in 0..texts {
                let _ = sink(Content::Problem(text.to_string()));
            }
        });
        let of_file = |number: usize| {
            let texts = (0..texts).map(move |text| format!("{number} {text}"));
            texts.chain([format!("{number} end")])
        };
        assert_eq!(lines, (0..count).flat_map(of_file).collect::<Vec<_>>());
    }
}

#[test]
fn a_reader_that_panics_is_a_problem_of_its_file() {
    let lines = read_all(&files(3), &|file, sink| {
        let _ = sink(Content::Problem("text".to_owned()));
        assert_ne!(file.name, "1", "this file makes its reader panic");
    });
    let crash = corpus::readers::Crash::Panic;
    let crashed = corpus::readers::Error::Crashed { path: "1".into(), crash };
    let crashed = format!("1 {crashed}");
    let expected = ["0 text", "0 end", "1 text", &crashed, "1 end", "2 text", "2 end"];
    assert_eq!(lines, expected);
}

#[test]
fn a_sink_that_breaks_off_ends_all_readers() {
    let files = files(20);
    let mut taken = 0;
    let read = read_in_order(
        &files,
        // Without end, unless it is told.
        &|_, sink| while sink(Content::Problem(String::new())).is_continue() {},
        &mut |_, _| {
            taken += 1;
            if taken < 100 { Ok(()) } else { Err(Error::Interrupted) }
        },
    );
    assert!(matches!(read, Err(Error::Interrupted)), "{read:?}");
    assert_eq!(taken, 100);
}

#[test]
fn while_nothing_comes_the_sink_is_asked() {
    let asked = AtomicBool::new(false);
    let read_file: &ReadFile<'_> = &|_, _| {
        while !asked.load(Ordering::Relaxed) {
            sleep(Duration::from_millis(1));
        }
    };
    read_in_order(&files(1), read_file, &mut |_, piece| {
        asked.fetch_or(matches!(piece, Piece::Wait), Ordering::Relaxed);
        Ok(())
    })
    .unwrap();
    assert!(asked.load(Ordering::Relaxed));
}
