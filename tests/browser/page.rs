//! A page as its user sees it: what it shows and where one can click. The only
//! file that knows the markup.

mod results;

use std::time::Duration;

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::Value;

use crate::chromium::Setting;
use crate::{devtools, log};

/// The browser window, used in one setting.
pub(crate) struct Page<'a> {
    pub(crate) client: &'a Client,
    pub(crate) setting: Setting,
    /// The address of the server.
    pub(crate) url: &'a str,
}

impl Page<'_> {
    pub(crate) async fn find(&self, css: &str) -> Element {
        let found = self.client.wait().for_element(Locator::Css(css)).await;
        found.unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    pub(crate) async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap()
    }

    /// Clicks with the mouse. The driver's own click needs timers of the page, which do not run
    /// without JavaScript.
    pub(crate) async fn click(&self, element: &Element) {
        let script = "arguments[0].scrollIntoView({ block: 'center' })";
        let argument = serde_json::to_value(element).unwrap();
        self.client.execute(script, vec![argument]).await.unwrap();
        let press = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement {
                element: element.clone(),
                duration: None,
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(press).await.unwrap();
    }

    /// Clicks on what leads to another page, and waits until this one is gone.
    pub(crate) async fn follow(&self, element: &Element) {
        let here = self.find("html").await;
        self.click(element).await;
        self.wait_until_gone(&here).await;
    }

    /// Goes back in the history.
    pub(crate) async fn back(&self) {
        let here = self.find("html").await;
        self.client.back().await.unwrap();
        self.wait_until_gone(&here).await;
    }

    async fn wait_until_gone(&self, page: &Element) {
        while page.tag_name().await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Types a query into the box and presses the button.
    pub(crate) async fn search(&self, query: &str) {
        self.write(query).await;
        self.follow(&self.find("[role=search] button[type=submit]").await).await;
    }

    /// Writes a query into the box, and leaves it there.
    pub(crate) async fn write(&self, query: &str) {
        let input = self.find("[role=search] input[name=q]").await;
        input.clear().await.unwrap();
        input.send_keys(query).await.unwrap();
    }

    /// Presses a key in the query box.
    pub(crate) async fn press(&self, key: Key) {
        let input = self.find("[role=search] input[name=q]").await;
        input.send_keys(&char::from(key).to_string()).await.unwrap();
    }

    /// Sends the query by the keyboard.
    pub(crate) async fn press_enter(&self) {
        let here = self.find("html").await;
        self.press(Key::Enter).await;
        self.wait_until_gone(&here).await;
    }

    /// The completions, once they are listed for what is in the box.
    pub(crate) async fn completions(&self) -> Vec<String> {
        self.find("[role=combobox][aria-expanded=true]").await;
        let options = Locator::Css("[role=option] > :first-child");
        let mut completions = Vec::new();
        for option in self.client.find_all(options).await.unwrap() {
            completions.push(option.text().await.unwrap());
        }
        completions
    }

    /// Whether any completion is on view.
    pub(crate) async fn has_completions(&self) -> bool {
        let options = self.client.find_all(Locator::Css("[role=option]")).await.unwrap();
        for option in options {
            if option.is_displayed().await.unwrap() {
                return true;
            }
        }
        false
    }

    /// Clicks on a completion, which is then searched for.
    pub(crate) async fn click_completion(&self, at: usize) {
        let option = self.find(&format!("[role=option]:nth-child({})", at + 1)).await;
        self.follow(&option).await;
    }

    /// The filters in force, as the chips say them.
    pub(crate) async fn chips(&self) -> Vec<String> {
        self.texts(".chip").await
    }

    /// Takes off the filter of the chip that says this, or brings it back.
    pub(crate) async fn click_chip(&self, said: &str) {
        let path = format!("//a[contains(@class, 'chip')][contains(., '{said}')]");
        self.follow_path(&path).await;
    }

    /// Follows the link of this text in the results.
    pub(crate) async fn follow_link(&self, text: &str) {
        self.follow_path(&format!("//main//a[normalize-space()='{text}']")).await;
    }

    pub(crate) async fn follow_path(&self, path: &str) {
        self.follow(&self.find_path(path).await).await;
    }

    pub(crate) async fn find_path(&self, path: &str) -> Element {
        let found = self.client.wait().for_element(Locator::XPath(path)).await;
        found.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The texts of all elements of a kind.
    pub(crate) async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.client.find_all(Locator::Css(css)).await.unwrap() {
            texts.push(element.text().await.unwrap());
        }
        texts
    }

    /// The number in a matrix of the overview.
    pub(crate) async fn cell(&self, matrix: &str, row: &str, column: &str) -> String {
        self.find_cell(matrix, row, column).await.text().await.unwrap()
    }

    /// Follows the number in a matrix of the overview.
    pub(crate) async fn follow_cell(&self, matrix: &str, row: &str, column: &str) {
        let cell = self.find_cell(matrix, row, column).await;
        let script = "arguments[0].scrollIntoView({ block: 'center', inline: 'center' })";
        let argument = serde_json::to_value(&cell).unwrap();
        self.client.execute(script, vec![argument]).await.unwrap();
        self.follow(&cell).await;
    }

    async fn find_cell(&self, matrix: &str, row: &str, column: &str) -> Element {
        let table = format!("//section[h2='{matrix}']//table");
        let before =
            format!("{table}/thead//th[normalize-space()='{column}']/preceding-sibling::th");
        let path = format!("{table}//tr[th[normalize-space()='{row}']]/td[count({before})]/a");
        let found = self.client.wait().for_element(Locator::XPath(&path)).await;
        found.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether the names of a matrix's rows are still on view when its columns are scrolled.
    pub(crate) async fn names_stay_in_view(&self, matrix: &str) -> bool {
        let path = format!("//section[h2='{matrix}']//div[contains(@class, 'scroll')]");
        let found = self.client.wait().for_element(Locator::XPath(&path)).await.unwrap();
        let script = "arguments[0].scrollLeft = 60;
            var name = arguments[0].querySelector('tbody th').getBoundingClientRect();
            return name.left >= arguments[0].getBoundingClientRect().left;";
        let argument = serde_json::to_value(&found).unwrap();
        self.client.execute(script, vec![argument]).await.unwrap() == Value::Bool(true)
    }

    /// The answer to a question for a number.
    pub(crate) async fn count(&self) -> String {
        self.text(".answer-count").await
    }

    /// The query in the box.
    pub(crate) async fn query(&self) -> String {
        self.find("[role=search] input[name=q]").await.prop("value").await.unwrap().unwrap()
    }

    /// Whether pressing `/` goes to the query box, as the page's script makes it.
    pub(crate) async fn slash_goes_to_the_query(&self) -> bool {
        self.find("body").await.send_keys("/").await.unwrap();
        let focused = self.client.active_element().await.unwrap();
        focused.attr("name").await.unwrap().as_deref() == Some("q")
    }

    /// Presses a key wherever the focus is, and waits until it has led to another page.
    pub(crate) async fn leave_by(&self, key: Key) {
        let here = self.find("html").await;
        devtools::press(self.client, key.into()).await;
        self.wait_until_gone(&here).await;
    }

    /// What the stop says that the focus is on; empty where it is on none.
    pub(crate) async fn focused(&self) -> String {
        let script = "
            var stop = document.activeElement;
            return stop === document.body ? '' : stop.innerText.trim();";
        let said = self.client.execute(script, Vec::new()).await.unwrap();
        said.as_str().unwrap().to_owned()
    }

    /// Takes the focus off, as on a page that was just opened.
    pub(crate) async fn blur(&self) {
        let script = "document.activeElement.blur()";
        self.client.execute(script, Vec::new()).await.unwrap();
    }

    /// Whether the filters are folded away, as on a telephone.
    pub(crate) async fn has_folded_filters(&self) -> bool {
        !self.find("#filters").await.is_displayed().await.unwrap()
    }

    /// Whether light and dark can be chosen.
    pub(crate) async fn offers_themes(&self) -> bool {
        self.find(".theme").await.is_displayed().await.unwrap()
    }

    /// Chooses light, dark, or as the system has it.
    pub(crate) async fn choose_theme(&self, label: &str) {
        let path = format!("//label[contains(., '{label}')]");
        self.click(&self.client.find(Locator::XPath(&path)).await.unwrap()).await;
    }

    /// Whether the list of keys is on view.
    pub(crate) async fn shows_keys(&self) -> bool {
        self.find("dialog.keys").await.is_displayed().await.unwrap()
    }

    /// How many documents the page says it found.
    pub(crate) async fn total(&self) -> u64 {
        self.text("[role=status] strong").await.replace(',', "").parse().unwrap()
    }

    /// The titles of the hits.
    pub(crate) async fn titles(&self) -> Vec<String> {
        self.texts(".hits h2 a").await
    }

    /// The marked words on the page.
    pub(crate) async fn marks(&self) -> usize {
        self.client.find_all(Locator::Css(".hits mark")).await.unwrap().len()
    }

    /// Ticks a district, or unticks it.
    pub(crate) async fn tick(&self, name: &str) {
        self.follow(&self.district(name).await).await;
    }

    /// A value of the facet of districts, made visible first where the facets are folded away.
    async fn district(&self, name: &str) -> Element {
        let path = format!("//section[@id='facet-district']//a[contains(., '{name}')]");
        let found = self.client.wait().for_element(Locator::XPath(&path)).await;
        let link = found.unwrap_or_else(|error| panic!("{name}: {error}"));
        if !link.is_displayed().await.unwrap() {
            self.click(&self.find("label.side-button").await).await;
        }
        link
    }

    /// Whether a district is ticked.
    pub(crate) async fn is_ticked(&self, name: &str) -> bool {
        self.district(name).await.attr("aria-current").await.unwrap().is_some()
    }

    /// Opens the first hit.
    pub(crate) async fn open_first(&self) {
        self.follow(&self.find(".hits h2 a").await).await;
    }

    /// The heading of the page of a document.
    pub(crate) async fn heading(&self) -> String {
        self.text("article h1").await
    }

    /// Follows the link from a document to the results.
    pub(crate) async fn back_to_results(&self) {
        self.follow(&self.find(".back a").await).await;
    }

    /// Fails when the page is wider than the window, asked another host, or logged a complaint; keeps
    /// a picture of it.
    pub(crate) async fn check(&self, what: &str) {
        let Setting { width, javascript } = self.setting;
        let script = if javascript { "with" } else { "without" };
        devtools::keep_screenshot(self.client, &format!("{what} {width} {script} javascript"))
            .await;
        self.fits(what).await;

        let requests = log::requests(self.client).await;
        assert!(requests.iter().any(|url| url.starts_with(self.url)), "{what}: {requests:?}");
        // The tab that the browser opens with asks for files of the browser.
        let harmless = [self.url, "chrome://", "data:"];
        let is_foreign = |url: &&String| !harmless.iter().any(|start| url.starts_with(start));
        let foreign: Vec<&String> = requests.iter().filter(is_foreign).collect();
        assert!(foreign.is_empty(), "{what} asks {foreign:?}");

        // The browser itself complains of a page that says it is not there.
        let mut console = log::console(self.client).await;
        console.retain(|line| !line.contains("status of 404"));
        assert_eq!(console, Vec::<String>::new(), "console of {what}");
    }

    /// Fails when the page is wider than the window.
    pub(crate) async fn fits(&self, what: &str) {
        let script = "return [innerWidth, document.documentElement.scrollWidth]";
        let widths = self.client.execute(script, Vec::new()).await.unwrap();
        let (window, page) = (widths[0].as_u64().unwrap(), widths[1].as_u64().unwrap());
        assert_eq!(window, u64::from(self.setting.width), "{what}");
        assert!(page <= window, "{what} is {page} pixels wide in a window of {window}");
    }
}
