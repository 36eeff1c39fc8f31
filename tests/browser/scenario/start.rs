//! A clerk opens the program for the first time.

use crate::page::Page;

pub(super) async fn begin_at_the_start_page(page: &Page<'_>) {
    assert!(page.is_box_focused().await);
    let said = page.says().await;
    for expected in ["资料库有 39 篇文件", "读入", "样本", "zhengce index 文件夹", "最新的文件"]
    {
        assert!(said.contains(expected), "no {expected} in {said}");
    }
    page.check("the start page").await;

    let examples = page.examples().await;
    assert!(examples.len() > 3, "{examples:?}");
    for example in examples {
        page.follow_link(&example).await;
        assert_eq!(page.query().await, example);
        assert!(page.total().await > 0, "{example}");
        page.back().await;
    }

    page.follow_link("静安区").await;
    assert_eq!(page.asked().await, "行政区 静安区");
    assert_eq!(page.total().await, 2);
    assert!(page.is_ticked("静安区").await);
    page.back().await;
    page.follow_link("2018年").await;
    assert_eq!(page.asked().await, "年份 2018年");
    page.back().await;

    page.search("").await;
    assert!(page.says().await.contains("资料库有"));
    page.search("区块链").await;
    assert_eq!(page.asked().await, "区块链");
    assert_eq!(page.window_title().await, "区块链 · 政策检索");
}
