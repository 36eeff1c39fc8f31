//! What only the start page and the page of results have: ways in, boxes to narrow by, facets.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::Value;

use super::Page;

impl Page<'_> {
    /// Whether the query box has the focus.
    pub(crate) async fn is_box_focused(&self) -> bool {
        let focused = self.client.active_element().await.unwrap();
        focused.attr("id").await.unwrap().as_deref() == Some("q")
    }

    /// What the page says, without its marks.
    pub(crate) async fn says(&self) -> String {
        self.text("main").await
    }

    /// The questions that the start page offers.
    pub(crate) async fn examples(&self) -> Vec<String> {
        let mut examples = Vec::new();
        for link in self.client.find_all(Locator::Css(".examples a")).await.unwrap() {
            examples.push(link.text().await.unwrap());
        }
        examples
    }

    /// The heading of the results.
    pub(crate) async fn asked(&self) -> String {
        self.text("h1.asked").await
    }

    /// The title of the window.
    pub(crate) async fn window_title(&self) -> String {
        self.client.title().await.unwrap()
    }

    /// What the words of the query were read as, each word with its field behind it.
    pub(crate) async fn read_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        for word in self.client.find_all(Locator::Css(".origin .read")).await.unwrap() {
            words.push(word.text().await.unwrap());
        }
        words
    }

    /// Asks for something within the results.
    pub(crate) async fn search_within(&self, text: &str) {
        self.find(".within input[type=search]").await.send_keys(text).await.unwrap();
        self.follow(&self.find(".within button").await).await;
    }

    /// Looks for the query in titles alone, or everywhere.
    pub(crate) async fn search_in(&self, scope: &str) {
        let choice = self.find(&format!(".scope input[value='{scope}']")).await;
        self.click(&choice).await;
        self.follow(&self.find("[role=search] .go").await).await;
    }

    /// Writes into the two fields of a range, and sends them.
    pub(crate) async fn range(&self, from: &str, to: &str) {
        self.open_panel().await;
        for (name, value) in [("from", from), ("to", to)] {
            let field = self.find(&format!(".range input[name={name}]")).await;
            field.clear().await.unwrap();
            field.send_keys(value).await.unwrap();
        }
        self.follow(&self.find(".range button").await).await;
    }

    /// Clicks on the bar of a year.
    pub(crate) async fn click_year(&self, year: u32) {
        self.open_panel().await;
        self.follow(&self.find(&bar(year)).await).await;
    }

    /// Drags from the bar of one year to that of another.
    pub(crate) async fn drag_years(&self, from: u32, to: u32) {
        self.open_panel().await;
        let here = self.find("html").await;
        let [first, last] = [self.find(&bar(from)).await, self.find(&bar(to)).await];
        let over = |element: &fantoccini::elements::Element| PointerAction::MoveToElement {
            element: element.clone(),
            duration: Some(Duration::from_millis(50)),
            x: 0.0,
            y: 0.0,
        };
        let drag = MouseActions::new("mouse".to_owned())
            .then(over(&first))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(over(&last))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(drag).await.unwrap();
        self.wait_until_gone(&here).await;
    }

    /// Opens the panel of facets where it is folded.
    pub(crate) async fn open_panel(&self) {
        if !self.is_panel_open().await {
            self.click(&self.find("label.side-button").await).await;
        }
    }

    /// Whether the panel of facets is on view.
    pub(crate) async fn is_panel_open(&self) -> bool {
        self.find(".side.facets").await.is_displayed().await.unwrap()
    }

    /// How many filters the button of the panel says are in force; `None` where it is not on view.
    pub(crate) async fn filters_on_button(&self) -> Option<u32> {
        let count = self.client.find(Locator::Css(".side-button .active")).await.ok()?;
        let text = count.prop("textContent").await.unwrap()?;
        count.is_displayed().await.unwrap().then_some(())?;
        text.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
    }

    /// Closes the panel by the button that says how many documents there are; its text.
    pub(crate) async fn see_results(&self) -> String {
        let button = self.find(".see").await;
        let said = button.text().await.unwrap();
        self.click(&button).await;
        said
    }

    /// Types into the box of a facet.
    pub(crate) async fn find_in_facet(&self, facet: &str, text: &str) {
        self.open_panel().await;
        let search = self.find(&format!("#facet-{facet} .find input[type=search]")).await;
        search.send_keys(text).await.unwrap();
    }

    /// Sends the box of a facet.
    pub(crate) async fn send_facet(&self, facet: &str) {
        let here = self.find("html").await;
        let search = self.find(&format!("#facet-{facet} .find input[type=search]")).await;
        search.send_keys("\u{e007}").await.unwrap();
        self.wait_until_gone(&here).await;
    }

    /// The values to tick that are on view.
    pub(crate) async fn values_on_view(&self, facet: &str) -> Vec<String> {
        let mut values = Vec::new();
        let labels = format!("{facet} .tick-label");
        for label in self.client.find_all(Locator::Css(&labels)).await.unwrap() {
            if label.is_displayed().await.unwrap() {
                values.push(label.text().await.unwrap());
            }
        }
        values
    }

    /// Unfolds the values of a facet.
    pub(crate) async fn unfold(&self, facet: &str) {
        self.open_panel().await;
        self.click(&self.find(&format!("#more-{facet} summary")).await).await;
    }

    /// Ticks a value of a facet.
    pub(crate) async fn tick_value(&self, value: &str) {
        let path = format!("//a[@class='tick'][contains(., '{value}')]");
        let link = self.client.find(Locator::XPath(&path)).await.unwrap();
        self.follow(&link).await;
    }

    /// How far down the page is, in pixels.
    pub(crate) async fn scrolled(&self) -> f64 {
        let top = self.client.execute("return window.pageYOffset", Vec::new()).await.unwrap();
        top.as_f64().unwrap()
    }

    /// The text of what has the focus.
    pub(crate) async fn focused_text(&self) -> String {
        let script = "return document.activeElement.textContent";
        match self.client.execute(script, Vec::new()).await.unwrap() {
            Value::String(text) => text,
            _ => String::new(),
        }
    }
}

/// The bar of a year.
fn bar(year: u32) -> String {
    format!(".side .histogram a[data-from='{year}'] .reach")
}
