//! Whether a token belongs to what a question names: its years, its places, its organisation.

use super::thresholds::{FEW_TOPICS, LEAST_CLOSENESS, LEAST_TITLE};
use super::weighing::{Scope, leans};
use crate::question::{AskedFor, LEXICON, NamedPlace, Unit, WantedNumber, places, years};
use corpus::sentences::ends_clause;

impl Scope<'_> {
    /// Whether the sentence is of the years that the question names.
    pub(super) fn of_the_years(&self) -> bool {
        let asked = &self.asked.years;
        if asked.is_empty() {
            return true;
        }
        let line = self.line;
        if let Some(column) = self.column().filter(|_| !years(line.header()).is_empty()) {
            return asked.iter().all(|year| years(column).contains(year));
        }
        // 行动方案（2023-2025年） is of no one year.
        let context = years(line.context);
        let stands_above = |year: &String| context.len() == 1 && context.contains(year);
        let whole = if line.row { line.text } else { &line.text[..self.end.max(self.token.end)] };
        let own = years(whole);
        let stated = |year: &String| {
            own.contains(year)
                || (own.is_empty()
                    && (stands_above(year)
                        || (leans(line.text) || !line.row) && years(line.before).contains(year)))
        };
        // In running text the last year before a number is the number's.
        let governs = years(self.before()).last().cloned();
        let other = governs.is_some_and(|year| !asked.contains(&year));
        asked.iter().all(stated) && (line.row || !other)
    }

    /// The column of the token, by its header.
    fn column(&self) -> Option<&str> {
        let column = self.before().matches('\t').count();
        self.line.header().split('\t').nth(column).filter(|_| self.line.row)
    }

    fn places(&self, text: &str) -> Vec<NamedPlace> {
        places(text, self.gazetteer)
    }

    /// Whether the document is about what is asked, as far as its title tells: a record of an
    /// organisation is about that one, and a document of another place about that place.
    pub(super) fn of_the_title(&self) -> bool {
        let line = self.line;
        let named = self.places(line.title);
        let mut name = line.title.to_owned();
        for place in named.iter().rev() {
            name.replace_range(place.start..place.end, "");
        }
        if line.record && self.title().max(self.asked_part(name)) < LEAST_TITLE {
            return false;
        }
        let asked = &self.asked.places;
        let own = |place: &NamedPlace| asked.contains(&place.name);
        asked.is_empty() || named.is_empty() || named.iter().any(own)
    }

    /// Whether the token belongs to the places that the question names, and to no other.
    pub(super) fn of_the_places(&self) -> bool {
        let asked = &self.asked.places;
        let numeric = matches!(
            self.asked.kind,
            AskedFor::Number | AskedFor::Ordinal | AskedFor::When | AskedFor::Duration
        );
        if asked.is_empty() || !numeric {
            return true;
        }
        let named =
            if self.line.row { self.places(self.line.text) } else { self.places(self.before()) };
        let last_clause = |start: usize| self.before()[start..].chars().any(ends_clause);
        let mut governing: Vec<&str> = Vec::new();
        for place in named.iter().rev() {
            // Clauses further back govern only where no nearer one names a place.
            if !self.line.row && !governing.is_empty() && last_clause(place.start) {
                break;
            }
            governing.push(&place.name);
        }
        let foreign = governing.iter().any(|name| !asked.iter().any(|place| place == name));
        let context = self.places(self.line.context);
        let there = |name: &String| named.iter().chain(&context).any(|place| place.name == *name);
        !foreign && asked.iter().all(there)
    }

    /// Whether what is counted is what the question names, and not some kind of it: 区块链企业 is
    /// no answer to 企业.
    pub(super) fn of_the_kind(&self) -> bool {
        let asked = self.asked;
        let topics = asked.terms.iter().filter(|term| !term.act && !term.names_place);
        let counts = matches!(asked.wanted, WantedNumber::Any | WantedNumber::Unit(_, Unit::Count));
        if asked.kind != AskedFor::Number || !counts || topics.count() > FEW_TOPICS {
            return true;
        }
        if self.closeness(&self.clause()) < LEAST_CLOSENESS {
            return false;
        }
        let text = &self.line.text[..self.end];
        let near = if self.line.row { 0 } else { self.before().rfind(ends_clause).unwrap_or(0) };
        let key = &asked.terms[asked.key];
        let last = key.forms.iter().filter_map(|form| text[near..].rfind(form.as_str())).max();
        last.is_none_or(|at| self.unmodified(&text[near..near + at]))
    }

    /// Whether nothing that the question lacks stands right before a noun.
    fn unmodified(&self, before: &str) -> bool {
        let vocabulary = self.asked.vocabulary();
        let light = |word: &str| LEXICON.light.contains(&word);
        let (mut rest, mut described) = (before, false);
        while let Some(word) = vocabulary.iter().find(|word| rest.ends_with(**word)) {
            // 全球公开的区块链专利: what stands before 的 may say more.
            if *word == "的" && described {
                return true;
            }
            described |= !light(word);
            rest = &rest[..rest.len() - word.len()];
        }
        !rest.ends_with(|c: char| c.is_alphabetic())
    }
}
