//! What a caller can ask of a snapshot: a search, why it finds what it finds, the links of a
//! document, counts, a list of all it finds, the health of the library, a bare ranking, questions to
//! begin with; and the measures of rankings.

mod compounds;
mod counting;
pub mod evaluation;
mod examples;
mod explain;
mod health;
mod links;
mod listing;
mod marking;
mod nearest;
mod places;
mod planning;
mod rank;
mod search;
mod similar;
mod suggestion;

pub(crate) use counting::count;
pub(crate) use examples::examples;
pub(crate) use explain::explain;
pub(crate) use health::check;
pub(crate) use links::links;
pub(crate) use listing::{Listed, Position, by_source, listing};
pub(crate) use marking::marking;
pub(crate) use places::agency_places;
pub(crate) use rank::rank;
pub(crate) use search::search;
