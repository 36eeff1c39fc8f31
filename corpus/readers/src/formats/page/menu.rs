//! What of a page is no text: scripts, hidden elements, menus and tools around the text.

use scraper::{ElementRef, Node};

/// Elements whose text is not of the page's text.
const LEFT_OUT: [&str; 18] = [
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "button",
    "select", "textarea", "iframe", "object", "svg", "head", "title", "rt", "del",
];

/// Parts of class names and ids of what stands below the text of all pages of a site.
const FOOTERS: [&str; 2] = ["footer", "copyright"];

/// Parts of class names and ids of menus and tools around a text.
const TOOLS: [&str; 14] = [
    "share",
    "breadcrumb",
    "crumb",
    "pagination",
    "qrcode",
    "fontsize",
    "font-size",
    "menu",
    "sidebar",
    "related",
    "dangqian",
    "position-nav",
    "toolbar",
    "nav-",
];

/// Characters that a tool has at most.
const LONGEST_TOOL: usize = 200;

/// Elements that may be a menu: nothing but links.
const LISTS: [&str; 6] = ["ul", "ol", "div", "dl", "table", "td"];

/// Nodes that a menu has at most.
const MOST_NODES: usize = 200;

/// Ends of the addresses of files that a text links to.
const FILES: [&str; 12] = [
    ".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar", ".ppt",
    ".pptx",
];

/// Whether an element and all in it is no text: by its name, hidden, or a tool of the site.
pub(super) fn is_left_out(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if LEFT_OUT.contains(&value.name()) {
        return true;
    }
    let style = value.attr("style").unwrap_or_default().replace(' ', "").to_lowercase();
    if style.contains("display:none") || value.attr("hidden").is_some() {
        return true;
    }
    let names = [value.attr("class"), value.attr("id")];
    let names = names.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase();
    let has = |words: &[&str]| !names.is_empty() && words.iter().any(|word| names.contains(word));
    (has(&FOOTERS) && is_short(element)) || (has(&TOOLS) && is_tool(element)) || is_menu(element)
}

fn is_short(element: ElementRef<'_>) -> bool {
    element.text().flat_map(str::chars).nth(LONGEST_TOOL).is_none()
}

/// Whether what is called a tool is one: sites also call parts of a text `share-content` or
/// `related`, with sentences and files.
fn is_tool(element: ElementRef<'_>) -> bool {
    let has_file = || {
        let mut elements = element.descendants().filter_map(ElementRef::wrap);
        elements.any(|e| e.value().name() == "a" && is_file(e))
    };
    let is_text = |text: &str| text.contains('。') || text.trim_start().starts_with("附件");
    is_short(element) && !element.text().any(is_text) && !has_file()
}

/// Whether a link is one to a file.
fn is_file(link: ElementRef<'_>) -> bool {
    let address = link.attr("href").unwrap_or_default().to_lowercase();
    FILES.iter().any(|end| address.ends_with(end))
}

/// Whether an element is a list of links to other pages, and short.
fn is_menu(element: ElementRef<'_>) -> bool {
    if !LISTS.contains(&element.value().name()) {
        return false;
    }
    let (mut all, mut linked, mut links) = (0, 0, 0);
    for (count, node) in element.descendants().enumerate() {
        match node.value() {
            _ if count > MOST_NODES => return false,
            Node::Element(link) if link.name() == "a" => {
                if ElementRef::wrap(node).is_some_and(is_file) {
                    return false;
                }
                links += 1;
            }
            Node::Text(text) => {
                let length = text.chars().filter(|c| c.is_alphanumeric()).count();
                let is_in_link = node.ancestors().take_while(|above| above.id() != element.id());
                let mut in_link = is_in_link.filter_map(ElementRef::wrap);
                all += length;
                if all > LONGEST_TOOL {
                    return false;
                }
                linked += if in_link.any(|e| e.value().name() == "a") { length } else { 0 };
            }
            _ => {}
        }
    }
    links > 1 && linked * 10 >= all * 8
}
