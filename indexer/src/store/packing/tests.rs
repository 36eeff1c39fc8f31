//! What is packed comes back, with and without dictionaries, or is told to be damaged.

use std::fs;

use super::*;

/// Texts of a kind, as alike as those of a library are.
fn texts(kind: &str, bytes: usize) -> Vec<String> {
    let mut state = 1_u32;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16
    };
    let mut texts: Vec<String> = Vec::new();
    let mut made = 0;
    while made < bytes {
        let text: String = (0..150).map(|_| format!("{kind}{}，", random() % 5000)).collect();
        made += text.len();
        texts.push(text);
    }
    texts
}

/// Packs texts; returns them with what they became.
fn packed(packer: &mut Packer<String>, texts: Vec<String>) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for text in texts {
        all.extend(packer.pack(text.clone(), text).unwrap());
    }
    all.extend(packer.rest().unwrap());
    all
}

fn check(dir: &Path, packed: &[(String, Vec<u8>)]) {
    let unpacker = Unpacker::open(dir);
    for (text, frame) in packed {
        assert_eq!(&unpacker.unpack(frame).unwrap(), text);
    }
}

#[test]
fn few_texts_have_no_dictionary() {
    let dir = tempfile::tempdir().unwrap();
    let mut packer = Packer::open(dir.path(), Vec::new()).unwrap();
    let packed = packed(&mut packer, ["", "区块链"].map(str::to_owned).to_vec());
    assert!(packer.dictionaries().is_empty());
    check(dir.path(), &packed);
}

#[test]
fn dictionaries_are_renewed_and_serve_the_next_run() {
    let dir = tempfile::tempdir().unwrap();
    let mut packer = Packer::open(dir.path(), Vec::new()).unwrap();
    let policies = packed(&mut packer, texts("政策", SAMPLE_BYTES));
    let first = packer.dictionaries().to_vec();
    let mut packer = Packer::open(dir.path(), first.clone()).unwrap();
    let more = packed(&mut packer, texts("政策", SAMPLE_BYTES));
    assert_eq!(packer.dictionaries(), first);
    let others = packed(&mut packer, texts("organization ", RENEWAL_BYTES));
    assert_eq!(packer.dictionaries().len(), 2);
    let bytes = |packed: &[(String, Vec<u8>)]| {
        packed.iter().map(|(_, frame)| frame.len()).sum::<usize>() as f64 / packed.len() as f64
    };
    let (before, after) = others.split_at(others.len() / 2);
    assert!(bytes(&after[after.len() / 2..]) <= bytes(before));
    for packed in [policies, more, others] {
        check(dir.path(), &packed);
    }
}

#[test]
fn dictionaries_read_ahead_outlive_their_files() {
    let dir = tempfile::tempdir().unwrap();
    let mut packer = Packer::open(dir.path(), Vec::new()).unwrap();
    let packed = packed(&mut packer, texts("政策", SAMPLE_BYTES));
    let unpacker = Unpacker::open(dir.path());
    unpacker.read_ahead(packer.dictionaries()).unwrap();
    fs::remove_file(dictionary_path(dir.path(), packer.dictionaries()[0])).unwrap();
    assert_eq!(unpacker.unpack(&packed[0].1).unwrap(), packed[0].0);
    assert!(Unpacker::open(dir.path()).read_ahead(packer.dictionaries()).is_err());
}

#[test]
fn damage_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let mut packer = Packer::open(dir.path(), Vec::new()).unwrap();
    let packed = packed(&mut packer, texts("政策", SAMPLE_BYTES));
    let id = packer.dictionaries()[0];
    let frame = &packed[0].1;
    let unpacker = Unpacker::open(dir.path());
    for broken in [&frame[..0], &frame[..3], &frame[..frame.len() - 1], b"not packed"] {
        assert!(unpacker.unpack(broken).is_err());
    }
    fs::remove_file(dictionary_path(dir.path(), id)).unwrap();
    assert!(Unpacker::open(dir.path()).unpack(frame).is_err());
}
