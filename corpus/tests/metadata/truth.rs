//! What is true of a sample, told without the code that is measured: policies were read by a
//! person (`policies.csv`), regulations say it in the name of the file, the title, and the notice
//! under the title.

use std::collections::HashMap;
use std::path::Path;

/// Field → value; `None` where the right answer is that there is none. A field that is not in the
/// map is not judged.
pub(crate) type Truth = HashMap<&'static str, Option<String>>;

const POLICIES: &str = include_str!("policies.csv");

/// The truth of a file; `None` where nothing is known of it.
pub(crate) fn of(file: &Path) -> Option<Truth> {
    let stem = file.file_stem()?.to_str()?;
    if file.parent()?.ends_with("policies") {
        return policy(stem);
    }
    regulation(stem, &std::fs::read_to_string(file).ok()?)
}

fn policy(stem: &str) -> Option<Truth> {
    let names = [
        "file",
        "title",
        "number",
        "agencies",
        "date",
        "issued",
        "effective",
        "expires",
        "region",
        "district",
        "level",
        "doc_type",
        "kind",
    ];
    let line = POLICIES.lines().find(|line| line.split(',').next() == Some(stem))?;
    let cells = names.into_iter().zip(line.split(',')).skip(1);
    let judged = cells.filter(|(_, cell)| *cell != "?");
    let mut truth: Truth = judged
        .map(|(name, cell)| (name, Some(cell.to_owned()).filter(|c| !c.is_empty())))
        .collect();
    let lead = truth.get("agencies").cloned().flatten();
    let lead = lead.and_then(|all| all.split('、').next().map(str::to_owned));
    truth.insert("agency", lead);
    Some(truth)
}

fn regulation(stem: &str, text: &str) -> Option<Truth> {
    let title = text.lines().find_map(|line| line.strip_prefix("# "))?.trim();
    let head = &text[..text.find("<!-- INFO END").unwrap_or(0)];
    let named = stem.strip_suffix(')').and_then(|s| s.rsplit_once('(')).map(|(_, date)| date);
    let latest = days(head).into_iter().max();
    let congress = head.lines().find(|l| l.contains("通过")).and_then(congress);
    let place = congress.as_deref().and_then(|name| name.split_once("人民代表").map(|(p, _)| p));
    let mut truth = Truth::from([
        ("title", Some(title.to_owned())),
        ("date", named.map(str::to_owned).or(latest)),
        ("doc_type", doc_type(title)),
        ("kind", Some("regulation".to_owned())),
    ]);
    // Regulations have no number; a text that shows one near its top is not judged.
    if !text.lines().take(20).any(|line| line.contains(['〔', '﹝'])) {
        truth.insert("number", None);
    }
    if let Some(day) = effective(text) {
        truth.insert("effective", day);
    }
    // 浙江省…, 上海市…; but 城市….
    let of_title = || {
        let end = title.find(['省', '市']).map(|at| at + '市'.len_utf8())?;
        let name = &title[..end];
        let is_place = (3..=4).contains(&name.chars().count());
        (is_place && !name.ends_with("城市")).then_some(name)
    };
    let region = place.or_else(of_title).or(title.contains("上海").then_some("上海市"));
    truth.insert("region", region.filter(|place| *place != "全国").map(str::to_owned));
    if region == Some("上海市") {
        let pudong = title.contains("浦东新区").then(|| "浦东新区".to_owned());
        truth.insert("district", pudong);
    }
    // Who passes a regulation without a notice is not known, unless its title says so.
    let in_title = ["人民代表大会常务委员会", "人民代表大会"]
        .iter()
        .find_map(|body| title.split_once(body).map(|(place, rest)| (place, body, rest)));
    match (congress, in_title) {
        (Some(congress), _) => {
            truth.insert("agency", Some(congress));
        }
        (None, Some((place, body, rest))) if rest.starts_with("关于") => {
            truth.insert("agency", Some(format!("{place}{body}")));
        }
        // Other forms of notice are not judged.
        _ if ["国务院", "令", "届", "公布", "通过"].iter().any(|word| head.contains(word)) =>
            {}
        _ => {
            truth.insert("agency", None);
        }
    }
    Some(truth)
}

/// The days that a text names, as 2020-05-14.
fn days(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split('年').collect();
    let day = |pair: &[&str]| {
        let year = pair[0].get(pair[0].len().checked_sub(4)?..)?;
        let (month, rest) = pair[1].split_once('月')?;
        let (day, _) = rest.split_once('日')?;
        let numbers = [year, month, day].map(|n| n.trim().parse::<u32>().ok());
        let [Some(year), Some(month), Some(day)] = numbers else { return None };
        Some(format!("{year:04}-{month:02}-{day:02}"))
    };
    parts.windows(2).filter_map(day).collect()
}

/// 2020年4月10日 上海市第十五届人民代表大会常务委员会第二十次会议通过 → the congress' name.
fn congress(line: &str) -> Option<String> {
    let after = line.split_once('日')?.1.trim();
    let (place, rest) = after.split_once('第')?;
    let (_, body) = rest.split_once('届')?;
    let (body, _) = body.split_once("第")?;
    let body = body.trim();
    let is_congress = body.ends_with("人民代表大会") || body.ends_with("人民代表大会常务委员会");
    is_congress.then(|| format!("{}{body}", place.trim()))
}

fn doc_type(title: &str) -> Option<String> {
    let bare = title.split(['（', '(']).next().filter(|bare| !bare.trim().is_empty());
    let ends = [
        "条例", "规定", "办法", "细则", "规则", "决定", "决议", "规划", "方案", "通知", "意见",
        "准则", "规程", "守则", "规范", "法",
    ];
    let whole = ends.iter().find(|end| title.ends_with(*end));
    let found = whole.or_else(|| ends.iter().find(|end| bare.is_some_and(|b| b.ends_with(*end))));
    found.map(|end| (*end).to_owned())
}

/// The day from which the last line that says so has it in force; `None` for the map where it is
/// said in no plain form, and then not judged.
fn effective(text: &str) -> Option<Option<String>> {
    let Some(line) = text.lines().rfind(|line| line.contains("起施行") || line.contains("起实施"))
    else {
        return (!text.contains("施行")).then_some(None);
    };
    let before = line.split_once("起施行").or_else(|| line.split_once("起实施"))?.0;
    let clause = before.rsplit_once('自')?.1;
    days(clause).pop().map(Some)
}
