//! Reading a document: it opens at the best passage, one goes from mark to mark, looks for other words,
//! goes to an article, takes the citation along, and learns that there is a newer version.

use crate::chromium::Setting;
use crate::opened::Opened;
use crate::stage::Stage;

const OLD: &str = "# 滨江市湿地保护办法\n\n滨江市人民政府令第3号\n\n2018年3月1日\n\n第一章 总则\n\n\
    第一条 为了保护湿地，制定本办法。\n\n第二条 本市湿地的保护适用本办法。\n\n第二章 补偿\n\n\
    第三条 占用湿地的，应当缴纳补偿费。\n\n第四条 补偿费由市财政局收取，用于湿地恢复。\n\n\
    第五条 本办法自2018年6月1日起施行。\n";

const NEW: &str = "# 滨江市湿地保护办法\n\n滨江市人民政府令第9号\n\n2021年5月1日\n\n第一章 总则\n\n\
    第一条 为了保护湿地，制定本办法。\n\n第二条 本市湿地的保护和利用适用本办法。\n\n第二章 补偿\n\n\
    第三条 占用湿地的，应当缴纳生态补偿费。\n\n第四条 生态补偿费由市财政局收取，用于湿地恢复。\n\n\
    第五条 本办法自2021年6月1日起施行。\n";

/// Tells the story in one setting.
pub(crate) fn run(setting: Setting) {
    let files = [("旧.md", OLD), ("新.md", NEW)];
    Stage::library(&files).play(setting, async |page| {
        page.search("湿地的生态补偿费").await;
        page.open_first().await;
        page.check("a document at its best passage").await;
        let opened = Opened(page);
        assert_eq!(page.client.current_url().await.unwrap().fragment(), Some("best"));
        let marked = opened.marked().await;
        assert!(marked.iter().any(|words| words == "生态补偿费"), "{marked:?}");
        assert!(opened.marks().await.contains(&format!("标出 {} 处", marked.len())));
        if page.setting.javascript {
            opened.press("下一处").await;
            let first = opened.place().await;
            opened.press("下一处").await;
            assert_ne!(opened.place().await, first);
            opened.press("上一处").await;
            assert_eq!(opened.place().await, first);
            opened.press("宋体").await;
        }

        opened.look_for("财政局").await;
        assert_eq!(opened.marked().await, ["财政局"]);
        assert!(opened.marks().await.starts_with("“财政局”标出 1 处"));
        assert_eq!(page.client.current_url().await.unwrap().fragment(), Some("best"));
        page.check("words looked for in a document").await;

        opened.unfold("引用格式").await;
        let citation =
            "《滨江市湿地保护办法》（滨江市人民政府令第9号，滨江市人民政府，2021年5月1日）";
        assert_eq!(opened.citation().await, citation);
        opened.unfold("第三条至第五条").await;
        assert_eq!(opened.go_to("第四条").await, "a4");

        page.back_to_results().await;
        assert_eq!(page.query().await, "湿地的生态补偿费");
        page.search("滨江市人民政府令第3号").await;
        page.open_first().await;
        opened.follow_the_newer_version().await;
        opened.unfold("引用格式").await;
        assert_eq!(opened.citation().await, citation);
    });
}
