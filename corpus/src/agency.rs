//! Agencies: the names a source states become the short canonical names that
//! the office uses.

use crate::document::Document;
use crate::gazetteer::{Entity, Gazetteer};

/// Ends of names that mark the association of an industry and no part of government.
const ASSOCIATIONS: [&str; 5] = ["协会", "学会", "商会", "联盟", "联合会"];

/// Makes the stated agencies canonical, each once, the lead one first.
pub(crate) fn settle(document: &mut Document, gazetteer: &Gazetteer) {
    let mut settled: Vec<String> = Vec::new();
    for stated in std::mem::take(&mut document.agencies) {
        let name = canonical(&stated, gazetteer).unwrap_or(stated);
        if !settled.contains(&name) {
            settled.push(name);
        }
    }
    document.agency = settled.first().cloned();
    document.agencies = settled;
}

/// The canonical name of an agency; a district that issues documents (宝山区, 宝山区人民政府)
/// stands for itself.
pub fn canonical(name: &str, gazetteer: &Gazetteer) -> Option<String> {
    let government = name.strip_suffix("人民政府").filter(|district| !district.is_empty());
    gazetteer
        .canonical(Entity::Agency, name)
        .or_else(|| gazetteer.canonical(Entity::District, name))
        .or_else(|| gazetteer.canonical(Entity::District, government?))
        .map(str::to_owned)
}

/// Whether the name is that of an association.
pub fn is_association(name: &str) -> bool {
    ASSOCIATIONS.iter().any(|end| name.ends_with(end))
}
