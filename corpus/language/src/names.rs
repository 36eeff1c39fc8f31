//! Names in texts: the gazetteer, the best path of known words over a text, the names and cues
//! that it reads, and the names of agencies.

pub mod agency;
pub(crate) mod best_path;
pub mod cue;
pub mod division;
pub mod entity;
pub mod gazetteer;
