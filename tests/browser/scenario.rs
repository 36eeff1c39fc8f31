//! What staff of an office do: search, narrow by a district, widen again, read
//! a document, go back; ask in a sentence, and take off what was read out of it;
//! let the box complete what they type; begin at the start page; narrow a result in all its ways; make a
//! table of it.

mod narrowing;
mod report;
mod start;

use fantoccini::key::Key;

use crate::chromium::Setting;
use crate::keyboard::by_the_keyboard_alone;
use crate::page::Page;
use crate::stage::Stage;

/// A story of using the application.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scenario {
    Tick,
    Ask,
    Complete,
    Keyboard,
    Count,
    Start,
    Narrow,
    Facets,
    Table,
}

impl Scenario {
    /// All of them.
    pub(crate) const ALL: [Scenario; 9] = [
        Scenario::Tick,
        Scenario::Ask,
        Scenario::Complete,
        Scenario::Keyboard,
        Scenario::Count,
        Scenario::Start,
        Scenario::Narrow,
        Scenario::Facets,
        Scenario::Table,
    ];

    /// What it is called among the tests.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Scenario::Tick => "search_tick_open_and_go_back",
            Scenario::Ask => "ask_and_take_off_what_was_read",
            Scenario::Complete => "complete_what_is_typed",
            Scenario::Keyboard => "by_the_keyboard_alone",
            Scenario::Count => "count_and_look_behind_a_number",
            Scenario::Start => "begin_at_the_start_page",
            Scenario::Narrow => "narrow_and_widen_a_result",
            Scenario::Facets => "find_a_value_and_tick_on",
            Scenario::Table => "make_the_table_of_a_report",
        }
    }

    /// Runs it in one setting.
    pub(crate) fn run(self, setting: Setting) {
        Stage::builtin().play(setting, async |page| match self {
            Scenario::Tick => search_tick_open_and_go_back(page).await,
            Scenario::Ask => ask_and_take_off_what_was_read(page).await,
            Scenario::Complete => complete_what_is_typed(page).await,
            Scenario::Keyboard => by_the_keyboard_alone(page).await,
            Scenario::Count => count_and_look_behind_a_number(page).await,
            Scenario::Start => start::begin_at_the_start_page(page).await,
            Scenario::Narrow => narrowing::narrow_and_widen_a_result(page).await,
            Scenario::Facets => narrowing::find_a_value_and_tick_on(page).await,
            Scenario::Table => report::make_the_table_of_a_report(page).await,
        });
    }
}

async fn search_tick_open_and_go_back(page: &Page<'_>) {
    page.follow_link("39 篇文件").await;
    assert_eq!(page.total().await, 39);
    assert_eq!(page.slash_goes_to_the_query().await, page.setting.javascript);
    page.check("all documents").await;

    page.search("区块链").await;
    let all = page.total().await;
    assert_eq!(page.query().await, "区块链");
    assert_eq!(page.titles().await.len(), 10);
    assert!(page.marks().await > 10);
    page.check("the results").await;

    page.tick("静安区").await;
    assert!(page.is_ticked("静安区").await);
    assert_eq!(page.total().await, 2);
    let titles = page.titles().await;
    assert!(titles.iter().any(|title| title == "静安区促进金融业开放发展举措"), "{titles:?}");
    page.check("the results of a district").await;

    page.tick("杨浦区").await;
    assert_eq!(page.total().await, 4);
    page.tick("静安区").await;
    assert_eq!(page.total().await, 2);
    assert!(!page.is_ticked("静安区").await);
    page.tick("杨浦区").await;
    assert_eq!(page.total().await, all);
    assert_eq!(page.query().await, "区块链");

    let titles = page.titles().await;
    page.open_first().await;
    assert_eq!(page.heading().await, titles[0]);
    page.check("a document").await;

    page.back().await;
    assert_eq!(page.titles().await, titles);
    page.open_first().await;
    page.back_to_results().await;
    assert_eq!(page.titles().await, titles);
    assert_eq!(page.total().await, all);

    page.follow_link("资料库体检").await;
    assert_eq!(page.heading().await, "资料库体检");
    page.check("the health of the library").await;
    page.follow_link("提到而没有收录（5）").await;
    assert_eq!(page.heading().await, "提到而没有收录");
    page.check("the findings of a kind").await;
}

async fn ask_and_take_off_what_was_read(page: &Page<'_>) {
    page.search("2019年静安区的区块链政策").await;
    assert_eq!(page.total().await, 1);
    assert_eq!(page.chips().await.len(), 3);
    page.check("a question").await;
    page.click_chip("2019年").await;
    assert_eq!(page.total().await, 2);
    assert_eq!(page.query().await, "2019年静安区的区块链政策");
    let chips = page.chips().await;
    assert!(chips.iter().any(|chip| chip.starts_with("不自动限定时间")), "{chips:?}");
    page.click_chip("不自动限定时间").await;
    assert_eq!(page.total().await, 1);
    assert!(page.is_ticked("静安区").await);
    page.tick("静安区").await;
    assert!(!page.is_ticked("静安区").await);
    assert!(page.total().await > 1);

    page.search("2018年发布了多少项政策").await;
    assert_eq!(page.count().await, "共 7 项");
    assert_eq!(page.total().await, 7);
    page.check("a count").await;

    page.search("2019年杨浦区的政策").await;
    assert_eq!(page.total().await, 0);
    page.check("nothing found").await;
    page.follow_link("去掉时间限定（2019年）：2 篇").await;
    assert_eq!(page.total().await, 2);

    page.search("区快链").await;
    page.check("a slip").await;
    page.follow_link("区块链").await;
    assert_eq!(page.query().await, "区块链");
    assert!(page.total().await > 10);

    page.search("区块链芯片").await;
    page.check("synonyms").await;
    page.follow_link("只按原词查找").await;
    page.follow_link("也查同义的说法").await;
    assert_eq!(page.query().await, "区块链芯片");
}

async fn complete_what_is_typed(page: &Page<'_>) {
    page.write("静安区 区块").await;
    if !page.setting.javascript {
        assert!(!page.has_completions().await);
        return;
    }
    assert_eq!(page.completions().await[0], "静安区 区块链");
    page.check("completions").await;
    page.press(Key::Down).await;
    assert_eq!(page.query().await, "静安区 区块链");
    page.press(Key::Escape).await;
    assert_eq!(page.query().await, "静安区 区块");
    assert!(!page.has_completions().await);

    page.write("jing").await;
    let first = page.completions().await[0].clone();
    page.press(Key::Down).await;
    page.press_enter().await;
    assert_eq!(page.query().await, first);

    page.write("qukuai").await;
    let completions = page.completions().await;
    page.click_completion(0).await;
    assert_eq!(page.query().await, completions[0]);
    assert!(page.total().await > 0);
    page.check("what was completed").await;
}

async fn count_and_look_behind_a_number(page: &Page<'_>) {
    page.search("区块链").await;
    let all = page.total().await;
    page.follow_link("概览").await;
    assert_eq!(page.heading().await, "“区块链”的概览");
    assert_eq!(page.query().await, "区块链");
    assert!(page.names_stay_in_view("行政区与年份").await);
    page.check("the overview").await;

    let number = page.cell("行政区与年份", "静安区", "2019年").await;
    page.follow_cell("行政区与年份", "静安区", "2019年").await;
    assert_eq!(page.total().await.to_string(), number);
    let chips = page.chips().await;
    for said in ["行政区：静安区", "年份：2019年"] {
        assert!(chips.iter().any(|chip| chip.starts_with(said)), "{chips:?}");
    }
    page.click_chip("年份：2019年").await;
    page.click_chip("行政区：静安区").await;
    assert_eq!(page.total().await, all);
}
