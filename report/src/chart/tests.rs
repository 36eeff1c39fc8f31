//! What charts say and how long their bars are.

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
    let start = format!("<{element} ");
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
    let hostile = "</text><script>alert(\"1\")</script>&\u{1}";
    for svg in [upright(&chart(&[(hostile, 1)])), lying(&chart(&[(hostile, 1)]))] {
        assert!(!svg.contains("<script"), "{svg}");
        assert!(svg.contains("&lt;script&gt;"), "{svg}");
        assert!(!svg.contains('\u{1}'), "{svg:?}");
    }
}

#[test]
fn long_labels_are_shortened_and_told_in_full() {
    let long = "长".repeat(80);
    let svg = lying(&chart(&[(&long, 1)]));
    assert!(svg.contains(&format!(">{}…</text>", "长".repeat(29))), "{svg}");
    assert!(svg.contains(&format!("{long} 1 篇")), "{svg}");
}
