//! Who issued a document, as a reference names them: in full, with the place, and by the name that they
//! had then, which the document itself tells. What is counted and filtered by are the short names of
//! the office.

use corpus::agency;
use corpus::body::{Role, roles};
use corpus::document::Document;
use corpus::entity;
use corpus::gazetteer::{Entity, Gazetteer, Name, Relation};
use corpus::number;

/// Paragraphs at the top of a document that may name who issues.
const HEAD: usize = 8;

/// Characters of the longest line there that is no sentence.
const LONGEST_LINE: usize = 120;

/// What full names of the state begin with; references leave it out.
const STATE: &str = "中华人民共和国";

/// Beginnings of names that leave out the name of the place.
const PLACELESS: [char; 7] = ['市', '省', '区', '县', '州', '盟', '旗'];

/// Short words within names and the full ones.
const WORDS: [(&str, &str); 3] =
    [("人大常委会", "人民代表大会常务委员会"), ("人大", "人民代表大会"), ("政府", "人民政府")];

/// Those who issued a document, the lead one first.
pub(super) fn of(document: &Document, names: &Gazetteer) -> Vec<String> {
    let words = own_words(document);
    let year = document.date.or(document.dates.effective).map(|date| date.year());
    let fields = &document.fields;
    let all = match fields.agencies.as_slice() {
        [] => fields.agency.as_slice(),
        agencies => agencies,
    };
    all.iter()
        .map(|agency| {
            let known = Known { agency, region: &fields.region, names };
            known.as_written(&words).unwrap_or_else(|| known.in_full(year))
        })
        .collect()
}

/// Who issued, where nothing but their short names is known; `year`: when, `region`: the path of the
/// place that they issued for.
pub fn in_full(agency: &str, region: &[String], year: Option<i16>, names: &Gazetteer) -> String {
    Known { agency, region, names }.in_full(year)
}

/// What a document says of who issued it, what is surest first: whose number it has, what was taken for
/// a sign, who signs, the lines at its top, its title.
fn own_words(document: &Document) -> Vec<String> {
    let order = document.number.clone().filter(|number| number::is_order(number));
    let evidence = document.inferred.iter().filter(|inferred| {
        matches!(&*inferred.field, "agency" | "number" | "issued" | "date" | "published")
    });
    let evidence: String = evidence.map(|inferred| format!("{}\n", inferred.evidence)).collect();
    let passages = document.passages();
    let texts: Vec<&str> = passages.iter().map(|passage| &*passage.text).collect();
    let signed: Vec<&str> = roles(&texts)
        .into_iter()
        .zip(&texts)
        .filter_map(|(role, text)| (role == Role::Signature).then_some(*text))
        .collect();
    let is_line = |text: &&&str| !text.contains('。') && text.chars().count() <= LONGEST_LINE;
    let head: Vec<&str> = texts.iter().take(HEAD).filter(is_line).copied().collect();
    let lines = [evidence, signed.join("\n"), head.join("\n"), document.title.clone()];
    order.into_iter().chain(lines).collect()
}

/// An agency by the name that the office has for it.
#[derive(Clone, Copy)]
struct Known<'a> {
    agency: &'a str,
    /// The path of the region that the document is of.
    region: &'a [String],
    names: &'a Gazetteer,
}

impl<'a> Known<'a> {
    /// All its names; none where another region has an agency of that name (市财政局).
    fn all(self) -> Vec<&'a Name> {
        let is_it = |name: &&Name| name.entity == Entity::Agency && name.canonical == self.agency;
        let all: Vec<&Name> = self.names.names().iter().filter(is_it).collect();
        let parent = all.iter().find_map(|name| name.parent.as_ref());
        let is_foreign =
            parent.is_some_and(|own| !self.region.is_empty() && !self.region.contains(own));
        if is_foreign { Vec::new() } else { all }
    }

    /// The name that some words give it; the longest of those that are first to give any.
    fn as_written(self, words: &[String]) -> Option<String> {
        let all = self.all();
        if all.is_empty() {
            let names = self.unknown();
            return words
                .iter()
                .find_map(|text| names.iter().find(|name| text.contains(name.as_str())).cloned());
        }
        let written = words.iter().find_map(|text| {
            let mentions = entity::mentions(text, self.names);
            let own = mentions
                .iter()
                .map(|mention| mention.name)
                .filter(|name| name.entity == Entity::Agency && name.canonical == self.agency);
            own.max_by_key(|name| name.name.chars().count())
        })?;
        Some(match (written.relation, &written.parent) {
            (Relation::Full, _) | (Relation::Name, None) => formal(&written.name),
            (Relation::Former | Relation::Merged, place) => placed(&written.name, place.as_deref()),
            (Relation::Name | Relation::Short, _) => full(&all, self.agency),
        })
    }

    /// Its name by the year.
    fn in_full(self, year: Option<i16>) -> String {
        let all = self.all();
        if all.is_empty() {
            return self.district().or_else(|| self.unknown().pop()).unwrap_or_default();
        }
        let before =
            |name: &&&Name| year.is_some_and(|year| name.since.is_some_and(|since| since > year));
        // Of what was merged into it nothing but the document says which it was.
        let is_former = |name: &&&Name| name.relation == Relation::Former && before(name);
        let former: Vec<&Name> = all.iter().filter(is_former).copied().collect();
        let first = former.iter().filter_map(|name| name.since).min();
        let then = former.into_iter().filter(|name| name.since == first);
        match then.max_by_key(|name| name.name.chars().count()) {
            Some(then) => placed(&then.name, then.parent.as_deref()),
            None => full(&all, self.agency),
        }
    }

    /// A district of the office's city, with the city.
    fn district(self) -> Option<String> {
        let is_full = |name: &&Name| {
            name.entity == Entity::District
                && name.canonical == self.agency
                && name.relation == Relation::Full
        };
        self.names.names().iter().find(is_full).map(|name| name.name.clone())
    }

    /// The names that an agency may have that the gazetteer does not know, the fullest first, the
    /// likeliest last.
    fn unknown(self) -> Vec<String> {
        let formal_name = formal(self.agency);
        let Some(end) = self.agency.chars().next().filter(|start| PLACELESS.contains(start)) else {
            let full = formal(&agency::in_full(self.agency));
            return vec![format!("{}人民政府", self.agency), full, formal_name];
        };
        let place = self.region.iter().rev().find(|place| place.ends_with(end));
        let place = place.map_or("", String::as_str);
        let rest = &self.agency[if place.is_empty() { 0 } else { end.len_utf8() }..];
        [agency::in_full(rest), rest.to_owned()]
            .map(|rest| formal(&format!("{place}{rest}")))
            .into()
    }
}

/// The official name: 市科委 is 上海市科学技术委员会.
fn full(all: &[&Name], agency: &str) -> String {
    let is_full = |name: &&&Name| {
        matches!(name.relation, Relation::Full | Relation::Name) && !name.name.starts_with(STATE)
    };
    let longest = all.iter().filter(is_full).max_by_key(|name| name.name.chars().count());
    formal(longest.map_or(agency, |name| &name.name))
}

/// A former name with its place: 市信息委 of 上海市 is 上海市信息委.
fn placed(name: &str, place: Option<&str>) -> String {
    let rest = place.and_then(|place| Some((place, name.strip_prefix(place.chars().last()?)?)));
    formal(&rest.map_or_else(|| name.to_owned(), |(place, rest)| format!("{place}{rest}")))
}

/// A name without contractions: 山东省政府 is 山东省人民政府.
fn formal(name: &str) -> String {
    let name = name.strip_prefix(STATE).filter(|rest| !rest.is_empty()).unwrap_or(name);
    WORDS.iter().fold(name.to_owned(), |name, (short, full)| {
        if name.contains(full) { name } else { name.replace(short, full) }
    })
}

#[cfg(test)]
mod tests {
    use corpus::document::{Block, Inference};

    use super::*;

    fn document(agencies: &[&str], number: &str, date: &str, lines: &[&str]) -> Document {
        let mut document = Document::default();
        document.fields.agencies = agencies.iter().map(|&name| name.to_owned()).collect();
        document.fields.number = Some(number.to_owned()).filter(|number| !number.is_empty());
        document.fields.date = date.parse().ok();
        for line in lines {
            document.push_block(Block::Paragraph((*line).to_owned()));
        }
        document
    }

    #[test]
    fn issuers_are_named_as_the_document_does() {
        type Case<'a> = (&'a [&'a str], &'a str, &'a str, &'a [&'a str], &'a [&'a str]);
        let cases: [Case<'_>; 10] = [
            // In full, with the place.
            (&["市科委"], "沪科〔2025〕5号", "2025", &["现通知如下。"], &["上海市科学技术委员会"]),
            (&["市人大常委会"], "", "2021", &[], &["上海市人民代表大会常务委员会"]),
            (&["江城省政府"], "", "2021", &[], &["江城省人民政府"]),
            // By the name of then: of the order, of the signature, of the year.
            (&["住房城乡建设部"], "建设部令第112号", "2002", &[], &["建设部"]),
            (
                &["农业农村部", "国家监委"],
                "农经发〔2011〕13号",
                "2011",
                &["农业部 监察部关于印发《规定》的通知"],
                &["农业部", "监察部"],
            ),
            (&["农业农村部"], "", "2011", &[], &["农业部"]),
            (&["农业农村部"], "", "2020", &[], &["农业农村部"]),
            // As they sign.
            (
                &["国家发展改革委", "科技部"],
                "",
                "2026",
                &["国家发展改革委", "科学技术部", "2026年4月18日"],
                &["国家发展改革委", "科学技术部"],
            ),
            // What is only spoken of says nothing.
            (&["自然资源部"], "", "2020", &["原国土资源部的规定停止执行。"], &["自然资源部"]),
            (&["静安区"], "", "2020", &[], &["上海市静安区"]),
        ];
        let names = Gazetteer::builtin();
        for (agencies, number, date, lines, expected) in cases {
            let document = document(agencies, number, date, lines);
            assert_eq!(of(&document, names), expected, "{agencies:?} {number} {lines:?}");
        }
    }

    #[test]
    fn a_name_without_its_place_is_of_the_region() {
        let mut document = document(&["滨江市财政局", "市卫健委", "市财政局"], "", "2024", &[]);
        document.fields.region = vec!["江城省".to_owned(), "滨江市".to_owned()];
        document.inferred.push(Inference {
            field: "agency".to_owned(),
            evidence: "滨江市财政局 滨江市卫生健康委员会".to_owned(),
        });
        let expected = ["滨江市财政局", "滨江市卫生健康委员会", "滨江市财政局"];
        assert_eq!(of(&document, Gazetteer::builtin()), expected);
    }
}
