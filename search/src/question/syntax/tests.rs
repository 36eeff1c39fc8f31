//! How queries are parsed.

use super::*;

/// An expression in the manner of Lisp.
fn show(expression: &Expression) -> String {
    let list = |name: &str, inner: &[Expression]| {
        format!("({name} {})", inner.iter().map(show).collect::<Vec<_>>().join(" "))
    };
    match expression {
        Expression::Words(words) => words.text.clone(),
        Expression::Phrase(text) => format!("\"{text}\""),
        Expression::Field(named) => format!("{:?}={}", named.field, named.value),
        Expression::Not(inner) => format!("-{}", show(inner)),
        Expression::And(inner) => list("and", inner),
        Expression::Or(inner) => list("or", inner),
    }
}

#[test]
fn reads_queries() {
    let cases = [
        ("区块链 教育", "区块链 教育", ""),
        ("“信任基石” 上海", "\"信任基石\" 上海", ""),
        ("2017年度“科技创新行动计划”高新", "2017年度 \"科技创新行动计划\" 高新", ""),
        ("区块链 -金融", "区块链 -金融", ""),
        ("区块链 NOT 金融", "区块链 -金融", ""),
        ("-“供应链 金融”", "-\"供应链 金融\"", ""),
        ("2016-2018年", "2016-2018年", ""),
        ("区块链 OR 大数据 教育", "(or 区块链 (and 大数据 教育))", ""),
        ("区块链 或 大数据", "(or 区块链 大数据)", ""),
        ("中国或美国", "中国或美国", ""),
        ("(区块链 或 大数据) AND 教育", "(or 区块链 大数据) 教育", ""),
        ("目录（2017版）的通知", "目录（2017版）的通知", ""),
        ("标题：区块链 year:2018..2020", "Title=区块链 Year=2018..2020", ""),
        ("title:“供应链 创新”", "Title=供应链 创新", ""),
        ("文号:沪府发 2019 12", "Number=沪府发 2019 12", ""),
        ("文号:沪府发〔2019〕12号 区块链", "Number=沪府发〔2019〕12号 区块链", ""),
        ("文号:12号", "Number=12号", ""),
        ("http://example.org", "http://example.org", ""),
        ("(区块链", "区块链", "("),
        ("区块链)", "区块链", ")"),
        ("“区块链", "区块链", "“"),
        ("OR 区块链", "区块链", "OR"),
        ("区块链 或", "区块链", "或"),
        ("title: 区块链", "区块链", "title:"),
        ("区块链 -", "区块链 -", ""),
        ("", "", ""),
    ];
    for (text, expected, malformed) in cases {
        let parsed = parse(text);
        let shown: Vec<String> = parsed.expressions.iter().map(show).collect();
        assert_eq!(shown.join(" "), expected, "{text}");
        assert_eq!(parsed.malformed.join(" "), malformed, "{text}");
    }
}

#[test]
fn deep_brackets_are_no_harm() {
    let parsed = parse(&"(".repeat(100_000));
    assert!(parsed.expressions.is_empty());
    for text in ["-(", "NOT ", "(a OR ", "“", ")", "title:", "文号:1 "] {
        parse(&text.repeat(20_000));
    }
}
