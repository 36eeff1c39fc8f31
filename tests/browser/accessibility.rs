//! Every kind of page, in every width and colours that readers have: axe-core finds nothing to mend, each
//! stop of the keyboard is seen, and nothing has to be scrolled sideways.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::chromium::Setting;
use crate::devtools::{self, Colours};
use crate::page::Page;
use crate::stage::Stage;

/// A regulation in two versions and what explains it, as the built-in library has none.
const FILES: [(&str, &str); 3] = [
    (
        "办法2018.md",
        "# 滨江市公园管理办法\n\n滨江市人民政府令第3号\n\n2018年3月1日\n\n第一章 总则\n\n\
        第一条 为了加强公园管理，制定本办法。\n\n第二条 本市公园的规划、建设和管理适用本办法。\n",
    ),
    (
        "办法2021.md",
        "# 滨江市公园管理办法\n\n滨江市人民政府令第9号\n\n2021年5月1日\n\n第一章 总则\n\n\
        第一条 为了加强公园管理，根据《中华人民共和国森林法》，制定本办法。\n\n\
        第二条 本市公园的规划、建设和管理适用本办法。公园分为下列各类：\n\n（一）综合公园；\n\n\
        （二）社区公园。\n\n第二章 管理\n\n第三条 公园应当每日开放，开放时间见下表。\n\n\
        | 季节 | 开门 | 关门 |\n| -- | -- | -- |\n| 夏 | 5时 | 22时 |\n| 冬 | 6时 | 21时 |\n\n\
        第四条 本办法自2021年6月1日起施行。《滨江市公园管理办法》（滨江市人民政府令第3号）同时废止。\n",
    ),
    ("解读.md", "# 《滨江市公园管理办法》解读\n\n2021年5月8日\n\n新办法规定公园每日开放。\n"),
];

/// Each kind of page, and an address of one with the built-in library and these files.
const PAGES: [(&str, &str); 25] = [
    ("start", "/"),
    ("results", "/?q=区块链"),
    ("question", "/?q=2019年静安区的区块链政策&year=2019&kind=policy"),
    ("count", "/?q=2018年发布了多少项政策"),
    ("last page", "/?q=区块链&limit=5&offset=15"),
    ("nothing found", "/?q=2019年杨浦区的政策"),
    ("document", "/doc?id=policy-0146c4d86048d76e&q=金融"),
    ("report", "/doc?id=report-68b01f451e2d0a95&q=区块链"),
    ("regulation", "/doc?id=滨江市人民政府令第9号&q=公园管理"),
    ("older version", "/doc?id=滨江市人民政府令第3号"),
    ("comparison", "/compare?a=滨江市人民政府令第3号&b=滨江市人民政府令第9号"),
    ("documents to compare", "/compare?a=滨江市人民政府令第3号&b=公园管理办法"),
    ("find in a document", "/doc?id=滨江市人民政府令第9号&find=公园"),
    ("help", "/help"),
    ("health", "/check"),
    ("accessibility", "/accessibility"),
    ("no such page", "/nothing"),
    ("all documents", "/?sort=date"),
    ("narrowed", "/?q=区块链&in=title&within=产业&year=2018..2020"),
    ("facet", "/facet?field=agency&q=区块链"),
    ("overview", "/overview?q=区块链"),
    ("figures", "/figures?q=区块链&order=value"),
    ("table", "/table?q=区块链&group=year"),
    ("findings", "/check?section=inferred"),
    ("api", "/api"),
];

/// Widths of windows in pixels: a desktop screen, a tablet, a telephone, and a desktop screen at 400 %.
pub(crate) const WIDTHS: [u32; 4] = [1280, 768, 390, 320];

/// The file of axe-core is named by this variable.
const AXE: &str = "ZHENGCE_AXE";

/// The parts of a page that are there once they are asked for.
const UNFOLD: &str = "
    document.querySelectorAll('details').forEach(function (part) { part.open = true; });
    document.querySelectorAll('.show-side').forEach(function (box) { box.checked = true; });";

/// The list of keys, as on "?".
const SHOW_KEYS: &str = "
    document.activeElement.blur();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
    if (!document.querySelector('dialog.keys').open) { throw new Error('no list of keys'); }";

/// What axe-core has to say, a line for each kind of fault.
const RUN_AXE: &str = "
    var done = arguments[arguments.length - 1];
    var tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        rules: { 'target-size': { enabled: true } },
        resultTypes: ['violations']
    }).then(function (found) {
        done(found.violations.map(function (fault) {
            return fault.id + ' (' + fault.help + '): ' + fault.nodes.map(function (node) {
                return node.target.join(' ') + ' ' + node.failureSummary;
            }).join('; ');
        }));
    }, function (error) { done([String(error)]); });";

/// The stop that the focus is on: what it is, and what is wrong with how it is seen. The frame around
/// it needs 3 to 1 against its ground; where a box is drawn by its label, the label has the frame.
const LOOK_AT_STOP: &str = "
    var stop = document.activeElement;
    if (!stop || stop === document.body || stop === document.documentElement) { return null; }
    var shown = stop.matches('.show-side') ? stop.labels[0] : stop;
    function channels(colour) {
        return colour.match(/[\\d.]+/g).map(Number);
    }
    function luminance(colour) {
        var parts = channels(colour).slice(0, 3).map(function (part) {
            part = part / 255;
            return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        });
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
    function ground(element) {
        for (; element; element = element.parentElement) {
            var colour = getComputedStyle(element).backgroundColor;
            var parts = channels(colour);
            if (parts.length < 4 || parts[3] === 1) { return colour; }
        }
        return 'rgb(255, 255, 255)';
    }
    var faults = [];
    var style = getComputedStyle(shown);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) {
        faults.push('no frame');
    }
    var light = luminance(style.outlineColor), dark = luminance(ground(shown.parentElement));
    var ratio = (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);
    if (ratio < 3) { faults.push('the frame has ' + ratio.toFixed(2) + ' to 1'); }
    var place = shown.getBoundingClientRect();
    if (place.width < 10 || place.height < 10) { faults.push('too small'); }
    // In the middle of what the window shows of it.
    var across = (Math.max(place.left, 0) + Math.min(place.right, innerWidth)) / 2;
    var down = (Math.max(place.top, 0) + Math.min(place.bottom, innerHeight)) / 2;
    var top = document.elementFromPoint(across, down);
    if (!top || !(shown.contains(top) || top.contains(shown))) { faults.push('out of sight'); }
    // What is marked as read in an outline changes on the way.
    var told = shown.outerHTML.replace(/ aria-current=.[a-z]*./, '');
    return [told.slice(0, 120), faults];";

/// More stops than any page of the built-in library has.
const MOST_STOPS: usize = 400;

/// How a page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// By axe-core.
    Axe,
    /// With the keyboard.
    Stops,
}

impl Look {
    /// The colours to look in; of those that the system sets there is nothing for axe-core to say.
    pub(crate) fn colours(self) -> &'static [Colours] {
        match self {
            Look::Axe => &[Colours::Light, Colours::Dark],
            Look::Stops => &[Colours::Light, Colours::Dark, Colours::Forced],
        }
    }

    /// What it is called among the tests.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Look::Axe => "axe_finds_nothing",
            Look::Stops => "every_stop_is_seen",
        }
    }
}

/// The file of axe-core, where this machine has it.
pub(crate) fn axe() -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os(AXE)?);
    path.is_file().then_some(path)
}

/// What is missing without the file.
pub(crate) fn missing_axe() -> String {
    format!("there is no axe-core; {AXE} names its file axe.min.js")
}

/// Looks at all pages in one width and in some colours.
pub(crate) fn run(look: Look, width: u32, colours: Colours) {
    let setting = Setting { width, javascript: true };
    Stage::library(&FILES).play(setting, async |page| {
        colours.ask(page.client).await;
        let mut faults = Vec::new();
        for (name, address) in PAGES {
            page.client.goto(&format!("{}{address}", page.url)).await.unwrap();
            let name = format!("{name} {width} {}", colours.name());
            match look {
                Look::Axe => faults.extend(ask_axe(page, &name).await),
                Look::Stops => faults.extend(look_at_stops(page, &name).await),
            }
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    });
}

/// Asks axe-core about a page as it comes, with everything unfolded, and with the list of keys above it,
/// and keeps pictures of all.
async fn ask_axe(page: &Page<'_>, name: &str) -> Vec<String> {
    let axe = std::fs::read_to_string(axe().unwrap()).unwrap();
    page.client.execute(&axe, Vec::new()).await.unwrap();
    let mut faults = Vec::new();
    for (state, script) in [("", ""), (" unfolded", UNFOLD), (" keys", SHOW_KEYS)] {
        page.client.execute(script, Vec::new()).await.unwrap();
        devtools::keep_screenshot(page.client, &format!("{name}{state}")).await;
        page.fits(name).await;
        let found = page.client.execute_async(RUN_AXE, Vec::new()).await.unwrap();
        let lines = found.as_array().unwrap().iter().filter_map(Value::as_str);
        faults.extend(lines.map(|line| format!("{name}{state}: {line}")));
    }
    faults
}

/// Goes through a page by the keyboard, to its end and back.
async fn look_at_stops(page: &Page<'_>, name: &str) -> Vec<String> {
    // The box of the first page has the focus from the beginning.
    page.blur().await;
    let forth = stops(page, name, false).await;
    let mut back = stops(page, &format!("{name}, back"), true).await;
    back.reverse();
    assert!(forth.len() > 5, "{name} has {} stops", forth.len());
    let names = |stops: &[(Value, Option<String>)]| -> Vec<Value> {
        stops.iter().map(|(stop, _)| stop.clone()).collect()
    };
    // Where the box has the focus from the beginning, what stands before it comes only on the way back.
    let (there, again) = (names(&forth), names(&back));
    assert!(again.ends_with(&there), "{name} has other stops on the way back: {there:?} {again:?}");
    forth.into_iter().chain(back).filter_map(|(_, fault)| fault).collect()
}

/// The stops in one direction, until there is none any more, each with what is wrong with it.
async fn stops(page: &Page<'_>, name: &str, back: bool) -> Vec<(Value, Option<String>)> {
    let mut stops = Vec::new();
    while stops.len() < MOST_STOPS {
        match back {
            false => devtools::tab(page.client).await,
            true => devtools::tab_back(page.client).await,
        }
        let seen = page.client.execute(LOOK_AT_STOP, Vec::new()).await.unwrap();
        if seen.is_null() {
            return stops;
        }
        let fault = (seen[1] != json!([])).then(|| format!("{name}: {} {}", seen[0], seen[1]));
        stops.push((seen[0].clone(), fault));
    }
    panic!("{name} has more than {MOST_STOPS} stops, or one that cannot be left");
}
