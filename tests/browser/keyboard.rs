//! The job of every day without a mouse: ask, reach the first hit in few stops, read it, go back, narrow
//! by a district; with JavaScript also by single keys, which can be turned off.

use fantoccini::key::Key;

use crate::devtools::{press, tab};
use crate::page::Page;

/// So many stops are before anything that one looks for, at the most.
const PATIENCE: usize = 80;

pub(crate) async fn by_the_keyboard_alone(page: &Page<'_>) {
    skip_to(page, "跳到检索框").await;
    for character in "区块链".chars() {
        press(page.client, character).await;
    }
    page.leave_by(Key::Enter).await;
    assert_eq!(page.query().await, "区块链");
    let titles = page.titles().await;

    tab(page.client).await;
    press(page.client, Key::Enter.into()).await;
    tab(page.client).await;
    assert_eq!(page.focused().await, titles[0], "the first hit is three keys away");
    page.check("the first hit by the keyboard").await;
    page.leave_by(Key::Enter).await;
    assert_eq!(page.heading().await, titles[0]);

    tab_to(page, "返回结果").await;
    page.leave_by(Key::Enter).await;
    assert_eq!(page.titles().await, titles);
    if page.setting.javascript {
        use_single_keys(page, &titles).await;
    }

    skip_to(page, "跳到筛选").await;
    if page.has_folded_filters().await {
        press(page.client, ' ').await;
    }
    tab_to(page, "静安区").await;
    page.check("a filter by the keyboard").await;
    page.leave_by(Key::Enter).await;
    assert!(page.is_ticked("静安区").await);
    assert_eq!(page.total().await, 2);
}

async fn use_single_keys(page: &Page<'_>, titles: &[String]) {
    for (key, title) in [('j', 0), ('j', 1), ('k', 0), ('j', 1), ('j', 2)] {
        press(page.client, key).await;
        assert_eq!(page.focused().await, titles[title], "{key}");
    }
    press(page.client, '?').await;
    assert!(page.shows_keys().await);
    page.check("the list of keys").await;
    // The first stop of the list turns the keys off.
    press(page.client, ' ').await;
    press(page.client, Key::Escape.into()).await;
    assert!(!page.shows_keys().await);
    press(page.client, 'j').await;
    assert_eq!(page.focused().await, titles[2], "keys that are turned off do nothing");
    press(page.client, '?').await;
    assert!(!page.shows_keys().await);
}

/// Goes by one of the links with which every page begins.
async fn skip_to(page: &Page<'_>, link: &str) {
    let mut address = page.client.current_url().await.unwrap();
    address.set_fragment(None);
    page.client.goto(address.as_str()).await.unwrap();
    page.blur().await;
    tab_to(page, link).await;
    press(page.client, Key::Enter.into()).await;
}

/// Goes on to the stop that says this.
async fn tab_to(page: &Page<'_>, said: &str) {
    for _ in 0..PATIENCE {
        tab(page.client).await;
        if page.focused().await.contains(said) {
            return;
        }
    }
    panic!("no stop says {said}");
}
