//! Citations of documents and articles, printed and as files of the server.

use crate::http::{ask, get};
use crate::program::Environment;
use crate::server::Server;

const LAW: &str = "# 滨江市湿地保护办法\n\n滨江市人民政府令第9号\n\n2021年5月1日\n\n第一章 总则\n\n\
    第一条 为了保护湿地，制定本办法。\n\n第二条 应当缴纳：\n\n（一）补偿费；\n\n（二）管理费。\n\n前款的费用应当公开。\n\n\
    第二条之一 本办法自2021年6月1日起施行。\n";

#[test]
fn a_document_and_its_articles_are_cited() {
    let environment = Environment::new();
    environment.write("湿地.md", LAW);
    environment.check(&["index", "湿地.md"], 0, &[]);
    let id = environment.document("滨江市湿地保护办法")["id"].as_str().unwrap().to_owned();
    let cases: [(&[&str], &str); 6] = [
        (&[], "滨江市人民政府. 滨江市湿地保护办法: 滨江市人民政府令第9号[Z]. 2021-05-01.\n"),
        (
            &["二", "--quote"],
            "第二条 应当缴纳：\n（一）补偿费；\n（二）管理费。\n前款的费用应当公开。\n\
             滨江市人民政府. 滨江市湿地保护办法: 滨江市人民政府令第9号[Z]. 2021-05-01: 第二条.\n",
        ),
        (
            &["第二条第二款", "--quote", "--format", "office"],
            "前款的费用应当公开。\n\
             《滨江市湿地保护办法》（滨江市人民政府令第9号，滨江市人民政府，2021年5月1日）第二条第二款\n",
        ),
        (
            &["2(2)", "--quote", "--format", "office"],
            "（二）管理费。\n\
             《滨江市湿地保护办法》（滨江市人民政府令第9号，滨江市人民政府，2021年5月1日）第二条第一款第二项\n",
        ),
        (
            &["第二条之一", "--format", "office"],
            "《滨江市湿地保护办法》（滨江市人民政府令第9号，滨江市人民政府，2021年5月1日）第二条之一\n",
        ),
        (
            &["--format", "office"],
            "《滨江市湿地保护办法》（滨江市人民政府令第9号，滨江市人民政府，2021年5月1日）\n",
        ),
    ];
    for (args, expected) in cases {
        let told = environment.check(&[&["cite", &id], args].concat(), 0, &[]).stdout;
        assert_eq!(told, expected, "{args:?}");
    }
    let known = "有第一条至第二条、第二条之一";
    environment.check(&["cite", &id, "第九条"], 1, &["没有“第九条”这一处", known]);
    environment.check(&["cite", "无此编号"], 1, &["没有编号为“无此编号”的文件"]);
    environment.check(&["cite", &id, "--quote"], 2, &["PART"]);
    for named in ["滨江市湿地保护办法", "《滨江市湿地保护办法》", "滨江市人民政府令 第9号"]
    {
        let told = environment.check(&["cite", named], 0, &[]).stdout;
        assert!(told.contains("滨江市湿地保护办法"), "{named}: {told}");
    }
    environment.check(&["show", "滨江市湿地保护办法全文"], 1, &["不止是一份文件的名称", &id]);
    let ris = environment.check(&["cite", &id, "--format", "ris"], 0, &[]).stdout;
    assert!(
        ris.starts_with("TY  - ") && ris.ends_with("\nER  - \n") && !ris.contains('␍'),
        "{ris}"
    );
}

#[test]
fn the_server_hands_out_files_of_references() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let found = environment.search(&["区块链", "--kind", "policy", "--limit", "1"]);
    let total = found["total"].as_u64().unwrap() as usize;
    let entries =
        [("bibtex", "\n@", ".bib"), ("ris", "\nTY  - ", ".ris"), ("gbt7714", "\n[", ".txt")];
    for (format, begins, ending) in entries {
        let path = format!("/cite?format={format}&q=%E5%8C%BA%E5%9D%97%E9%93%BE&kind=policy");
        let host = format!("Host: {}", server.url.trim_start_matches("http://"));
        let answer = ask(&server.url, &path, &[&host]);
        assert_eq!(format!("\n{}", answer.body).matches(begins).count(), total, "{}", answer.body);
        let name = format!("references{}", ending.replace('.', "%2E"));
        assert!(answer.head.contains(&name), "{}", answer.head);
    }
    let page = get(&server.url, "/?q=%E5%8C%BA%E5%9D%97%E9%93%BE").1;
    assert!(page.contains("/cite?format=ris&#38;q=%E5%8C%BA%E5%9D%97%E9%93%BE"), "{page}");
    for path in ["/cite", "/cite?format=word&q=a", "/cite?id=x&format=ris"] {
        assert_eq!(get(&server.url, path).0, 404, "{path}");
    }
    let id = found["hits"][0]["id"].as_str().unwrap();
    let id = form_urlencoded::byte_serialize(id.as_bytes()).collect::<String>();
    assert_eq!(get(&server.url, &format!("/cite?id={id}&format=bibtex")).0, 200);
    assert_eq!(get(&server.url, &format!("/cite?id={id}&format=bibtex&article=999")).0, 404);
}
