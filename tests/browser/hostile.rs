//! Documents and queries that try to be more than text, in a real browser: nothing of them runs, nothing
//! is loaded, and what they say is read.

use crate::chromium::Setting;
use crate::page::Page;
use crate::stage::Stage;

/// What would run, load something or change the page.
const ATTACKS: [&str; 4] = [
    "<script>window.hostile=1</script>",
    "\"><img src=x onerror=window.hostile=1>",
    "</title></textarea></style></main><iframe src=javascript:window.top.hostile=1>",
    "<base href=http://evil.example><style>body{display:none}</style>",
];

/// What a page of ours has of elements and attributes that others bring, and whether anything ran.
const LOOK: &str = "
    var foreign = 'script:not([src^=\"/assets/\"]), style, img, iframe, base, object, embed, '
        + '[onerror], [onload], [href^=\"javascript:\"]';
    return [document.querySelectorAll(foreign).length, typeof window.hostile, document.title];";

/// Visits all that shows the documents and what was asked.
pub(crate) fn run(setting: Setting) {
    library().play(setting, async |page| {
        look(page, "/", "hostile start").await;
        for (at, attack) in ATTACKS.iter().enumerate() {
            let query = form_urlencoded::byte_serialize(attack.as_bytes()).collect::<String>();
            let title = look(page, &format!("/?q={query}&agency={query}"), "hostile query").await;
            assert!(title.contains(attack), "{title}");
            let title = look(page, &format!("/doc?id=attack{at}&q={query}"), "hostile text").await;
            assert!(title.contains(attack), "{title}");
            look(page, &format!("/doc?id={query}"), "hostile id").await;
        }
        look(page, "/check", "hostile health").await;
        if setting.javascript {
            page.client.goto(page.url).await.unwrap();
            page.write("通知").await;
            let completions = page.completions().await;
            assert!(completions.iter().any(|text| text.contains("<script>")), "{completions:?}");
            judge(page, "hostile completions").await;
        }
    });
}

/// Opens a page and looks for what does not belong there; tells its title.
async fn look(page: &Page<'_>, path: &str, what: &str) -> String {
    page.client.goto(&format!("{}{path}", page.url)).await.unwrap();
    judge(page, what).await
}

async fn judge(page: &Page<'_>, what: &str) -> String {
    let seen = page.client.execute(LOOK, Vec::new()).await.unwrap();
    assert_eq!(seen[0], 0, "{what} has elements that are not ours");
    assert_eq!(seen[1], "undefined", "{what} ran what it should show");
    page.check(what).await;
    seen[2].as_str().unwrap().to_owned()
}

/// A library of the attacks: in records, and in files named by them.
fn library() -> Stage {
    let record = |(at, attack): (usize, &&str)| {
        let record = serde_json::json!({
            "id": format!("attack{at}"), "title": format!("关于{attack}的通知"),
            "text": format!("# {attack}\n\n第一条 {attack}。\n\n|{attack}|乙|\n|--|--|\n|丙|{attack}|\n"),
            "agency": attack, "district": attack, "number": attack, "date": attack,
            "keywords": [attack], "url": "javascript:window.hostile=1", *attack: attack,
        });
        record.to_string() + "\n"
    };
    let records: String = ATTACKS.iter().enumerate().map(record).collect();
    let texts: Vec<(String, String)> = ATTACKS
        .iter()
        .map(|attack| {
            (format!("{}.md", attack.replace('/', "∕")), format!("# 文件\n\n{attack}。\n"))
        })
        .collect();
    let mut files: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("records.jsonl", &records));
    Stage::library(&files)
}
