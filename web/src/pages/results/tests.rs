//! The search page of made-up results.

use corpus::Kind;
use corpus::document::{Inference, Source};
use corpus::fields::Fields;
use search::{
    Answer, Applied, CharOffset, FacetValue, Facets, FilterField, Hit, Notice, NoticeCode, Receipt,
    Snippet, Understood, WayOut,
};

use askama::Template;

use super::*;
use crate::parameters::{Reading, read};

/// A response with nothing in it.
pub(crate) fn response() -> Response {
    Response {
        query: String::new(),
        understood: Understood::default(),
        notices: Vec::new(),
        ways_out: Vec::new(),
        complete: true,
        total: 0,
        listed: 0,
        hits: Vec::new(),
        nearest: Vec::new(),
        facets: Facets::default(),
        answer: None,
        took_ms: 0.5,
    }
}

/// A filter that was read out of the query.
pub(crate) fn receipt(field: FilterField, value: &str, words: &str) -> Receipt {
    let (value, words) = (value.to_owned(), words.to_owned());
    Receipt {
        field: field.into(),
        value,
        words,
        start: CharOffset(0),
        end: CharOffset(1),
        applied: Applied::Filter,
    }
}

/// A policy of the district 静安区.
pub(crate) fn hit() -> Hit {
    Hit {
        id: "沪府〔2019〕1号/a&b".to_owned(),
        fields: Fields {
            kind: Kind::Policy,
            title: "静安区促进金融业开放发展举措".to_owned(),
            date: "2019-12".parse().ok(),
            district: Some("静安区".to_owned()),
            agency: Some("静安区".to_owned()),
            ..Fields::default()
        },
        score: 1.0,
        ..Hit::default()
    }
}

const HOSTILE: &str = "<script>alert('1')</script>\"&amp;";

fn hostile() -> Response {
    let text = || HOSTILE.to_owned();
    let mut hit = hit();
    hit.title_marked = vec![(text(), 0), (text(), 1)];
    hit.fields.number = Some(text());
    hit.fields.district = Some(text());
    hit.inferred = vec![Inference { field: "number".to_owned(), evidence: text() }];
    hit.snippets = vec![Snippet { section: Some(text()), marked: vec![(text(), 1)] }];
    hit.sources = vec![Source { file: text(), place: text() }];
    let marked = vec![(text(), 1)];
    Response {
        notices: vec![Notice { code: NoticeCode::Syntax, text: text(), words: text() }],
        answer: Some(Answer::Passage { marked, id: text(), section: Some(text()) }),
        total: 1,
        hits: vec![hit],
        ..response()
    }
}

fn rendered(query: &str, response: &Response) -> String {
    let Reading { parameters, unread, .. } = read(query);
    let beside = Beside {
        quoted: None,
        ways_out: WaysOut {
            choices: ways_out::of_readings(&parameters, response),
            are_pairs: false,
        },
        library: 67_774,
        places: &HashMap::new(),
        unread: &unread,
    };
    ResultsPage::new(&parameters, response, beside).render().unwrap()
}

#[test]
fn hostile_text_stays_text() {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("q", HOSTILE)
        .append_pair("agency", HOSTILE)
        .append_pair("<b>", HOSTILE)
        .finish();
    let html = rendered(&query, &hostile());
    assert!(!html.contains("<script>"), "{html}");
    assert!(!html.contains("\"&amp;\""), "{html}");
    assert!(html.contains("&#60;script&#62;"), "{html}");
}

#[test]
fn the_page_shows_the_state_of_the_search() {
    let mut listed = response();
    listed.hits = vec![hit()];
    let year = FacetValue { value: "2019".to_owned(), count: 3, selected: true };
    listed.facets[FilterField::DATES].values = vec![year];
    (listed.total, listed.listed) = (1041, 1041);
    let mut stuck = response();
    stuck.understood.receipts = vec![receipt(FilterField::DATES, "2018", "2018年")];
    stuck.ways_out = vec![WayOut { drop: FilterField::DATES, total: 2 }];
    let mut near = response();
    near.nearest = vec![NearHit { hit: hit(), lacks: vec!["低空".to_owned()] }];
    let mut counted = response();
    counted.answer = Some(Answer::Count { count: 21 });
    let mut cut_off = response();
    cut_off.complete = false;
    let cases = [
        ("q=a", &cut_off, "至少 <strong>0</strong> 篇"),
        ("q=a", &cut_off, "还没有找到，就停下了"),
        ("q=a", &listed, "<strong>1,041</strong> 篇"),
        ("q=a", &listed, "用时 0.5 毫秒"),
        ("q=a&year=2019&in=title", &listed, "<title>a；只查标题；年份 2019年 · 政策检索</title>"),
        ("q=a&year=2019&in=title", &listed, "<h1 class=\"asked\">a；只查标题；年份 2019年</h1>"),
        ("q=a&year=2019&within=b", &listed, "<span class=\"active\">2<"),
        ("q=a&within=b", &listed, "name=\"within\" value=\"b\""),
        ("q=a&in=title", &listed, "name=\"in\" value=\"title\" checked"),
        ("sort=date", &listed, "<h1 class=\"asked\">全部文件</h1>"),
        ("q=a&within=b", &near, "结果中找“b”，没有一篇全都符合"),
        ("q=a", &near, "浏览全部 67,774 篇文件"),
        ("q=a&offset=1040", &listed, "第 1,041–1,041 条"),
        ("q=a&offset=1040", &listed, "aria-current=\"page\""),
        ("q=a&year=2019", &listed, "年份：2019年"),
        ("q=a&year=2019", &listed, "name=\"year\" value=\"2019\""),
        (
            "q=a",
            &listed,
            "/doc?id=%E6%B2%AA%E5%BA%9C%E3%80%942019%E3%80%951%E5%8F%B7%2Fa%26b&#38;q=a",
        ),
        ("q=a", &near, "没有完全符合的；最接近的是"),
        ("q=a", &near, "<del>低空</del>"),
        ("q=a", &stuck, "<a href=\"/?q=a&#38;ignore=dates\">去掉时间限定（2018年）：2 篇</a>"),
        ("q=a", &stuck, "没有找到"),
        ("q=a", &counted, "共 <strong>21</strong> 项"),
    ];
    for (query, response, expected) in cases {
        let html = rendered(query, response);
        assert!(html.contains(expected), "{query}: no {expected} in {html}");
    }
}
