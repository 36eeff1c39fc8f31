//! Two versions of a regulation: from a search to the words that were changed, and on to a file of it.

use crate::chromium::Setting;
use crate::stage::Stage;

const OLD: &str = "# 滨江市湿地保护办法\n\n滨江市人民政府令第3号\n\n2018年3月1日\n\n第一章 总则\n\n\
    第一条 为了保护湿地，制定本办法。\n\n第二条 占用湿地的，应当缴纳补偿费。\n\n\
    第三条 补偿费由市财政局收取，用于湿地恢复。\n\n第四条 本办法自2018年6月1日起施行。\n";

const NEW: &str = "# 滨江市湿地保护办法\n\n滨江市人民政府令第9号\n\n2021年5月1日\n\n第一章 总则\n\n\
    第一条 为了保护湿地，制定本办法。\n\n第二条 任何人都可以举报破坏湿地的行为。\n\n\
    第三条 占用湿地的，应当缴纳补偿费。\n\n第四条 补偿费由市水务局收取，用于湿地恢复。\n\n\
    第五条 本办法自2021年6月1日起施行。\n";

/// Tells the story in one setting.
pub(crate) fn run(setting: Setting) {
    let files = [("旧.md", OLD), ("新.md", NEW)];
    Stage::library(&files).play(setting, async |page| {
        page.search("滨江市人民政府令第3号").await;
        page.open_first().await;
        page.follow_path("//*[@role='note']//a[normalize-space()='与它逐条比较']").await;
        page.check("two versions side by side").await;
        assert_eq!(page.texts(".compared dd a").await.len(), 2);
        let summary = page.texts(".summary li").await;
        assert_eq!(summary[0], "条：修改 2，新增 1，相同 2；其中条号变动 3");
        assert_eq!(page.texts("del").await, ["删除线", "财政局", "2018"]);
        assert_eq!(page.texts("ins").await[1], "任何人都可以举报破坏湿地的行为。");
        let changes = page.texts(".changes li a").await;
        assert_eq!(changes, ["第二条", "第三条 → 第四条", "第四条 → 第五条"]);

        page.click(&page.find(".changes li:nth-child(3) a").await).await;
        let address = page.client.current_url().await.unwrap();
        assert_eq!(address.fragment(), Some("c3"));
        let folded = page.find(".same summary").await;
        page.click(&folded).await;
        assert!(page.text(".same[open]").await.contains("为了保护湿地"));

        page.follow_link("前后对调").await;
        assert_eq!(page.texts("del").await[1], "任何人都可以举报破坏湿地的行为。");
    });
}
