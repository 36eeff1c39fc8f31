//! What a caller can ask of a snapshot: a search, why it finds what it finds, the links of a
//! document, counts, the health of the library, a bare ranking; and the measures of rankings.

mod counting;
pub mod evaluation;
mod explain;
mod health;
mod links;
mod marking;
mod nearest;
mod planning;
mod rank;
mod search;
mod similar;
mod suggestion;

pub(crate) use counting::count;
pub(crate) use explain::explain;
pub(crate) use health::check;
pub(crate) use links::links;
pub(crate) use marking::marking;
pub(crate) use rank::rank;
pub(crate) use search::search;
