//! Questions on the command line: what was read in them, how it is taken off, what an office adds
//! of its own, and why a document was found or not.

use serde_json::{Value, json};

use crate::program::{Environment, arg};

fn notices(response: &Value) -> Vec<&str> {
    let notices = response["notices"].as_array().unwrap();
    notices.iter().map(|notice| notice["code"].as_str().unwrap()).collect()
}

#[test]
fn receipts_are_shown_and_can_be_taken_off() {
    let library = Environment::with_builtin();
    let question = "2019年静安区的区块链政策";
    let found = library.search(&[question]);
    assert_eq!(found["total"], 1);
    let understood = &found["understood"];
    assert_eq!(understood["keywords"], json!(["区块链"]));
    assert_eq!(understood["dates"], json!({"from": "2019", "to": "2019"}));
    let receipt = json!({"field": "districts", "value": "静安区", "words": "静安区",
                         "start": 5, "end": 8, "applied": "filter"});
    assert_eq!(understood["receipts"][1], receipt);
    assert_eq!(library.total(&[question, "--ignore", "dates"]), 2);
    assert_eq!(library.total(&[question, "--ignore", "districts"]), 4);
    let shown = library.run(&["search", question]);
    shown.check(question, 0, &["“静安区”", "--ignore districts"]);
}

#[test]
fn what_is_given_replaces_what_is_read() {
    let library = Environment::with_builtin();
    let found = library.search(&["静安区的政策", "--district", "杨浦区"]);
    assert_eq!((&found["total"], &found["hits"][0]["district"]), (&json!(2), &json!("杨浦区")));
}

#[test]
fn relative_times_count_from_today() {
    let library = Environment::with_builtin();
    for (today, total) in [("2020-06-30", 4), ("2019-01-01", 7), ("2016", 0)] {
        assert_eq!(library.total(&["去年的政策", "--today", today]), total, "{today}");
    }
}

#[test]
fn counts_and_passages_answer() {
    let library = Environment::with_builtin();
    let found = library.search(&["2018年发布了多少项政策"]);
    assert_eq!(found["answer"], json!({"type": "count", "count": 7}));
    let found = library.search(&["上海区块链技术研究中心由谁发起"]);
    let marked = found["answer"]["marked"].as_array().unwrap();
    assert!(marked.iter().any(|run| run[1] == 1 && run[0].as_str().unwrap().contains("同济大学")));
    assert_eq!(library.search(&["养老金什么时候调整"])["answer"], Value::Null);
}

#[test]
fn a_search_is_narrowed_without_being_read_otherwise() {
    let library = Environment::with_builtin();
    let all = library.total(&["2019年静安区的政策"]);
    assert_eq!(library.total(&["2019年静安区的政策", "--within", "金融"]), 1);
    assert_eq!(library.total(&["2019年静安区的政策", "--within", "-金融"]), all - 1);
    let found = library.search(&["金融", "--in", "title"]);
    let titles = found["hits"].as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap());
    assert!(titles.clone().count() > 1 && titles.clone().all(|title| title.contains("金融")));
}

#[test]
fn synonyms_come_after_the_word_and_can_be_left_out() {
    let library = Environment::new();
    let lines = "标题,内容\n关于AI应用的意见,支持AI企业\n关于人工智能应用的意见,支持企业\n区块链,blockchain\n";
    let file = library.write("台账.csv", lines);
    library.check(&["index", arg(&file)], 0, &[]);
    // AI is no part of blockchain where it stands for 人工智能.
    assert_eq!(library.total(&["人工智能"]), 2);
    for (query, first) in [("人工智能", "关于人工智能应用的意见"), ("AI", "关于AI应用的意见")]
    {
        let found = library.search(&[query]);
        assert_eq!(found["hits"][0]["title"], first);
        assert!(notices(&found).contains(&"synonyms"), "{query}");
    }
    assert_eq!(library.total(&["人工智能", "--no-synonyms"]), 1);
}

#[test]
fn slips_lead_to_a_suggestion() {
    let library = Environment::with_builtin();
    for (slip, meant) in [("区快链", "区块链"), ("供映链", "供应链"), ("qukuailian", "区块链")]
    {
        let found = library.search(&[slip]);
        let notices = found["notices"].as_array().unwrap();
        let suggestion = notices.iter().find(|notice| notice["code"] == "suggestion");
        assert_eq!(suggestion.unwrap()["words"], meant, "{slip}");
    }
    assert!(!notices(&library.search(&["区块链"])).contains(&"suggestion"));
}

#[test]
fn an_office_adds_names_and_synonyms() {
    let library = Environment::new();
    library.write("政策/融资.md", "# 关于融资的通知\n\n发布机构：区融办\n\n支持首贷户。\n");
    library.write("政策/贷款.md", "# 关于贷款的通知\n\n发布机构：市财政局\n\n支持新客户。\n");
    let folder = library.library().join("政策");
    library.check(&["index", arg(&folder)], 0, &["新增 2"]);
    assert_eq!(library.search(&["融资促进中心的通知"])["understood"]["agencies"], json!([]));
    let names =
        "type,name,canonical\nagency,区融办,融资促进中心\nagency,融资促进中心,融资促进中心\n";
    library.write("政策/gazetteer.csv", names);
    library.write("政策/synonyms.csv", "words\n首贷户|新客户\n");
    library.check(&["index"], 0, &["更新 2"]);
    let found = library.search(&["融资促进中心的通知"]);
    assert_eq!(found["understood"]["agencies"], json!(["融资促进中心"]));
    assert_eq!((&found["total"], &found["hits"][0]["agency"]), (&json!(1), &json!("融资促进中心")));
    assert_eq!(library.total(&["首贷户"]), 2);
    library.write("政策/gazetteer.csv", "type,name,canonical\n机构,x,y\n");
    library.check(&["index"], 1, &["gazetteer.csv", "第 2 行"]);
    // Spreadsheets are saved in GBK on many machines.
    let (gbk, ..) = encoding_rs::GBK.encode("words\n首贷户|新客户\n");
    library.write("政策/synonyms.csv", gbk);
    assert_eq!(library.total(&["首贷户"]), 2);
    library.write("政策/synonyms.csv", [0, 159, 146, 150]);
    library.check(&["index"], 1, &["synonyms.csv"]);
}

#[test]
fn explain_says_why_and_what_to_change() {
    let library = Environment::with_builtin();
    let id =
        library.document("杨浦区推进区块链产业升级发展政策")["id"].as_str().unwrap().to_owned();
    let question = "2019年静安区的金融政策";
    let said = library.check(&["explain", question, &id], 1, &[]);
    for part in ["“静安区”", "筛选 districts：不符合", "--ignore districts", "没有“金融”"]
    {
        assert!(said.stdout.contains(part), "{part} in {}", said.stdout);
    }
    let said = library.check(&["explain", "杨浦区的政策", &id, "--format", "json"], 0, &[]);
    let explained: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(
        (&explained["document"]["found"], &explained["document"]["rank"]),
        (&json!(true), &json!(1))
    );
    library.check(&["explain", "杨浦区的政策", "nothing"], 1, &["nothing"]);
}

#[test]
fn an_offices_own_names_count_in_titles_heads_and_tables() {
    // By its form it is no agency: only the gazetteer of the office says so.
    let names = "type,name,canonical\nagency,海豚专班,海豚专班\n";
    let text = "各有关单位：\n\n为了保护海豚，现就有关事项通知如下，请认真贯彻执行。\n";
    let title = format!("海豚专班关于保护海豚的通知\n\n{text}");
    let head = format!("海豚专班文件\n\n海豚〔2024〕1号\n\n关于观察海豚的通知\n\n{text}");
    let cells = "<tr><td>海豚专班</td><td>文件</td></tr>";
    let table = format!(
        "<html><body><table>{cells}</table><p>海豚〔2024〕2号</p><h1>关于救助海豚的通知</h1>\
         <p>{text}</p></body></html>"
    );
    let files = [("题名.txt", &title), ("文头.txt", &head), ("表格.html", &table)];
    for (with_names, expected) in [(false, 0), (true, files.len() as u64)] {
        let environment = Environment::new();
        for (name, content) in &files {
            environment.write(&format!("库/{name}"), content);
        }
        if with_names {
            environment.write("库/gazetteer.csv", names);
        }
        environment.check(&["index", "库"], 0, &[]);
        assert_eq!(environment.total(&[""]), files.len() as u64);
        let of_agency: Vec<_> =
            environment.search(&["", "--agency", "海豚专班", "--ignore", "agencies"])["hits"]
                .as_array()
                .unwrap()
                .iter()
                .map(|hit| hit["title"].clone())
                .collect();
        assert_eq!(of_agency.len() as u64, expected, "{of_agency:?}");
    }
}

#[test]
fn a_word_that_is_only_elsewhere_leaves_a_way_out() {
    let environment = Environment::with_builtin();
    // The filter that the query names, none of whose documents has the word.
    for (query, field) in [("市科委 金融", "agencies"), ("静安区 供应链", "districts")] {
        let found = environment.search(&[query]);
        assert_eq!((&found["total"], &found["ways_out"][0]["drop"]), (&json!(0), &json!(field)));
        let total = &found["ways_out"][0]["total"];
        let ignored = environment.search(&["--ignore", field, query]);
        assert!(total.as_u64() > Some(0) && *total == ignored["total"], "{query}: {ignored}");
    }
}
