//! Scans are read by OCR. Pages of a known text are printed by Chromium, drawn by pdftoppm as a scanner
//! would, straight and a little turned, with and without a red seal, and read by the program.
//! `cargo test --test integration -- --ignored recognition --nocapture` prints how much of the text is
//! right in each case. Skipped where Chromium, tesseract with chi_sim, or poppler-utils is missing.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::program::Environment;

const TITLE: &str = "临江市数据发展局关于规范公共数据授权运营工作的通知";
const NUMBER: &str = "临数发〔2024〕17号";

/// The text of the page; the title stands on two lines.
const TEXT: [&str; 12] = [
    "各区人民政府，市政府各委、办、局，各有关单位：",
    "为进一步释放公共数据价值，规范公共数据授权运营活动，培育数据要素市场，根据国家有关法律法规和本市实际情况，现就有关工作通知如下。",
    "一、总体要求",
    "坚持政府引导、市场运作，坚持安全可控、分类分级，坚持公平竞争、普惠共享。到2026年底，全市累计开放数据集不少于3500个，授权运营场景达到60个以上，带动数据服务企业营业收入年均增长15%左右。",
    "二、重点任务",
    "（一）健全资源目录。各部门应当按照统一标准编制数据资源目录，明确数据名称、来源、更新频率和安全等级，并于每年6月30日前完成更新。",
    "（二）完善运营机制。授权运营单位应当具备相应的技术能力和安全保障条件，依法依规对数据进行加工处理，提供模型、核验、报告等产品和服务，不得直接交付原始数据。",
    "（三）筑牢安全防线。建立覆盖采集、存储、传输、使用、销毁全过程的风险监测和应急处置体系，定期组织演练，发生重大事件的应当在2小时内报告。",
    "三、保障措施",
    "市财政局要统筹安排专项资金，对成效显著的项目给予最高不超过200万元的支持。鼓励高等院校、科研机构和行业协会参与标准研制、人才培养和技术攻关。",
    "临江市数据发展局",
    "2024年8月12日",
];

/// How a page is printed and scanned.
#[derive(Clone, Copy)]
struct Scan {
    resolution: u32,
    /// Degrees that it is turned by.
    turn: f32,
    has_seal: bool,
}

#[test]
fn scans_are_read_and_marked() {
    if !can_run() {
        return;
    }
    let environment = Environment::new();
    let scan = Scan { resolution: 150, turn: 1.0, has_seal: true };
    let picture = scanned(&environment, scan);
    fs::rename(&picture, environment.library().join("扫描.jpg")).unwrap();
    environment.check(&["index", "扫描.jpg"], 0, &[]);
    let document = only_document(&environment);
    assert_eq!(document["title"], TITLE);
    assert_eq!(document["number"], NUMBER);
    let stated = &document["extra"][0];
    assert_eq!(stated["name"], "文字识别");
    assert!(stated["value"].as_str().unwrap().contains("置信度"), "{stated}");
    assert!(share(&document) > 0.93, "{document:#}");

    // What was recognised is kept, and an index that is made anew takes it from there.
    let kept = |environment: &Environment| -> Vec<PathBuf> {
        let entries = fs::read_dir(environment.index().join("recognized")).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.extension().is_some_and(|end| end == "page")).collect()
    };
    let [page] = kept(&environment).try_into().unwrap();
    let other = fs::read_to_string(&page).unwrap().replace("目录", "名册");
    fs::write(&page, other).unwrap();
    environment.check(&["index", "--rebuild", "--accept-losses"], 0, &[]);
    assert!(text(&only_document(&environment)).contains("名册"));
}

#[test]
fn scanned_pages_of_a_pdf_are_read_beside_those_with_text() {
    if !can_run() {
        return;
    }
    let environment = Environment::new();
    let picture = scanned(&environment, Scan { resolution: 150, turn: 0.0, has_seal: false });
    let picture = picture.file_name().unwrap().to_str().unwrap();
    let page = format!(
        "<style>@page{{size:A4;margin:0}}img{{width:210mm;height:296mm;break-after:page}}</style>\
         <img src={picture}><p style='margin:4cm'>附图编制说明从略。</p>"
    );
    let file = printed(&environment, "合订", &page);
    environment.check(&["index", file.to_str().unwrap()], 0, &[]);
    let document = only_document(&environment);
    assert_eq!(document["title"], TITLE);
    assert!(text(&document).contains("附图编制说明从略。"), "{document:#}");
    assert_eq!(document["extra"][0]["value"].as_str().unwrap().chars().next(), Some('1'));
}

#[test]
#[ignore = "takes minutes: every resolution, turn and seal"]
fn recognition_is_measured() {
    if !can_run() {
        return;
    }
    let mut poor = Vec::new();
    println!("dpi  turn  seal  share of Han characters right");
    for (resolution, least) in [(300, 0.97), (200, 0.97), (150, 0.93)] {
        for turn in [0.0, 1.0, -2.0] {
            for has_seal in [false, true] {
                let environment = Environment::new();
                let scan = Scan { resolution, turn, has_seal };
                let picture = scanned(&environment, scan);
                environment.check(&["index", picture.to_str().unwrap()], 0, &[]);
                let share = share(&only_document(&environment));
                println!("{resolution:3}  {turn:4}  {has_seal:5} {share:.4}");
                poor.extend((share < least).then_some((scan.resolution, turn, has_seal)));
            }
        }
    }
    assert!(poor.is_empty(), "{poor:?}");
}

/// Whether the programs are there; says so where they are not.
fn can_run() -> bool {
    let says = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output();
        output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let languages = says("tesseract", "--list-langs").unwrap_or_default();
    let can = languages.lines().any(|language| language == "chi_sim")
        && says("pdftoppm", "-v").is_ok()
        && says("chromium", "--version").is_ok();
    if !can {
        eprintln!("skipped: there is no chromium, no tesseract with chi_sim, or no pdftoppm");
    }
    can
}

/// The page as a scanner saves it.
fn scanned(environment: &Environment, scan: Scan) -> PathBuf {
    let pdf = printed(environment, "页", &page(scan));
    let picture = pdf.with_extension("");
    let resolution = scan.resolution.to_string();
    let mut command = Command::new("pdftoppm");
    command.args(["-jpeg", "-singlefile", "-r", &resolution]).args([&pdf, &picture]);
    assert!(command.status().unwrap().success());
    fs::remove_file(&pdf).unwrap();
    picture.with_extension("jpg")
}

/// A web page as Chromium prints it.
fn printed(environment: &Environment, name: &str, page: &str) -> PathBuf {
    let source = environment.write(&format!("{name}.html"), format!("<meta charset=utf-8>{page}"));
    let pdf = source.with_extension("pdf");
    let mut command = Command::new("chromium");
    command
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", source.display()));
    assert!(command.output().unwrap().status.success());
    fs::remove_file(source).unwrap();
    pdf
}

/// The page of the text, laid out as GB/T 9704 has it.
fn page(scan: Scan) -> String {
    let (title, rest) = TITLE.split_at("临江市数据发展局关于规范".len());
    let (signature, body) = (&TEXT[TEXT.len() - 2..], &TEXT[1..TEXT.len() - 2]);
    let paragraphs = |class: &str, lines: &[&str]| -> String {
        lines.iter().map(|line| format!("<p class={class}>{line}</p>")).collect()
    };
    let seal = "<svg viewBox='0 0 100 100'><circle cx=50 cy=50 r=46 fill=none stroke=#d62028 \
                stroke-width=4 /><path d='M50 28 63 68 29 43H71L37 68Z' fill=#d62028 /></svg>";
    format!(
        "<style>@page{{size:A4;margin:0}}body{{margin:0;padding:25mm 26mm;font:14pt/22pt serif;\
         transform:rotate({turn}deg)}}h1{{font-size:21pt;line-height:29pt}}h1,.no{{text-align:center}}\
         p{{margin:0;text-align:justify;text-indent:2em}}.flush,.no{{text-indent:0}}\
         .sign{{text-align:right;padding-right:4em}}svg{{position:absolute;width:42mm;right:38mm;\
         bottom:22mm;mix-blend-mode:multiply;opacity:.85}}</style><body lang=zh>\
         <p class=no>{NUMBER}</p><h1>{title}<br>{rest}</h1>{}{}<br>{}{}",
        paragraphs("flush", &TEXT[..1]),
        paragraphs("body", body),
        paragraphs("sign", signature),
        if scan.has_seal { seal } else { "" },
        turn = scan.turn,
    )
}

/// The one document of the index, whole.
fn only_document(environment: &Environment) -> Value {
    let found = environment.search(&[""]);
    assert_eq!(found["total"], 1, "{found:#}");
    environment.document(found["hits"][0]["title"].as_str().unwrap())
}

/// All text of a document, from its title on: the number above it is a field or a paragraph.
fn text(document: &Value) -> String {
    fn gather(value: &Value, text: &mut String) {
        match value {
            Value::String(part) if !part.ends_with('号') => text.push_str(part),
            Value::Array(parts) => parts.iter().for_each(|part| gather(part, text)),
            Value::Object(parts) => {
                let keys = ["heading", "paragraph", "blocks", "sections"];
                keys.iter().filter_map(|key| parts.get(*key)).for_each(|part| gather(part, text));
            }
            _ => {}
        }
    }
    let mut text = document["title"].as_str().unwrap().to_owned();
    gather(&document["body"], &mut text);
    text
}

/// The share of Han characters that are right: 1 less the edit distance by the length.
fn share(document: &Value) -> f64 {
    let han = |text: &str| -> Vec<char> {
        text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect()
    };
    let right = han(&format!("{TITLE}{}", TEXT.concat()));
    let read = han(&text(document));
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, c) in (1..).zip(&read) {
        let mut diagonal = std::mem::replace(&mut above[0], row);
        for at in 1..above.len() {
            let substituted = diagonal + usize::from(right[at - 1] != *c);
            diagonal = above[at];
            above[at] = substituted.min(diagonal + 1).min(above[at - 1] + 1);
        }
    }
    1.0 - above[right.len()] as f64 / right.len() as f64
}
