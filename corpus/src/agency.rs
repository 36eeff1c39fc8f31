//! Agencies: the names a source states become the short canonical names that
//! the office uses.

use crate::describe::infer;
use crate::document::Document;
use crate::entity;
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
    if settled.is_empty()
        && let Some((name, words)) = issuer_in_title(&document.title, gazetteer)
    {
        infer(document, "agency", &words);
        settled.push(name);
    }
    document.agency = settled.first().cloned();
    document.agencies = settled;
}

/// The agency that a title names as its issuer (国务院办公厅关于…, 工业和信息化部等七部门关于…),
/// and the words that do.
fn issuer_in_title(title: &str, gazetteer: &Gazetteer) -> Option<(String, String)> {
    let (issuer, _) = title.split_once("关于").filter(|(issuer, _)| !issuer.is_empty())?;
    let first = *entity::leading(issuer, gazetteer).first()?;
    (first.name.entity == Entity::Agency)
        .then(|| (first.name.canonical.clone(), issuer.chars().take(first.end).collect()))
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
