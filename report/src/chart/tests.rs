//! What charts say and how long their bars are.

use search::{CountTable, Counted, CountedField, CountedValue, FilterField};

use super::*;

fn chart(bars: &[(&str, usize)]) -> Chart {
    let bar = |&(label, value): &(&str, usize)| Bar { label: label.to_owned(), value };
    Chart {
        id: "years".to_owned(),
        title: "各年的文件".to_owned(),
        unit: "篇".to_owned(),
        bars: bars.iter().map(bar).collect(),
    }
}

/// The values of an attribute in the elements of a name, in their order.
fn attributes(svg: &str, element: &str, attribute: &str) -> Vec<usize> {
    let start = format!("<{element}");
    let elements = svg.split(&start).skip(1);
    let value = |rest: &str| {
        let (_, value) = rest.split_once(&format!(" {attribute}=\""))?;
        value.split_once('"')?.0.parse().ok()
    };
    elements.filter_map(value).collect()
}

#[test]
fn bars_are_as_long_as_their_values() {
    let cases: [(&[usize], &[usize]); 5] = [
        (&[2, 4, 8], &[40, 80, 160]),
        (&[1, 0, 1], &[160, 160]),
        // What there is can be seen.
        (&[1, 100_000], &[2, 160]),
        (&[0, 0], &[]),
        (&[], &[]),
    ];
    for (values, heights) in cases {
        let bars: Vec<(&str, usize)> = values.iter().map(|&value| ("2019", value)).collect();
        assert_eq!(attributes(&upright(&chart(&bars)), "rect", "height"), heights, "{values:?}");
    }
    let lengths = attributes(&lying(&chart(&[("甲", 4), ("乙", 1)])), "rect", "width");
    assert_eq!(lengths, [336, 84]);
}

#[test]
fn everything_lies_within_the_chart() {
    let many: Vec<(&str, usize)> = (0..60).map(|at| ("1949", at * at * 997)).collect();
    for bars in [&many[..], &many[..1], &many[..7], &[]] {
        for svg in [upright(&chart(bars)), lying(&chart(bars))] {
            let of_whole = |name| attributes(&svg, "svg", name)[0];
            for (element, at, extent, whole) in [
                ("rect", "x", "width", of_whole("width")),
                ("rect", "y", "height", of_whole("height")),
            ] {
                let starts = attributes(&svg, element, at);
                let extents = attributes(&svg, element, extent);
                assert!(starts.iter().zip(&extents).all(|(start, extent)| start + extent <= whole));
            }
            assert!(attributes(&svg, "text", "y").iter().all(|&y| y <= of_whole("height")));
        }
    }
}

#[test]
fn a_chart_says_what_it_shows() {
    for svg in [upright(&chart(&[("2019", 1234), ("2020", 0)])), lying(&chart(&[("2019", 1234)]))] {
        for part in [
            "role=\"img\" aria-labelledby=\"years-title years-about\"",
            "<title id=\"years-title\">各年的文件</title>",
            "<desc id=\"years-about\">2019 1,234 篇",
            ">1,234</text>",
            ">2019</text>",
        ] {
            assert!(svg.contains(part), "no {part} in {svg}");
        }
        assert!(!svg.contains("style"), "{svg}");
    }
}

#[test]
fn hostile_labels_stay_text() {
    let hostile = "</text><script>alert(\"1\")</script>&\u{1}\u{202e}";
    for svg in [upright(&chart(&[(hostile, 1)])), lying(&chart(&[(hostile, 1)]))] {
        assert!(!svg.contains("<script"), "{svg}");
        assert!(svg.contains("&lt;script&gt;"), "{svg}");
        assert!(!svg.contains(['\u{1}', '\u{202e}']), "{svg:?}");
    }
}

#[test]
fn long_labels_are_shortened_and_told_in_full() {
    let long = "长".repeat(80);
    let svg = lying(&chart(&[(&long, 1)]));
    assert!(svg.contains(&format!(">{}…</text>", "长".repeat(29))), "{svg}");
    assert!(svg.contains(&format!("{long} 1 篇")), "{svg}");
}

/// Counts of two districts and the rest in two years.
fn table(rows: FilterField, columns: Option<FilterField>, names: [&str; 3]) -> CountTable {
    let field = |field: FilterField, labels: &[&str]| CountedField {
        field,
        values: labels
            .iter()
            .map(|label| CountedValue {
                of: Counted::Value { value: label.trim_end_matches('年').to_owned() },
                label: (*label).to_owned(),
                count: 1_234,
            })
            .collect(),
        overlapping: false,
    };
    CountTable {
        rows: field(rows, &names),
        columns: columns.map(|columns| field(columns, &["静安区", "杨浦区"])),
        cells: vec![vec![1_000, 234], vec![0, 1_234], vec![617, 617]],
    }
}

#[test]
fn a_printed_chart_says_what_it_shows_and_where_it_is_from() {
    let years = ["2020年", "2018年", "2015年"];
    let districts = Some(FilterField::DISTRICTS);
    let source = ["资料来源：政策库（检索：区块链）".to_owned()];
    for table in [
        table(FilterField::DATES, districts, years),
        table(FilterField::AGENCIES, districts, ["市科委", "<市经信委>", "市政府"]),
        table(FilterField::DATES, None, years),
    ] {
        let svg = printed(&table, "各年的文件", &source).expect("a chart");
        let (width, height) =
            (attributes(&svg, "svg", "width")[0], attributes(&svg, "svg", "height")[0]);
        assert!(svg.matches(">1,234</text>").count() >= 3, "{svg}");
        for part in ["<title>各年的文件</title>", "资料来源：政策库（检索：区块链）"]
        {
            assert!(svg.contains(part), "{part}: {svg}");
        }
        assert_eq!(svg.contains(">静安区</text>"), table.columns.is_some());
        assert!(!svg.contains("<市经信委>"));
        let ends = |at: &str, extent: &str| {
            let starts = attributes(&svg, "rect", at);
            let ends = starts.into_iter().zip(attributes(&svg, "rect", extent));
            ends.map(|(start, extent)| start + extent).max()
        };
        assert!(ends("x", "width") <= Some(width), "{svg}");
        assert!(ends("y", "height") <= Some(height), "{svg}");
    }
    // Years without documents have their place, too.
    let svg = printed(&table(FilterField::DATES, None, years), "", &[]).expect("a chart");
    let place = |label: &str| svg.find(&format!(">{label}</text>"));
    assert!(place("2016年") < place("2018年") && place("2018年") < place("2019年"), "{svg}");
}

#[test]
fn what_is_not_drawn_is_told() {
    let mut years = table(FilterField::DATES, None, ["2020年", "2018年", "2015年"]).rows;
    let other = |of, label: &str, count| CountedValue { of, label: label.to_owned(), count };
    years.values.push(other(Counted::Others { values: 3 }, "更早 3 年", 1_007));
    years.values.push(other(Counted::None, "未注明", 12));
    let table = CountTable { rows: years, columns: None, cells: Vec::new() };
    let svg = printed(&table, "", &[]).expect("a chart");
    assert!(svg.contains("没有画出：更早 3 年 1,007 篇、未注明 12 篇"), "{svg}");
}

/// A document of two districts is one document.
#[test]
fn bars_say_how_many_documents_there_are() {
    let mut crossed =
        table(FilterField::AGENCIES, Some(FilterField::DISTRICTS), ["市科委", "乙", "丙"]);
    crossed.cells[0] = vec![1_234, 1_000];
    let svg = printed(&crossed, "", &[]).expect("a chart");
    assert!(svg.contains(">1,234</text>") && !svg.contains(">2,234</text>"), "{svg}");
}

#[test]
fn lines_break_between_what_they_say() {
    let cases: [(&str, &[&str]); 4] = [
        ("检索：区块链　导出：2026-11-28 16:05", &["检索：区块链　", "导出：2026-11-28 16:05"]),
        ("短", &["短"]),
        ("", &[""]),
        ("甲乙丙丁戊己庚辛壬癸子丑寅卯", &["甲乙丙丁戊己庚辛壬癸子丑", "寅卯"]),
    ];
    for (line, expected) in cases {
        assert_eq!(super::printed::broken(line, 12), expected);
    }
}

#[test]
fn nothing_is_no_chart() {
    let mut empty = table(FilterField::AGENCIES, None, ["甲", "乙", "丙"]);
    empty.rows.values.clear();
    assert_eq!(printed(&empty, "无", &[]), None);
}

/// A character that no font has is a box like any other.
#[test]
fn pictures_have_characters_and_no_boxes() {
    let picture = |text: &str| {
        let svg = printed(&table(FilterField::AGENCIES, None, [text, "乙", "丙"]), "图", &[]);
        drawing(svg.expect("a chart"), true)
    };
    let (one, other) = (picture("政"), picture("策"));
    assert_ne!(one.bytes, other.bytes);
    match one.refused {
        None => assert!(one.is_png && one.bytes.starts_with(b"\x89PNG")),
        Some(refused) => {
            assert_eq!(refused, PictureError::NoFont);
            assert!(one.bytes.starts_with(b"<?xml"));
        }
    }
}
