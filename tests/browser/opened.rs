//! The page of a document as its reader sees it, with the markup that this takes.

use crate::page::Page;

/// A document that is open in the window.
pub(crate) struct Opened<'a>(pub(crate) &'a Page<'a>);

impl Opened<'_> {
    /// What the page says of the words that are marked.
    pub(crate) async fn marks(&self) -> String {
        self.0.text(".marks").await
    }

    /// The words that are marked, in their order.
    pub(crate) async fn marked(&self) -> Vec<String> {
        self.0.texts(".text mark").await
    }

    /// Presses a button of the page.
    pub(crate) async fn press(&self, label: &str) {
        let path = format!("//article//button[normalize-space()='{label}']");
        let button = self.0.find_path(&path).await;
        self.0.click(&button).await;
    }

    /// Which of the marks one has gone to: 2/5.
    pub(crate) async fn place(&self) -> String {
        self.0.text(".steps span").await
    }

    /// Looks for words in the text alone.
    pub(crate) async fn look_for(&self, words: &str) {
        let input = self.0.find("#find").await;
        input.clear().await.unwrap();
        input.send_keys(words).await.unwrap();
        self.0.follow(&self.0.find(".finder [type=submit]").await).await;
    }

    /// Unfolds what has this name.
    pub(crate) async fn unfold(&self, name: &str) {
        let path = format!("//summary[starts-with(normalize-space(), '{name}')]");
        let summary = self.0.find_path(&path).await;
        if !summary.is_displayed().await.unwrap() {
            self.0.click(&self.0.find("label.side-button").await).await;
        }
        self.0.click(&summary).await;
    }

    /// How the document is cited.
    pub(crate) async fn citation(&self) -> String {
        self.0.text(".citation").await
    }

    /// Goes to an article by the table of contents; the part of the address behind the `#`.
    pub(crate) async fn go_to(&self, article: &str) -> String {
        let path = format!("//nav[@aria-label='目录']//a[normalize-space()='{article}']");
        self.0.click(&self.0.find_path(&path).await).await;
        let address = self.0.client.current_url().await.unwrap();
        address.fragment().unwrap_or_default().to_owned()
    }

    /// The title of the newer version that the page tells of, and where it is followed to.
    pub(crate) async fn follow_the_newer_version(&self) {
        self.0.follow(&self.0.find(".banner a").await).await;
    }
}
