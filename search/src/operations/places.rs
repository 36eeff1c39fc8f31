//! Where agencies are whose names do not say so: 市科委 is known in one city, and in a library of
//! several places it could be of any.

use std::collections::{BTreeSet, HashMap};

use corpus::gazetteer::Entity;

use crate::message::FilterField;
use crate::snapshot::Snapshot;

/// The places of the agencies of a library, by the agency, as far as the gazetteer has them and
/// names do not say them; none where all agencies are of one place.
pub(crate) fn agency_places(snapshot: &Snapshot) -> HashMap<String, String> {
    let agencies = &snapshot.facets.values[FilterField::AGENCIES];
    let names = snapshot.gazetteer.names().iter();
    let regions: Vec<&str> = names
        .filter(|name| name.entity == Entity::Region)
        .map(|name| name.name.as_str())
        .filter(|name| name.ends_with(['省', '市', '区']))
        .collect();
    let mut of_library = BTreeSet::new();
    let mut places = HashMap::new();
    for agency in agencies {
        let known = snapshot.gazetteer.lookup(Entity::Agency, agency);
        if let Some(place) = known.and_then(|name| name.parent.as_deref()) {
            of_library.insert(place);
            let short = place.trim_end_matches(['省', '市']);
            if !agency.contains(short) {
                places.insert(agency.clone(), short.to_owned());
            }
        } else {
            of_library.extend(regions.iter().find(|region| agency.starts_with(**region)));
        }
    }
    if of_library.len() > 1 { places } else { HashMap::new() }
}
