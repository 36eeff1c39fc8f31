//! Texts of many forms, wrapped and not: what is joined.

use super::*;

/// Texts, and what becomes of them, the lines parted by `|`.
const CASES: [(&str, &str); 10] = [
    // Indented paragraphs, a page number in a sentence, a signature.
    (
        "    为了提高桥下空间的利用效率，结合本市实际，现就有关\n事项通知如下：\n    一、各区应当按照统一部署，认真做好桥下空间的摸底、\n登记、公布工作，每年报送一次进展。\n\n— 1 —\n\n    二、市有关部门应当加强指导，督促各区按期完成任务。\n对工作不力的予以通报。\n\n                      江城市建设委员会\n                      2024年1月5日",
        "    为了提高桥下空间的利用效率，结合本市实际，现就有关事项通知如下：|    一、各区应当按照统一部署，认真做好桥下空间的摸底、登记、公布工作，每年报送一次进展。|    二、市有关部门应当加强指导，督促各区按期完成任务。对工作不力的予以通报。||                      江城市建设委员会|                      2024年1月5日",
    ),
    // Flush paragraphs: a full line that ends a sentence ends the paragraph.
    (
        "江城市关于桥下空间的意见\n为了提高桥下空间的利用效率，结合本市的实际情\n况，制定本意见。\n一、总体要求\n坚持统筹利用，到2025年全市建成桥下公园不少于\n100个，其中运动场不少于30个，停车场不少于九。\n二、组织实施\n由市建设委员会负责解释，各区参照执行，自印发\n之日起施行。\n江城市人民政府\n2024年1月5日",
        "江城市关于桥下空间的意见|为了提高桥下空间的利用效率，结合本市的实际情况，制定本意见。|一、总体要求|坚持统筹利用，到2025年全市建成桥下公园不少于100个，其中运动场不少于30个，停车场不少于九。|二、组织实施|由市建设委员会负责解释，各区参照执行，自印发之日起施行。|江城市人民政府|2024年1月5日",
    ),
    // Soft breaks of Markdown, of any width.
    (
        "# 桥下空间办法\n\n第一条 为了提高利用效率，\n制定本办法。\n\n第二条 本办法自2022年5月\n1日起施行。",
        "# 桥下空间办法||第一条 为了提高利用效率，制定本办法。||第二条 本办法自2022年5月1日起施行。",
    ),
    // What no program wrapped: paragraphs, titles, lists, tables, forms.
    (
        "甲办法\n为了提高利用效率，结合实际，制定本办法。\n乙",
        "甲办法|为了提高利用效率，结合实际，制定本办法。|乙",
    ),
    (
        "江城市东湖区建设工程质量安全监督管理中心站\n江城市西山区建设工程质量安全监督管理中心站\n江城市南关区建设工程质量安全监督管理中心站",
        "江城市东湖区建设工程质量安全监督管理中心站|江城市西山区建设工程质量安全监督管理中心站|江城市南关区建设工程质量安全监督管理中心站",
    ),
    ("指标    单位    2021年\n公园    个    3", "指标    单位    2021年|公园    个    3"),
    ("联系人：某人，电话：8888\n地址：长桥路1号。", "联系人：某人，电话：8888|地址：长桥路1号。"),
    // Pages of a program that writes form feeds.
    ("甲。\n3\n\u{c}乙。\n4\n丙", "甲。|乙。|4|丙"),
    ("甲。\n第 2 页 共 9 页\n乙。\n2019\n—", "甲。|乙。|2019|—"),
    ("", ""),
];

#[test]
fn joins_what_was_wrapped_and_nothing_else() {
    for (text, expected) in CASES {
        let lines: Vec<&str> = text.split('\n').collect();
        assert_eq!(unwrapped(&lines).join("|"), expected, "{text}");
    }
}

#[test]
fn long_input_takes_linear_time() {
    let lines =
        vec!["为了提高桥下空间的利用效率，结合本市的实际情况"; 100_000];
    assert_eq!(unwrapped(&lines).len(), lines.len());
}
