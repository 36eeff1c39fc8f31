//! What goes into a search and what comes out of it: the request that the command line and the web
//! make, and the objects that they print. Every field of an object is always present.

mod budget;
mod completion;
mod counts;
mod explanation;
mod facets;
mod field;
mod filters;
mod health;
mod hit;
mod links;
mod notice;
mod offset;
mod read_field;
mod request;
mod response;
mod schema;

pub use budget::Budget;
pub use completion::{Completion, CompletionKind};
pub use counts::{CountBy, CountTable, Counted, CountedBy, CountedField, CountedValue, Counts};
pub use explanation::{
    ExplainedDocument, ExplainedFilter, ExplainedWord, Explanation, PlannedWord,
};
pub use facets::{Facet, FacetValue, Facets};
pub use field::{ByField, FilterField};
pub use filters::{Filters, Having};
pub use health::{
    Corrected, Doubtful, Ended, Health, HealthLine, HealthSection, HealthTopic, Lacking, Missing,
    MissingField, SeveralSources,
};
pub use hit::{Hit, Marked, NearHit, Ranked, Snippet, Version};
pub use links::{DocumentEntry, LinkedDocument, Links, NamedDocument};
pub use notice::{Notice, NoticeCode};
pub(crate) use offset::ByteOffset;
pub use offset::CharOffset;
pub use read_field::ReadField;
pub use request::{MAX_LIMIT, Request, Scope, Sort, VersionsListed};
pub use response::{Answer, Applied, Excluded, Intent, Receipt, Response, Understood, WayOut};
