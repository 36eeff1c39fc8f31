//! A report writer narrows a result until it is what the report is about, and widens it again.

use crate::page::Page;

pub(super) async fn narrow_and_widen_a_result(page: &Page<'_>) {
    page.search("2018年以来的区块链政策").await;
    assert_eq!(page.read_words().await, ["2018年以来时间", "政策类别"]);
    page.search("区块链").await;
    let all = page.total().await;

    page.search_within("金融").await;
    let within = page.total().await;
    assert!(0 < within && within < all, "{within} of {all}");
    page.search_within("静安").await;
    assert!(page.total().await < within);
    assert_eq!(page.asked().await, "区块链；结果中 金融；结果中 静安");
    assert_eq!(page.query().await, "区块链");
    page.check("within the results").await;
    page.click_chip("结果中：静安").await;
    assert_eq!(page.total().await, within);
    page.search_in("title").await;
    let titles = page.total().await;
    assert!(0 < titles && titles < all, "{titles} of {all}");
    page.search_in("").await;
    assert_eq!(page.total().await, all);

    page.range("2018年", "2019/12").await;
    assert!(page.chips().await.iter().any(|chip| chip.starts_with("日期：2018年至2019年12月")));
    let two_years = page.total().await;
    page.check("a range of time").await;
    page.click_chip("2018年至2019年12月").await;
    page.click_year(2018).await;
    assert_eq!(page.asked().await, "区块链；年份 2018年");
    page.click_year(2019).await;
    assert_eq!(page.asked().await, "区块链；年份 2018年至2019年");
    assert_eq!(page.total().await, two_years);
    if page.setting.javascript {
        page.drag_years(2020, 2017).await;
        assert_eq!(page.asked().await, "区块链；年份 2017年至2020年");
    }

    page.search_within("没有这样的话").await;
    assert_eq!(page.total().await, 0);
    page.check("nothing within the results").await;
    page.follow_path("//ul[@class='ways-out']//a[contains(., '结果中：没有这样的话')]").await;
    assert!(page.total().await > 0);
}

pub(super) async fn find_a_value_and_tick_on(page: &Page<'_>) {
    let is_narrow = page.setting.width < 800;
    page.follow_link("39 篇文件").await;
    page.find_in_facet("agency", "杨浦").await;
    if page.setting.javascript {
        let seen = page.values_on_view("#facet-agency").await;
        assert_eq!(seen, ["杨浦区（作为机构）"]);
    }
    page.send_facet("agency").await;
    assert_eq!(page.values_on_view(".all-values").await, ["杨浦区（作为机构）"]);
    page.check("all values of a facet").await;
    page.tick_value("杨浦区").await;
    assert_eq!(page.asked().await, "机构 杨浦区");
    page.click_chip("杨浦区").await;

    page.unfold("agency").await;
    let seen = page.values_on_view("#facet-agency").await;
    let last = seen.last().unwrap().clone();
    page.tick_value(&last).await;
    assert!(page.is_panel_open().await);
    if page.setting.javascript {
        assert!(page.scrolled().await > 0.0);
        assert!(page.focused_text().await.contains(&last));
        let still = page.values_on_view("#facet-agency").await;
        assert_eq!(still.len(), seen.len());
    }
    page.check("a value ticked far down").await;
    assert_eq!(page.filters_on_button().await, is_narrow.then_some(1));
    if is_narrow {
        let total = page.total().await;
        assert_eq!(page.see_results().await, format!("查看 {total} 篇"));
        assert!(!page.is_panel_open().await);
    }
}
