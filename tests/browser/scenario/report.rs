//! The table for the next report: from a search to the rows, laid out anew, and back.

use crate::page::Page;

pub(super) async fn make_the_table_of_a_report(page: &Page<'_>) {
    page.search("区块链 -企业 2018年以来的政策").await;
    let all = page.total().await;
    page.follow_link("导出表格").await;
    assert!(page.heading().await.ends_with("相关政策"));
    assert_eq!(page.texts(".report thead th").await, ["时间", "机构", "政策", "内容"]);
    let cells = page.texts(".report tbody tr:first-child td").await;
    assert_eq!(cells[0], "2018年1月");
    assert_eq!(page.texts(".report tbody tr").await.len() as u64, all);
    let files = page.texts(".links a[download]").await;
    assert_eq!(files, ["Word", "Excel", "CSV", "Markdown", "JSON"]);
    page.check("the table").await;

    for css in ["summary", "input[name=columns][value=文种]", "option[value=year]"] {
        page.find(css).await.click().await.unwrap();
    }
    page.follow(&page.find(".layout button").await).await;
    assert_eq!(page.texts(".report thead th").await, ["时间", "机构", "政策", "内容", "文种"]);
    assert_eq!(page.texts(".report tbody tr:first-child").await, ["2018年"]);
    page.check("the table in groups").await;

    page.follow_link("← 返回结果").await;
    assert_eq!(page.total().await, all);
}
