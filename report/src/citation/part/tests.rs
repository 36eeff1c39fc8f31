//! Parts of documents, as they are asked for.

use corpus::document::{Attachment, Block, Section, Table};

use super::*;

/// A document of lines: `#` opens a section, `##` one below, `|` is a row of a table.
fn document(lines: &str) -> Document {
    let mut body = vec![Section::default()];
    for line in lines.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        let section =
            |heading: &str| Section { heading: Some(heading.into()), ..Section::default() };
        if let Some(heading) = line.strip_prefix("##") {
            body.last_mut().unwrap().sections.push(section(heading));
        } else if let Some(heading) = line.strip_prefix('#') {
            body.push(section(heading));
        } else {
            let top = body.last_mut().unwrap();
            let open = if top.sections.is_empty() { top } else { top.sections.last_mut().unwrap() };
            let block = match line.strip_prefix('|') {
                Some(row) => Block::Table(Table { header: vec![row.into()], ..Table::default() }),
                None => Block::Paragraph(line.to_owned()),
            };
            open.blocks.push(block);
        }
    }
    Document { body, ..Document::default() }
}

const LAW: &str = "
    目录
    第一章 总则
    第二章 附则
    #第一章 总则
    第一条 为了甲。
    第二条　应当：
    （一）乙；
    （二）丙：
    1.丁；
    2.戊。
    前款由己解释。
    第二条之一　有下列之一：（一）庚；（二）辛。
    #第二章　附 则
    第三条 本条例自公布之日起施行。
    附件：名单
    附件1
    第一条 壬。
";

const NOTICE: &str = "
    各单位：
    #一、总体要求
    ##（一）目标
    到明年建成。
    ##（二）原则
    坚持甲。
    #二、任务
    （三）落实。做好：
    1.子；
    2.丑。
    |寅
    （四）评估。
    滨江市财政局
    2024年3月5日
";

const BROKEN: &str = "
    第一条 根据《甲办法》（滨府
    〔2024〕3号），制定本办法。
    乙。
";

const REPLY: &str = "一、做甲。\n二、做乙。\n三、做丙。\n感谢关心。";

const STANDARD: &str = "
    1 范围
    本标准规定甲。
    3 术语
    3.1 数据 记录。
    ##3.2 共享
    提供。
    （1）无偿。
    4 要求
    A.1 格式
";

const RULES: &str = "
    第一章 总则
    一、甲。
    第二章 职责
    二、乙
    续乙。
    第三章 程序
    第一节 会议
    一、丙。
    第二节 公文
    丁。
";

#[test]
fn a_part_is_found_however_it_is_written() {
    let cases = [
        (LAW, "第一条", "第一条", "第一条 为了甲。"),
        (
            LAW,
            "2",
            "第二条",
            "第二条　应当：\n（一）乙；\n（二）丙：\n1.丁；\n2.戊。\n前款由己解释。",
        ),
        (
            LAW,
            "第二条第一款",
            "第二条第一款",
            "第二条　应当：\n（一）乙；\n（二）丙：\n1.丁；\n2.戊。",
        ),
        (LAW, "第2条第2款", "第二条第二款", "前款由己解释。"),
        (LAW, "第二条第（二）项", "第二条第一款第二项", "（二）丙：\n1.丁；\n2.戊。"),
        (LAW, "2(1)", "第二条第一款第一项", "（一）乙；"),
        (LAW, "第二条第一款第二项第2目", "第二条第一款第二项第2目", "2.戊。"),
        (LAW, "第二条之一第二项", "第二条之一第二项", "（二）辛。"),
        (LAW, "2.1", "第二条之一", "第二条之一　有下列之一：（一）庚；（二）辛。"),
        (LAW, "第二章", "第二章", "第二章　附 则\n第三条 本条例自公布之日起施行。"),
        (LAW, "附则", "第二章", "第二章　附 则\n第三条 本条例自公布之日起施行。"),
        (LAW, "附件1第一条", "附件1第一条", "第一条 壬。"),
        (
            LAW,
            "第一条、第三条",
            "第一条、第三条",
            "第一条 为了甲。\n第三条 本条例自公布之日起施行。",
        ),
        (
            LAW,
            "第二条之一至第三条",
            "第二条之一至第三条",
            "第二条之一　有下列之一：（一）庚；（二）辛。\n第二章　附 则\n第三条 本条例自公布之日起施行。",
        ),
        (
            LAW,
            "第二条第一项至第二项",
            "第二条第一款第一项至第二条第一款第二项",
            "（一）乙；\n（二）丙：\n1.丁；\n2.戊。",
        ),
        (NOTICE, "一", "一", "一、总体要求\n（一）目标\n到明年建成。\n（二）原则\n坚持甲。"),
        (NOTICE, "一、（二）", "一、（二）", "（二）原则\n坚持甲。"),
        (NOTICE, "总体要求", "一", "一、总体要求\n（一）目标\n到明年建成。\n（二）原则\n坚持甲。"),
        (NOTICE, "（三）", "二、（三）", "（三）落实。做好：\n1.子；\n2.丑。\n寅"),
        (NOTICE, "第二部分第三项", "二、（三）", "（三）落实。做好：\n1.子；\n2.丑。\n寅"),
        (NOTICE, "二（三）2", "二、（三）2", "2.丑。\n寅"),
        (BROKEN, "第一条第二款", "第一条第二款", "乙。"),
        (REPLY, "三", "三", "三、做丙。"),
        (STANDARD, "1", "1", "1 范围\n本标准规定甲。"),
        (STANDARD, "3.2", "3.2", "3.2 共享\n提供。\n（1）无偿。"),
        (STANDARD, "3.2(1)", "3.2（1）", "（1）无偿。"),
        (STANDARD, "A.1", "A.1", "A.1 格式"),
        (RULES, "二", "二", "二、乙\n续乙。"),
        (RULES, "第三章第二节", "第三章第二节", "第二节 公文\n丁。"),
        (RULES, "第一章一", "第一章一", "一、甲。"),
    ];
    for (lines, asked, place, text) in cases {
        let document = document(lines);
        let found = find(&document, asked).map(|part| (part.place, part.text));
        assert_eq!(found, Ok((place.to_owned(), text.to_owned())), "{asked}");
    }
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let articles = "有第一条至第二条、第二条之一、第三条、附件1第一条";
    let cases = [
        (LAW, "第四条", articles),
        (LAW, "abc", articles),
        (LAW, "", articles),
        (LAW, "第三条至第一条", articles),
        (LAW, "第二条第三款", "有第二条第一款至第二条第二款"),
        (LAW, "第三条第一项", "第三条下没有编号"),
        (NOTICE, "第一条", "有一至二"),
        (NOTICE, "二（五）", "有二、（三）至二、（四）"),
        ("无", "1", "这份文件没有条文，也没有编号"),
    ];
    for (lines, asked, known) in cases {
        let told = find(&document(lines), asked).unwrap_err().to_string();
        assert_eq!(told, format!("没有“{asked}”这一处；{known}"));
    }
    let several = find(&document(RULES), "一").unwrap_err().to_string();
    assert_eq!(several, "“一”有 2 处：第一章一，第三章第一节一；请写全");
}

#[test]
fn a_part_of_what_is_printed_is_of_that() {
    let mut notice = document(
        "各区：\n一、甲。\n滨江市财政局\n2024年3月5日\n滨江市道路办法\n第一条 乙。\n一、丙。\n滨江市桥梁办法\n第一条 丁。",
    );
    let printed = |title: &str| Attachment { title: title.into(), doc_type: None };
    notice.attachments = vec![printed("滨江市道路办法"), printed("滨江市桥梁办法")];
    let of = |asked: &str| find(&notice, asked).map(|part| part.of);
    assert_eq!(of("一、"), Ok(None));
    assert_eq!(of("第一条第一项"), Ok(Some("滨江市道路办法".to_owned())));
    assert!(matches!(of("第一条"), Ok(Some(title)) if title == "滨江市道路办法"));
}
