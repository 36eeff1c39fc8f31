//! Light and dark: as the system has it, and as the reader chooses it, for this page and all others.

use crate::chromium::Setting;
use crate::devtools::Colours;
use crate::page::Page;
use crate::stage::Stage;

/// The ground of a page by day and by night.
const DAY: &str = "rgb(244, 246, 249)";
const NIGHT: &str = "rgb(18, 23, 30)";

/// Tells the story in one setting.
pub(crate) fn run(setting: Setting) {
    Stage::builtin().play(setting, async |page| {
        Colours::Dark.ask(page.client).await;
        assert_eq!(ground(page).await, NIGHT);
        Colours::Light.ask(page.client).await;
        assert_eq!(ground(page).await, DAY);
        assert_eq!(page.offers_themes().await, setting.javascript);
        if !setting.javascript {
            return;
        }
        page.choose_theme("深色").await;
        assert_eq!(ground(page).await, NIGHT);
        page.search("区块链").await;
        assert_eq!(ground(page).await, NIGHT, "the choice holds for other pages");
        page.check("dark by choice").await;

        Colours::Dark.ask(page.client).await;
        page.choose_theme("浅色").await;
        assert_eq!(ground(page).await, DAY);
        page.choose_theme("跟随系统").await;
        assert_eq!(ground(page).await, NIGHT);
        page.open_first().await;
        assert_eq!(ground(page).await, NIGHT);
    });
}

async fn ground(page: &Page<'_>) -> String {
    let script = "return getComputedStyle(document.body).backgroundColor";
    let colour = page.client.execute(script, Vec::new()).await.unwrap();
    colour.as_str().unwrap().to_owned()
}
