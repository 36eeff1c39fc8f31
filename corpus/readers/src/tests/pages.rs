//! Web pages as sites of many kinds set them: which line is the title, which lines above the text
//! are of it, which fields stand there, and what is a menu.

use super::*;

const MENU: &str =
    "<div class=top><ul><li><a href=/>首页</a></li><li><a href=/a>政务公开</a></li></ul></div>";
const TITLE: &str = "江城市人民政府关于桥下空间的意见";
const TEXT: &str =
    "<p>各区人民政府：</p><p>为了提高利用效率，提出如下意见，请认真贯彻，抓好落实。</p>";
const LINES: &str = "各区人民政府：|为了提高利用效率，提出如下意见，请认真贯彻，抓好落实。";
const NUMBER: &str = "江府发〔2024〕3号";

/// `title` of the page, what stands between menu and text, and the lines that come of it beside
/// those of the text.
const HEADS: [(&str, &str, &str); 11] = [
    ("江城市人民政府", "<h1>T</h1><p>N</p>", "N"),
    ("政府文件", "<h2>T</h2><div class=wh>N</div>", "N"),
    ("", "<div class=tit>T</div><div><span>N</span><span>2024-01-08</span></div>", "N|2024-01-08"),
    ("江城市人民政府 政府文件 T", "<p>江城市人民政府</p><div class=tit>T</div>", ""),
    ("T_江城市人民政府信息公开门户网站", "<p>江城市人民政府信息公开门户网站</p><div>T</div>", ""),
    ("T_江城市人民政府", "<div>江城市人民政府<br>关于桥下空间的意见</div>", ""),
    (
        "T",
        "<dl><dt>发文字号</dt><dd>N</dd><dt>发布日期：</dt><dd>2024-01-08</dd></dl><h1>T</h1>",
        "",
    ),
    (
        "T",
        "<div><div>发文字号：</div><div>N</div></div><div><div>发布日期：</div><div>2024-01-08</div></div><h1>T</h1>",
        "",
    ),
    ("T", "<p><span>发文字号：N</span><span>发布日期：2024-01-08</span></p><h1>T</h1>", ""),
    (
        "T",
        "<ul><li><span>发文字号</span><em>N</em></li><li><span>发布日期</span><em>2024-01-08</em></li></ul><h1>T</h1>",
        "",
    ),
    (
        "T",
        "<table><tr><td>发文字号</td><td>发布日期</td></tr><tr><td>N</td><td>2024-01-08</td></tr></table><h1>T</h1>",
        "",
    ),
];

fn lines(document: &Record) -> String {
    let passages = document.passages();
    passages.iter().map(|passage| passage.text.to_string()).collect::<Vec<_>>().join("|")
}

#[test]
fn heads_of_pages() {
    for (title, head, above) in HEADS {
        let [title, head, above] =
            [title, head, above].map(|text| text.replace('T', TITLE).replace('N', NUMBER));
        let page = format!(
            "<html><head><title>{title}</title></head><body>{MENU}<div>{head}<div>{TEXT}</div></div></body></html>"
        );
        let document = &documents("页面.html", page.as_bytes())[0];
        assert_eq!(document.fields.title, TITLE, "{page}");
        let expected = if above.is_empty() { LINES.into() } else { format!("{above}|{LINES}") };
        assert_eq!(lines(document), expected, "{page}");
        if head.contains("发文字号") {
            let published = document.fields.dates.published.map(|date| date.to_string());
            assert_eq!(published.as_deref(), Some("2024-01-08"), "{page}");
        }
        if head.contains(NUMBER) {
            assert_eq!(document.fields.number.as_deref(), Some(NUMBER), "{page}");
        }
    }
}

#[test]
fn menus_and_line_breaks_of_a_bare_page() {
    let tools = "<div><a href=#>打印本页</a> <a href=#>关闭窗口</a></div>";
    let files = "<div><a href=a.doc>一览表</a> <a href=b.doc>申报表</a></div>";
    let cases = [
        (format!("{MENU}<h1>甲办法</h1><p>第一条 甲。</p>{tools}"), "第一条 甲。"),
        (format!("<h1>甲办法</h1><p>第一条 甲。</p>{files}"), "第一条 甲。|一览表 申报表"),
        (
            "<h1>甲办法</h1><pre>  第一条 甲。\n  第二条 乙。</pre>".to_owned(),
            "第一条 甲。|第二条 乙。",
        ),
        (
            "<h1>甲办法</h1><p>于<span>2024</span><span>年1月</span>施行。</p>".to_owned(),
            "于2024年1月施行。",
        ),
    ];
    for (body, expected) in cases {
        let page = format!("<html><body>{body}</body></html>");
        assert_eq!(lines(&documents("页面.html", page.as_bytes())[0]), expected, "{page}");
    }
}

/// The lines that come of a page with this body; `{text}` and other names stand for texts.
fn lines_of(body: &str) -> String {
    let texts = [
        ("{text}", TEXT),
        ("{annex}", "<p>附件：申报表</p><p>本表一式两份，由申请单位填写并盖章。</p>"),
        ("{files}", "<div class=related-files><p>附件：<a href=a.doc>申报表</a></p></div>"),
        ("{share}", "<div class=share>分享到：<a href=#>微博</a><i></i></div>"),
        ("{footer}", "<p>主办单位：江城市人民政府，承办：江城市数据局</p><p>江ICP备0500号</p>"),
        (
            "{script}",
            r"<p>\u5404\u533a\u4eba\u6c11\u653f\u5e9c\uff1a<\/p>\n<p>请认真贯彻，抓好落实。</p>",
        ),
        ("{written}", "&lt;p&gt;各区人民政府：&lt;/p&gt;&lt;p&gt;请认真贯彻，抓好落实。&lt;/p&gt;"),
    ];
    let body =
        texts.into_iter().fold(body.to_owned(), |body, (name, text)| body.replace(name, text));
    let page = format!("<html><head><title>{TITLE}</title></head><body>{MENU}{body}</body></html>");
    lines(&documents("页面.html", page.as_bytes())[0])
}

#[test]
fn a_text_in_parts_or_among_tools() {
    let annex = "附件：申报表|本表一式两份，由申请单位填写并盖章。";
    let cases = [
        (
            "<div style=\"page: WordSection1; color: red\">{text}</div><p><br></p>\
             <div style='page:WordSection2'>{annex}</div>",
            annex,
        ),
        ("<div class=Section1>{text}</div><div class=Section2>{annex}</div>", annex),
        (
            "<div class=TRS_Editor>{text}</div><hr><div><div class=TRS_Editor>{annex}</div></div>",
            annex,
        ),
        ("<div class=TRS_Editor><div class=TRS_Editor>{text}{annex}</div></div>", annex),
        ("<div><div id=zoom>{text}{annex}</div></div><div id=zoom>{text}{annex}</div>", annex),
        ("<div id=zoom><div class=TRS_Editor>{text}</div><div>{annex}</div></div>", annex),
        ("<p>您的位置：<a>首页</a> &gt; 政策</p>{text}{annex}", annex),
        ("<div id=zoom>{text}<div class=share-content>{annex}</div></div>", annex),
        ("<div id=zoom>{text}{files}{share}</div>", "附件：申报表"),
        ("<div>{text}</div>{footer}", ""),
        (
            "<p><i></i><span></span></p>{text}<p><b> </b><em></em></p><p><b>★</b><i></i>甲</p>",
            "★甲",
        ),
    ];
    for (body, below) in cases {
        let expected = [LINES, below].join("|");
        assert_eq!(lines_of(body), expected.trim_end_matches('|'), "{body}");
    }
}

#[test]
fn a_text_that_a_script_shows() {
    let cases = [
        "<textarea style='display:none'>{written}</textarea>",
        "<input type=hidden value=\"{written}\">",
        "<div id=a></div><script>// it's\nvar a = \"{script}\"; show(a);</script>",
        "<script>show('<p>各区人民政府：</p>' +\n '<p>请认真贯彻，抓好落实。</p>');</script>",
        "<script type='application/json'>{\"content\": \"{script}\"}</script>",
        "<script>var a = \"各区人民政府：\\n请认真贯彻，抓好落实。\";</script>",
    ];
    for body in cases {
        assert_eq!(lines_of(body), "各区人民政府：|请认真贯彻，抓好落实。", "{body}");
    }
    // What else is in scripts is no text.
    let alert = "<div>{text}</div><script>alert('您将离开本站，是否继续？请确认。');</script>";
    assert_eq!(lines_of(alert), LINES);
}

#[test]
fn what_is_no_title_and_no_value() {
    let page = |meta: &str, head: &str| {
        let page = format!(
            "<html><head><meta name=ArticleTitle content='{meta}'><title>{meta}</title></head>\
             <body>{head}<div id=zoom>{TEXT}</div></body></html>"
        );
        documents("页面.html", page.as_bytes()).remove(0)
    };
    let other = ["江府规〔2024〕3号", "江城市人民政府门户网站", "当前位置：首页 &gt; 政策文件"];
    for meta in other {
        let read = page(meta, &format!("<p>点击查看政策解读：桥下空间</p><div>{TITLE}</div>"));
        assert_eq!(read.fields.title, TITLE, "{meta}");
    }
    for beside in ["分享到：<a href=#>微博</a>", "<span>不限</span> <span>现行有效</span>"]
    {
        let read = page(TITLE, &format!("<p>文件状态：</p><p>{beside}</p>"));
        assert!(read.extra.is_empty() && read.fields.status.is_none(), "{:?}", read.extra);
    }
}
