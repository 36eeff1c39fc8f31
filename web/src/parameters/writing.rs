//! From a search request to the query string of a link, and the requests that links lead to.
//! Values that say nothing new are left out, so that addresses stay short.

use form_urlencoded::Serializer;
use report::citation::Form;
use search::{FilterField, Having, HealthTopic, ReadField, Scope, Sort, VersionsListed};

use super::counting::MAX_TOP;
use super::{DEFAULT_LIMIT, Parameters, filters};

impl Parameters {
    /// All parameters in a fixed order.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let request = &self.request;
        let mut pairs = Vec::new();
        if !request.query.is_empty() {
            pairs.push(("q", request.query.clone()));
        }
        if request.scope != Scope::default() {
            pairs.push(("in", request.scope.to_string()));
        }
        pairs.extend(request.within.iter().map(|text| ("within", text.clone())));
        pairs.extend(filters::entries(&request.filters));
        pairs.extend(request.ignore.iter().map(|field| ("ignore", field.to_string())));
        pairs.extend(request.sort.map(|sort| ("sort", sort.to_string())));
        if request.limit != DEFAULT_LIMIT {
            pairs.push(("limit", request.limit.to_string()));
        }
        if request.offset != 0 {
            pairs.push(("offset", request.offset.to_string()));
        }
        if request.literal {
            pairs.push(("literal", "1".to_owned()));
        }
        if !request.synonyms {
            pairs.push(("no-synonyms", "1".to_owned()));
        }
        pairs.extend(request.versions.map(|way| ("versions", way.to_string())));
        if self.fixed_today {
            pairs.push(("today", request.today.to_string()));
        }
        pairs
    }

    /// The address of a page or an API call for this search.
    pub(crate) fn href(&self, path: &str) -> String {
        address(path, &self.pairs())
    }

    /// The address of a document, found by this search.
    pub(crate) fn document_href(&self, id: &str) -> String {
        address("/doc", &self.pairs_of_document(id))
    }

    /// The parameters of that address.
    pub(crate) fn pairs_of_document(&self, id: &str) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("id", id.to_owned())];
        pairs.extend(self.pairs());
        pairs
    }

    /// The address of two documents side by side, one of which was found by this search.
    pub(crate) fn comparison_href(&self, first: &str, second: &str) -> String {
        let mut pairs = vec![("a", first.to_owned()), ("b", second.to_owned())];
        pairs.extend(self.pairs());
        address("/compare", &pairs)
    }

    /// The address of the counts of this search as a file, by one field or two, with all values.
    pub(crate) fn counts_href(&self, by: &[FilterField], format: &str) -> String {
        let by: Vec<&str> = by.iter().map(|field| field.facet()).collect();
        let mut pairs = self.at(0).pairs();
        let own =
            [("by", by.join(",")), ("top", MAX_TOP.to_string()), ("format", format.to_owned())];
        pairs.extend(own);
        address("/api/v1/counts", &pairs)
    }

    /// The address of the feed of this search, whatever its order and its place in the list.
    pub(crate) fn feed_href(&self) -> String {
        self.feed_part_href(0)
    }

    /// The address of the part of the feed that begins with a document of the list.
    pub(crate) fn feed_part_href(&self, offset: usize) -> String {
        let mut followed = self.listing(None).with_limit(DEFAULT_LIMIT).at(offset);
        followed.request.sort = None;
        followed.href("/feed")
    }

    /// The address of the citations of all documents of this search, in a form.
    pub(crate) fn references_href(&self, form: Form) -> String {
        let mut pairs = vec![("format", form.to_string())];
        pairs.extend(self.at(0).pairs());
        address("/cite", &pairs)
    }

    /// The address of the list of all values of a facet that this search has.
    pub(crate) fn facet_href(&self, field: FilterField) -> String {
        self.facet_page_href(field, "", 0)
    }

    /// The address of a page of that list, of the values that contain a text.
    pub(crate) fn facet_page_href(&self, field: FilterField, find: &str, page: usize) -> String {
        let mut pairs = vec![("field", filters::parameter(field).to_owned())];
        if !find.is_empty() {
            pairs.push(("find", find.to_owned()));
        }
        if page > 0 {
            pairs.push(("page", page.to_string()));
        }
        pairs.extend(self.rewound().pairs());
        address("/facet", &pairs)
    }

    /// What a form for a new query keeps: not the old query, nor what was said about its words or
    /// asked of its results, nor the place in them.
    pub(crate) fn kept_by_form(&self) -> Vec<(&'static str, String)> {
        self.kept_beside(&["q", "in", "within", "ignore", "literal", "no-synonyms"])
    }

    /// What a form keeps that says something about these parameters; its answer begins with the
    /// first hit.
    pub(crate) fn kept_beside(&self, said: &[&str]) -> Vec<(&'static str, String)> {
        self.rewound().pairs().into_iter().filter(|(name, _)| !said.contains(name)).collect()
    }

    /// Whether nothing is asked for: no query, no filter, and no place, order or form of a list.
    pub(crate) fn is_start(&self) -> bool {
        let says_nothing = ["today", "literal", "no-synonyms", "in", "ignore"];
        let pairs = self.pairs();
        pairs.iter().all(|(name, value)| says_nothing.contains(name) || value.trim().is_empty())
    }

    /// The same search for a condition less within its results.
    pub(crate) fn without_within(&self, text: &str) -> Parameters {
        let mut changed = self.rewound();
        changed.request.within.retain(|known| known != text);
        changed
    }

    /// The same search where words are looked for elsewhere.
    pub(crate) fn in_scope(&self, scope: Scope) -> Parameters {
        let mut changed = self.rewound();
        changed.request.scope = scope;
        changed
    }

    /// The filters as pairs of parameter and value.
    pub(crate) fn filters(&self) -> Vec<(&'static str, String)> {
        filters::entries(&self.request.filters)
    }

    /// The same search with exactly these filters, from its first hit on.
    pub(crate) fn with_filters<'a>(
        &self,
        entries: impl IntoIterator<Item = &'a (&'static str, String)>,
    ) -> Parameters {
        let mut changed = self.rewound();
        let today = changed.request.today;
        changed.request.filters = search::Filters::default();
        for (name, value) in entries {
            // A value that a facet shows but a filter cannot take is passed over.
            filters::add(&mut changed.request.filters, name, value, today);
        }
        changed
    }

    /// The same search for those of its documents that have these values besides.
    pub(crate) fn having(&self, values: impl IntoIterator<Item = Having>) -> Parameters {
        let mut changed = self.rewound();
        let has = &mut changed.request.filters.has;
        for value in values {
            if !has.contains(&value) {
                has.push(value);
            }
        }
        changed
    }

    /// The same search without what the program read out of the query.
    pub(crate) fn ignoring(&self, field: impl Into<ReadField>) -> Parameters {
        let field = field.into();
        let mut changed = self.rewound();
        if !changed.request.ignore.contains(&field) {
            changed.request.ignore.push(field);
        }
        changed
    }

    /// The same search with what the program reads out of the query in place again.
    pub(crate) fn heeding(&self, field: ReadField) -> Parameters {
        let mut changed = self.rewound();
        changed.request.ignore.retain(|&ignored| ignored != field);
        changed
    }

    /// The same search for another query.
    pub(crate) fn asking(&self, query: &str) -> Parameters {
        let mut changed = self.rewound();
        query.clone_into(&mut changed.request.query);
        changed
    }

    /// The same search by the words alone, or also by their synonyms.
    pub(crate) fn with_synonyms(&self, on: bool) -> Parameters {
        let mut changed = self.rewound();
        changed.request.synonyms = on;
        changed
    }

    /// The same search in another order.
    pub(crate) fn sorted(&self, sort: Sort) -> Parameters {
        let mut changed = self.rewound();
        changed.request.sort = Some(sort);
        changed
    }

    /// The same search with the versions of one document listed in another way.
    pub(crate) fn listing(&self, versions: Option<VersionsListed>) -> Parameters {
        let mut changed = self.rewound();
        changed.request.versions = versions;
        changed
    }

    /// The same search with pages of another size.
    pub(crate) fn with_limit(&self, limit: usize) -> Parameters {
        let mut changed = self.rewound();
        changed.request.limit = limit;
        changed
    }

    /// Another page of the same result.
    pub(crate) fn at(&self, offset: usize) -> Parameters {
        let mut changed = self.clone();
        changed.request.offset = offset;
        changed
    }

    fn rewound(&self) -> Parameters {
        self.at(0)
    }
}

/// The address of a document as JSON.
pub(crate) fn document_json_href(id: &str) -> String {
    address("/api/v1/document", &[("id", id.to_owned())])
}

/// The address of two documents compared as a file of a format, with what is the same where all is
/// wanted.
pub(crate) fn comparison_file_href(ids: [&str; 2], format: &str, all: bool) -> String {
    let mut pairs = vec![("a", ids[0].to_owned()), ("b", ids[1].to_owned())];
    pairs.push(("format", format.to_owned()));
    pairs.extend(all.then(|| ("all", "1".to_owned())));
    address("/api/v1/compare", &pairs)
}

/// The address of the citation of a document in a form.
pub(crate) fn cite_href(id: &str, form: Form) -> String {
    address("/cite", &[("id", id.to_owned()), ("format", form.to_string())])
}

/// The address of a document's original, by the place of its source.
pub(crate) fn original_href(id: &str, source: usize) -> String {
    address("/original", &[("id", id.to_owned()), ("source", source.to_string())])
}

/// The address of a page of the findings of a kind, counted from 0.
pub(crate) fn findings_href(topic: HealthTopic, page: usize) -> String {
    let page = (page > 0).then(|| ("page", (page + 1).to_string()));
    address("/check", &[("section", topic.to_string())].into_iter().chain(page).collect::<Vec<_>>())
}

/// The address of the findings of a kind, or of all, as a table for spreadsheets.
pub(crate) fn findings_csv_href(topic: Option<HealthTopic>) -> String {
    let section = topic.map_or_else(|| "all".to_owned(), |topic| topic.to_string());
    address("/api/v1/check", &[("section", section), ("format", "csv".to_owned())])
}

pub(super) fn address(path: &str, pairs: &[(&'static str, String)]) -> String {
    if pairs.is_empty() {
        return path.to_owned();
    }
    let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{path}?{query}")
}
