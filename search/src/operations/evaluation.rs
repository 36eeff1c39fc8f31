//! Measuring the ranking on judged queries.
//!
//! The measures are those of trec_eval: nDCG with linear gains and a logarithmic discount
//! (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002), the
//! reciprocal rank of the first relevant document, and recall.

use std::collections::HashMap;

use serde::Serialize;

/// Judgements of one query: document id to grade; only grades above 0 are relevant.
pub type Judgements = HashMap<String, u32>;

/// Means over the judged queries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Measures {
    /// Queries that have a relevant document.
    pub queries: usize,
    /// nDCG of the first ten.
    pub ndcg_10: f64,
    /// Reciprocal rank of the first relevant document among the first ten.
    pub mrr_10: f64,
    /// Share of the relevant documents among the first ten.
    pub recall_10: f64,
    /// Share of the relevant documents among the first hundred.
    pub recall_100: f64,
}

/// Collects the measures query by query.
#[derive(Debug, Default)]
pub struct Evaluation {
    sum: Measures,
}

impl Evaluation {
    /// Adds a query's ranking, best first. A query without a relevant document does not count.
    pub fn add(&mut self, ranking: &[String], judgements: &Judgements) {
        let mut ideal: Vec<u32> = judgements.values().copied().filter(|grade| *grade > 0).collect();
        if ideal.is_empty() {
            return;
        }
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let grades: Vec<u32> =
            ranking.iter().map(|id| judgements.get(id).copied().unwrap_or(0)).collect();
        let recall = |depth: usize| {
            let found = grades.iter().take(depth).filter(|grade| **grade > 0).count();
            found as f64 / ideal.len() as f64
        };
        let first = grades.iter().take(10).position(|grade| *grade > 0);
        self.sum.queries += 1;
        self.sum.ndcg_10 += gain(&grades) / gain(&ideal);
        self.sum.mrr_10 += first.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        self.sum.recall_10 += recall(10);
        self.sum.recall_100 += recall(100);
    }

    /// The means so far.
    pub fn measures(&self) -> Measures {
        let queries = self.sum.queries.max(1) as f64;
        Measures {
            queries: self.sum.queries,
            ndcg_10: self.sum.ndcg_10 / queries,
            mrr_10: self.sum.mrr_10 / queries,
            recall_10: self.sum.recall_10 / queries,
            recall_100: self.sum.recall_100 / queries,
        }
    }
}

/// Discounted cumulative gain of the first ten.
fn gain(grades: &[u32]) -> f64 {
    let discounted = |(rank, grade): (usize, &u32)| f64::from(*grade) / ((rank + 2) as f64).log2();
    grades.iter().take(10).enumerate().map(discounted).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_of_known_rankings() {
        let judged: Judgements = [("a".to_owned(), 1), ("b".to_owned(), 1)].into();
        let cases: [(&[&str], f64, f64, f64); 4] = [
            (&["a", "b"], 1.0, 1.0, 1.0),
            (&["x", "a"], 0.386_852, 0.5, 0.5),
            (&["x", "y"], 0.0, 0.0, 0.0),
            (&["b", "x", "a"], 0.919_720, 1.0, 1.0),
        ];
        for (ranking, ndcg, mrr, recall) in cases {
            let mut evaluation = Evaluation::default();
            let ranking: Vec<String> = ranking.iter().map(|id| (*id).to_owned()).collect();
            evaluation.add(&ranking, &judged);
            evaluation.add(&ranking, &Judgements::new());
            let found = evaluation.measures();
            assert_eq!(found.queries, 1);
            assert!((found.ndcg_10 - ndcg).abs() < 1e-6, "{ranking:?}: {}", found.ndcg_10);
            assert_eq!((found.mrr_10, found.recall_10), (mrr, recall), "{ranking:?}");
        }
    }
}
