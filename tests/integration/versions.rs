//! One policy in many files: what is one document, what are versions of one,
//! and what leads from one document to another.

use serde_json::Value;

use crate::http::get;
use crate::program::Environment;
use crate::server::Server;

/// A text of so many articles, all different; `from` shifts which.
fn articles(from: usize) -> String {
    let character = |n: usize| char::from_u32(0x4E00 + (n * 7919 % 5000) as u32).unwrap();
    let article = |at: usize| {
        let text: String = (at * 20..at * 20 + 20).map(character).collect();
        format!("第{at}项 {text}。\n\n")
    };
    (from..from + 20).map(article).collect()
}

fn regulation(title: &str, date: &str, from: usize) -> String {
    format!("# {title}\n\n发布日期：{date}\n发布机构：市经信委\n\n{}", articles(from))
}

fn titles(found: &Value) -> Vec<&str> {
    let hits = found["hits"].as_array().unwrap();
    hits.iter().map(|hit| hit["title"].as_str().unwrap()).collect()
}

#[test]
fn versions_are_listed_as_one_and_each_can_be_had() {
    let environment = Environment::new();
    environment.write("a.md", regulation("甲市停车办法（试行）", "2018-03-01", 0));
    environment.write("b.md", regulation("甲市停车办法", "2021-03-01", 3));
    environment.write("c.md", regulation("甲市停车办法（2023年修正）", "2023-03-01", 5));
    environment.write("d.md", regulation("甲市供水办法", "2022-03-01", 100));
    environment.check(&["index", "."], 0, &[]);

    let each = environment.search(&["停车办法"]);
    assert_eq!((&each["total"], &each["listed"]), (&3.into(), &3.into()));
    for hit in each["hits"].as_array().unwrap() {
        assert_eq!(hit["versions"].as_array().unwrap().len(), 2, "{hit}");
    }
    let one = environment.search(&["停车办法", "--versions", "newest"]);
    assert_eq!((&one["total"], &one["listed"]), (&3.into(), &1.into()));
    assert_eq!(titles(&one), ["甲市停车办法（2023年修正）"]);
    let old = environment.search(&["停车办法", "--versions", "newest", "--year", "..2022"]);
    assert_eq!(titles(&old), ["甲市停车办法"]);
    let oldest = environment.search(&["停车办法", "--versions", "newest", "--sort", "date-asc"]);
    assert_eq!(titles(&oldest), ["甲市停车办法（试行）"]);
    // A table says what holds now, in the order of time.
    let table = ["table", "停车办法", "--versions", "newest", "--format", "csv"];
    let table = environment.check(&table, 0, &[]).stdout;
    assert!(table.contains("2023年修正") && !table.contains("试行"), "{table}");

    let shown = environment.check(&["search", "停车办法"], 0, &["各版本合并后 1 条"]);
    assert!(shown.stdout.contains("另有 2 个版本"), "{}", shown.stdout);
    let server = Server::start(environment.command(&[]));
    let (_, page) = get(&server.url, "/?q=%E5%81%9C%E8%BD%A6");
    assert!(page.contains("另有 2 个版本") && page.contains("分开列出"), "{page}");
    let (_, page) = get(&server.url, "/?q=%E5%81%9C%E8%BD%A6&versions=all");
    assert!(page.contains("甲市停车办法（试行）") || page.contains("（试行）"), "{page}");
}

#[test]
fn the_same_text_from_two_files_is_one_document() {
    let environment = Environment::new();
    environment.write("甲市停车办法(2020-01-02).md", format!("# 甲市停车办法\n\n{}", articles(0)));
    environment.write("副本/甲市停车办法.txt", format!("甲市停车办法\n\n{}", articles(0)));
    environment.write("乙市供水办法.txt", format!("乙市供水办法\n\n{}", articles(100)));
    environment.check(&["index", "."], 0, &[]);
    assert_eq!(environment.total(&[""]), 2);
    let document = environment.document("甲市停车办法");
    assert_eq!(document["date"], "2020-01-02");
    assert_eq!(document["sources"].as_array().unwrap().len(), 2, "{document}");

    // One source goes, and later the other: the document stays as long as one is there.
    std::fs::remove_file(environment.library().join("甲市停车办法(2020-01-02).md")).unwrap();
    environment.check(&["index"], 0, &["移除 1"]);
    assert_eq!(environment.document("甲市停车办法")["date"], Value::Null);
    std::fs::remove_dir_all(environment.library().join("副本")).unwrap();
    environment.check(&["index"], 0, &["移除 1"]);
    assert_eq!(environment.total(&[""]), 1);
}

#[test]
fn a_number_that_two_offices_use_does_not_swallow_a_document() {
    let environment = Environment::new();
    let letter = |agency: &str, about: &str, from: usize| {
        format!(
            "{agency}关于{about}的通知\n\n长政发〔2022〕1号\n\n{}\n{agency}\n2022年5月6日\n",
            articles(from)
        )
    };
    environment.write("a.txt", letter("长治市人民政府", "加强停车管理", 0));
    environment.write("b.txt", letter("长沙市人民政府", "做好供水工作", 100));
    environment.check(&["index", "."], 0, &[]);
    assert_eq!(environment.total(&[""]), 2);
    let checked = environment.check(&["check"], 0, &[]);
    assert!(checked.stdout.contains("也是这个文号"), "{}", checked.stdout);
}

#[test]
fn documents_lead_to_each_other() {
    let environment = Environment::new();
    let notice = "甲市财政局关于印发《甲市停车补贴办法》的通知\n\n甲财规〔2021〕3号\n\n\
                  各区财政局：\n\n现将《甲市停车补贴办法》印发给你们，原《甲市停车收费规定》同时废止。\n\n\
                  甲市财政局\n2021年3月4日\n";
    environment.write("a.txt", notice);
    environment.write("b.txt", "《甲市停车补贴办法》解读\n\n办法自四月起施行，补贴按月发放。\n");
    environment.write(
        "c.txt",
        "甲市交通局关于做好停车工作的意见\n\n根据《甲市停车补贴办法》（甲财规〔2021〕3号），提出以下意见。\n",
    );
    environment.check(&["index", "."], 0, &[]);
    let policy = environment.document("甲市财政局关于印发《甲市停车补贴办法》的通知");
    let title = |list: &str, document: &Value| -> Vec<String> {
        let list = document["links"][list].as_array().unwrap();
        list.iter().map(|one| one["title"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(title("explained_by", &policy), ["《甲市停车补贴办法》解读"]);
    assert_eq!(title("cited_by", &policy), ["甲市交通局关于做好停车工作的意见"]);
    assert_eq!(title("references", &policy), ["甲市停车收费规定"]);
    assert_eq!(policy["links"]["references"][0]["document"], Value::Null);
    let explanation = environment.document("《甲市停车补贴办法》解读");
    assert_eq!(title("explains", &explanation), [policy["title"].as_str().unwrap()]);
    let citing = environment.document("甲市交通局关于做好停车工作的意见");
    assert_eq!(citing["links"]["references"][0]["document"]["id"], policy["id"]);

    let server = Server::start(environment.command(&[]));
    let (_, page) =
        get(&server.url, "/doc?id=%E7%94%B2%E8%B4%A2%E8%A7%84%E3%80%942021%E3%80%953%E5%8F%B7");
    for text in ["解读（1）", "被这些文件引用（1）", "引用的文件（1）", "未收录"]
    {
        assert!(page.contains(text), "no {text} in {page}");
    }
}

/// A zip file with one text in it.
fn zipped(text: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("内/甲.txt", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn what_was_in_an_archive_goes_with_it() {
    let environment = Environment::new();
    let text = |about: &str| format!("静安区划船办法\n\n为了{about}，制定本办法。\n");
    environment.write("库/包.zip", zipped(&text("划船安全")));
    environment.write("库/别的.txt", "乙市供水办法\n\n供水应当保证水质。\n");
    environment.check(&["index", "库"], 0, &["新增 2"]);
    assert_eq!(environment.total(&["--literal", "划船安全"]), 1);
    environment.write("库/包.zip", zipped(&text("游泳安全")));
    environment.check(&["index"], 0, &["更新 1"]);
    assert_eq!(environment.total(&["--literal", "划船安全"]), 0);
    assert_eq!(environment.total(&["--literal", "游泳安全"]), 1);
    std::fs::remove_file(environment.library().join("库/包.zip")).unwrap();
    environment.check(&["index"], 0, &["移除 1"]);
    assert_eq!(environment.total(&[""]), 1);
}

#[test]
fn nothing_is_lost_where_two_texts_have_one_name() {
    let environment = Environment::new();
    let notice = |what: &str| {
        format!("关于人事任免的通知\n\n各科室：\n\n{what}\n\n静安区体育局\n2020年4月7日\n")
    };
    environment
        .write("a.txt", notice("任命张三为场馆科科长，自发文之日起任职，原任职务同时免去。"));
    environment
        .write("b.txt", notice("任命李四为训练科科长，自发文之日起任职，原任职务同时免去。"));
    environment.write(
        "台账.csv",
        "标题,日期,机构,内容\n处罚决定书,2020-01-02,静安区城管局,对甲公司罚款一万元\n\
         处罚决定书,2020-01-02,静安区城管局,对乙公司罚款二万元\n",
    );
    environment.check(&["index", "."], 0, &[]);
    for text in ["张三", "李四", "甲公司", "乙公司"] {
        assert_eq!(environment.total(&["--literal", text]), 1, "{text}");
    }
    assert_eq!(environment.total(&["处罚决定书"]), 2);
}
