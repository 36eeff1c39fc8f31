//! How documents are packed for the index: each by itself, so that one is unpacked without its
//! neighbours, and with a dictionary of what they have in common, without which they would take a
//! quarter more, and short ones half.
//!
//! A packed document is a zstd frame, which names the dictionary that it needs by its id.
//! Dictionaries are files beside the Tantivy index: the first is made of the first documents, and
//! from time to time a new one of the latest, for a library holds many kinds of text.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use zstd::bulk::Compressor;
use zstd::dict::DecoderDictionary;
use zstd::zstd_safe::{self, DCtx};

use crate::error::{Damage, Error, Result};
use crate::store::sealed;

/// Compression: 7 is a quarter slower and saves nothing, 5 takes a tenth more bytes for short texts.
const LEVEL: i32 = 6;
/// Bytes of text that a dictionary is made of.
const SAMPLE_BYTES: usize = 4 << 20;
/// With less text than this no dictionary is made.
const LEAST_SAMPLE_BYTES: usize = 256 << 10;
/// A dictionary takes this part of its sample, but not more than [`MOST_DICTIONARY_BYTES`].
const DICTIONARY_PART: usize = 32;
const MOST_DICTIONARY_BYTES: usize = 112 << 10;
/// After so many bytes of text a run makes a new one: often enough for texts of other kinds, and a
/// twentieth of the time that indexing them takes.
const RENEWAL_BYTES: usize = 32 << 20;
/// No document is longer, in bytes; a frame that says so is damaged.
const MOST_BYTES: u64 = 1 << 30;

/// The id of a dictionary, which zstd makes of its content.
pub(crate) type DictionaryId = NonZero<u32>;

/// Packs texts; `T` is what goes with each.
pub(crate) struct Packer<T> {
    dir: PathBuf,
    compressor: Compressor<'static>,
    /// The dictionaries of the generation, the one in use last.
    dictionaries: Vec<DictionaryId>,
    /// Texts that wait for the first dictionary.
    waiting: Vec<(T, String)>,
    sample: Sample,
    /// Bytes of text packed in this run.
    packed: usize,
    /// The next dictionary is made when there are so many.
    renewal: usize,
}

/// Texts, one after the other.
#[derive(Default)]
struct Sample {
    text: Vec<u8>,
    sizes: Vec<usize>,
}

impl Sample {
    fn add(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
        self.sizes.push(text.len());
    }

    fn dictionary(&self) -> Option<Vec<u8>> {
        let size = (self.text.len() / DICTIONARY_PART).min(MOST_DICTIONARY_BYTES);
        if self.text.len() < LEAST_SAMPLE_BYTES {
            return None;
        }
        // It fails where texts are too few or too much alike.
        zstd::dict::from_continuous(&self.text, &self.sizes, size).ok()
    }
}

impl<T> Packer<T> {
    /// A packer for a generation that has these dictionaries already, the newest last.
    ///
    /// # Errors
    /// When the newest is missing or damaged, or cannot be read.
    pub(crate) fn open(dir: &Path, dictionaries: Vec<DictionaryId>) -> Result<Packer<T>> {
        let mut compressor = Compressor::new(LEVEL).map_err(Error::folder(dir))?;
        if let Some(id) = dictionaries.last() {
            let path = dictionary_path(dir, *id);
            let dictionary = sealed::read(&path)?;
            compressor.set_dictionary(LEVEL, &dictionary).map_err(Error::folder(&path))?;
        }
        Ok(Packer {
            dir: dir.to_path_buf(),
            compressor,
            dictionaries,
            waiting: Vec::new(),
            sample: Sample::default(),
            packed: 0,
            renewal: RENEWAL_BYTES,
        })
    }

    /// The dictionaries of the generation, the one in use last.
    pub(crate) fn dictionaries(&self) -> &[DictionaryId] {
        &self.dictionaries
    }

    /// Takes a text; returns those that are packed now, in order: none as long as they wait for the
    /// first dictionary.
    ///
    /// # Errors
    /// When a new dictionary cannot be written, or there is no memory.
    pub(crate) fn pack(&mut self, with: T, text: String) -> io::Result<Vec<(T, Vec<u8>)>> {
        self.packed += text.len();
        let waits = self.dictionaries.is_empty();
        if waits || self.packed + SAMPLE_BYTES > self.renewal {
            self.sample.add(&text);
        }
        if waits {
            self.waiting.push((with, text));
            let enough = self.sample.text.len() >= SAMPLE_BYTES;
            return if enough { self.rest() } else { Ok(Vec::new()) };
        }
        if self.packed > self.renewal {
            self.renewal += RENEWAL_BYTES;
            self.renew()?;
        }
        Ok(vec![(with, self.compressor.compress(text.as_bytes())?)])
    }

    /// Packs the texts that wait.
    ///
    /// # Errors
    /// As [`Packer::pack`].
    pub(crate) fn rest(&mut self) -> io::Result<Vec<(T, Vec<u8>)>> {
        let waiting = std::mem::take(&mut self.waiting);
        if !waiting.is_empty() {
            self.renew()?;
        }
        let compressor = &mut self.compressor;
        let pack = |(with, text): (T, String)| Ok((with, compressor.compress(text.as_bytes())?));
        waiting.into_iter().map(pack).collect()
    }

    /// Goes on with a dictionary of the sample, where one can be made of it.
    fn renew(&mut self) -> io::Result<()> {
        let Some(dictionary) = std::mem::take(&mut self.sample).dictionary() else { return Ok(()) };
        let Some(id) = zstd_safe::get_dict_id(&dictionary) else { return Ok(()) };
        // Of another one with this id texts are in need.
        if self.dictionaries.contains(&id) {
            return Ok(());
        }
        sealed::write(&dictionary_path(&self.dir, id), &dictionary)?;
        self.compressor.set_dictionary(LEVEL, &dictionary)?;
        self.dictionaries.push(id);
        Ok(())
    }
}

/// Unpacks texts.
pub(crate) struct Unpacker {
    dir: PathBuf,
    /// Those that were needed so far.
    dictionaries: RwLock<HashMap<DictionaryId, Arc<DecoderDictionary<'static>>>>,
}

thread_local! {
    /// To make one takes as long as to unpack a short text.
    static CONTEXT: RefCell<DCtx<'static>> = RefCell::new(DCtx::create());
}

impl Unpacker {
    /// Unpacks what was packed in the generation that is in a folder.
    pub(crate) fn open(dir: &Path) -> Unpacker {
        Unpacker { dir: dir.to_path_buf(), dictionaries: RwLock::default() }
    }

    /// Reads dictionaries ahead, so that texts can be unpacked also when the generation is gone.
    ///
    /// # Errors
    /// When one is missing or damaged, or cannot be read.
    pub(crate) fn read_ahead(&self, dictionaries: &[DictionaryId]) -> Result<()> {
        dictionaries.iter().try_for_each(|id| self.dictionary(*id).map(drop))
    }

    /// The text of a frame.
    ///
    /// # Errors
    /// When the frame is damaged, or its dictionary cannot be read.
    pub(crate) fn unpack(&self, frame: &[u8]) -> Result<String> {
        let damaged = |damage| Error::damaged(&self.dir)(damage);
        let size = zstd_safe::get_frame_content_size(frame).ok().flatten();
        let size = size.filter(|&size| size <= MOST_BYTES);
        let size = size.ok_or_else(|| damaged(Damage::NotPacked))?;
        let mut text = Vec::with_capacity(size as usize);
        let unpacked = match zstd_safe::get_dict_id_from_frame(frame) {
            None => CONTEXT.with_borrow_mut(|context| context.decompress(&mut text, frame)),
            Some(id) => {
                let dictionary = self.dictionary(id)?;
                CONTEXT.with_borrow_mut(|context| {
                    context.decompress_using_ddict(&mut text, frame, dictionary.as_ddict())
                })
            }
        };
        let reason = |code| damaged(Damage::Packed(zstd_safe::get_error_name(code)));
        unpacked.map_err(reason)?;
        match simdutf8::basic::from_utf8(&text) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(damaged(Damage::NotText)),
        }
    }

    fn dictionary(&self, id: DictionaryId) -> Result<Arc<DecoderDictionary<'static>>> {
        let known = self.dictionaries.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(dictionary) = known.get(&id) {
            return Ok(Arc::clone(dictionary));
        }
        drop(known);
        let path = dictionary_path(&self.dir, id);
        let dictionary = DecoderDictionary::try_copy(&sealed::read(&path)?);
        let dictionary = Arc::new(dictionary.map_err(Error::folder(&path))?);
        let mut known = self.dictionaries.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(known.entry(id).or_insert(dictionary)))
    }
}

fn dictionary_path(dir: &Path, id: DictionaryId) -> PathBuf {
    dir.join(format!("{DICTIONARY}{id}"))
}

/// The dictionary whose file has a name; `None` for other files.
pub(crate) fn dictionary_id(name: &str) -> Option<DictionaryId> {
    name.strip_prefix(DICTIONARY)?.parse().ok()
}

const DICTIONARY: &str = "dictionary-";

#[cfg(test)]
mod tests;
