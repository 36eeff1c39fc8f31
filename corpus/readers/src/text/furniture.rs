//! Lines of the page that a text was copied from: where it is (您的位置：首页 » …), what it offers
//! (收藏本站｜设为首页), the name of the file. None is a title.

/// How a line begins that says where on a site the page is.
const PLACES: [&str; 9] = [
    "您的位置",
    "当前所在位置",
    "你的位置",
    "您现在的位置",
    "当前位置",
    "所在位置",
    "您当前的位置",
    "您所在的位置",
    "首页",
];

/// How a line begins that a page offers.
const OFFERS: [&str; 20] = [
    "跳转到",
    "跳到内容",
    "相关文件",
    "返回首页",
    "返回顶部",
    "点击查看",
    "点击下载",
    "点击此处",
    "下载地址",
    "热门站点",
    "相关链接",
    "相关解读",
    "解读链接",
    "原文链接",
    "附件下载",
    "收藏本站",
    "设为首页",
    "加入收藏",
    "打印本页",
    "关闭窗口",
];

/// Lines that are nothing but what a page offers.
const BUTTONS: [&str; 9] =
    ["首页", "网站地图", "无障碍浏览", "登录", "注册", "上一篇", "下一篇", "扫一扫", "分享到"];

/// What stands between the steps of a way, beside 》 and / for some, or the items of a menu.
const BETWEEN: [char; 7] = ['»', '>', '＞', '|', '｜', '›', '→'];

/// Steps that show a way or a menu, and characters that each may have.
const FEWEST_STEPS: usize = 3;
const LONGEST_STEP: usize = 12;

/// Ends of the names of files.
const EXTENSIONS: [&str; 12] = [
    ".md", ".txt", ".pdf", ".doc", ".docx", ".wps", ".ofd", ".html", ".htm", ".xls", ".xlsx",
    ".rtf",
];

/// Whether a line is of the page and not of the text.
pub(crate) fn is(plain: &str) -> bool {
    let line = plain.trim();
    let is_offer = || OFFERS.iter().any(|word| line.starts_with(word));
    is_way(line) || is_offer() || BUTTONS.contains(&line) || is_menu(line) || is_file(line)
}

/// Whether a line is the way to a page of a site: 您的位置：首页 > 政策文件.
pub(crate) fn is_way(line: &str) -> bool {
    let is_place = PLACES.iter().any(|place| line.starts_with(place));
    let is_parted = || line.contains(BETWEEN) || line.contains(['》', '/', '：', ':']);
    is_place && is_parted() && !line.contains('。')
}

fn is_menu(line: &str) -> bool {
    let steps = line.split(BETWEEN).map(str::trim).filter(|step| !step.is_empty());
    let mut count = 0;
    for step in steps {
        if step.chars().nth(LONGEST_STEP).is_some() {
            return false;
        }
        count += 1;
    }
    count >= FEWEST_STEPS
}

/// Whether a line names a file, as exported texts do at their top.
pub(crate) fn is_file(line: &str) -> bool {
    let lower = line.to_lowercase();
    EXTENSIONS.iter().any(|extension| lower.ends_with(extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_pages() {
        let cases = [
            ("您的位置: 首页 » 某网 » 法规 »", true),
            ("当前位置：首页 > 政务公开 > 文件", true),
            ("首页 | 新闻 | 法规", true),
            ("收藏本站| 设为首页| 首页", true),
            ("跳转到内容", true),
            ("点击查看政策解读：关于某办法的解读", true),
            ("某细则.docx", true),
            ("某市人民政府关于某事的通知", false),
            ("某市2024年工作要点·试行", false),
            ("注册会计师管理办法", false),
        ];
        for (line, expected) in cases {
            assert_eq!(is(line), expected, "{line}");
        }
    }
}
