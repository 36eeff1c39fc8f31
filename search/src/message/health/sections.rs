//! The health of a library in words, for whoever keeps it: section by section, what it means and
//! what to do.

use super::Health;
use crate::message::Entry;

/// A kind of finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What was found.
    pub heading: &'static str,
    /// What to do about it.
    pub advice: &'static str,
    /// The findings.
    pub lines: Vec<Line>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The documents that it is about.
    pub documents: Vec<Entry>,
    /// What was found of them; may be empty.
    pub text: String,
}

impl Line {
    fn of(document: &Entry, text: impl Into<String>) -> Line {
        Line { documents: vec![document.clone()], text: text.into() }
    }

    fn without_document(text: impl Into<String>) -> Line {
        Line { documents: Vec::new(), text: text.into() }
    }
}

/// What a field of the JSON object is called in Chinese.
pub fn field_name(field: &str) -> &str {
    match field {
        "title" => "标题",
        "date" => "日期",
        "issued" => "成文日期",
        "published" => "发布日期",
        "effective" => "施行日期",
        "expires" => "失效日期",
        "agency" => "机构",
        "region" => "地区",
        "district" => "行政区",
        "level" => "级别",
        "number" => "发文字号",
        "doc_type" => "文种",
        "kind" => "类别",
        "status" => "效力",
        "keywords" => "关键词",
        "summary" => "摘要",
        "body" => "正文",
        other => other,
    }
}

impl Health {
    /// The findings in words; sections without findings are left out.
    pub fn sections(&self) -> Vec<Section> {
        let sections = [
            self.unreadable(),
            self.missing(),
            self.doubts(),
            self.same_text(),
            self.several_sources(),
            self.versions(),
            self.ended(),
            self.lacking(),
            self.corrected(),
            self.inferred(),
        ];
        sections.into_iter().filter(|section| !section.lines.is_empty()).collect()
    }

    fn unreadable(&self) -> Section {
        let lines = self.unreadable.iter().map(Line::without_document).collect();
        Section {
            heading: "未能读取", advice: "按每行说明处理后，重新运行 zhengce index。", lines
        }
    }

    fn missing(&self) -> Section {
        let of_field = |missing: &super::Missing| -> Vec<Line> {
            let text = format!("缺{}", field_name(missing.field));
            missing.documents.iter().map(|document| Line::of(document, &text)).collect()
        };
        Section {
            heading: "字段缺失",
            advice: "在文件旁的 catalogue.csv 里补上：一列 file 写文件名，其余各列写字段。",
            lines: self.missing.iter().flat_map(of_field).collect(),
        }
    }

    fn doubts(&self) -> Section {
        let line = |doubt: &super::Doubtful| {
            let text = format!("{}“{}”{}", field_name(&doubt.field), doubt.value, doubt.reason);
            Line::of(&doubt.document, text)
        };
        Section {
            heading: "字段存疑",
            advice: "请核对原文；需要改的写进 catalogue.csv。",
            lines: self.doubts.iter().map(line).collect(),
        }
    }

    fn same_text(&self) -> Section {
        let line = |pair: &[Entry; 2]| Line { documents: pair.to_vec(), text: String::new() };
        Section {
            heading: "正文相同而标题不同",
            advice: "可能有一份的标题或正文放错了，程序没有合并。",
            lines: self.same_text.iter().map(line).collect(),
        }
    }

    fn several_sources(&self) -> Section {
        let line =
            |found: &super::SeveralSources| Line::of(&found.document, found.files.join("；"));
        Section {
            heading: "重复收录",
            advice: "同一文件来自几处，已合并为一篇；正文有出入的另列在“字段存疑”里。",
            lines: self.several_sources.iter().map(line).collect(),
        }
    }

    fn versions(&self) -> Section {
        let line = |group: &Vec<Entry>| Line { documents: group.clone(), text: String::new() };
        Section {
            heading: "同一文件的几个版本",
            advice: "按日期从新到旧；检索结果里合并为一条。",
            lines: self.versions.iter().map(line).collect(),
        }
    }

    fn ended(&self) -> Section {
        let line = |ended: &super::Ended| Line::of(&ended.document, &ended.evidence);
        Section {
            heading: "已经失效",
            advice: "引用前请确认有没有新的规定。",
            lines: self.ended.iter().map(line).collect(),
        }
    }

    fn lacking(&self) -> Section {
        let line = |lacking: &super::Lacking| {
            let title = lacking.title.as_ref().map(|title| format!("《{title}》"));
            let named = [title, lacking.number.clone()];
            let named: String = named.into_iter().flatten().collect();
            Line::without_document(format!("{named}（{} 篇提到）", lacking.count))
        };
        Section {
            heading: "提到而没有收录",
            advice: "常被引用的文件，值得补进资料库。",
            lines: self.lacking.iter().map(line).collect(),
        }
    }

    fn corrected(&self) -> Section {
        let line = |corrected: &super::Corrected| {
            let names = corrected.fields.iter().map(|field| field_name(field));
            Line::of(&corrected.document, names.collect::<Vec<_>>().join("、"))
        };
        Section {
            heading: "人工更正",
            advice: "来自 catalogue.csv 或 catalogue.toml，重建索引后仍然有效。",
            lines: self.corrected.iter().map(line).collect(),
        }
    }

    fn inferred(&self) -> Section {
        let line = |(field, count): (&String, &usize)| {
            Line::without_document(format!("{}：{count} 篇", field_name(field)))
        };
        Section {
            heading: "由程序推断",
            advice: "原文没有单独写明，依据见各篇页面上的“推断”。",
            lines: self.inferred.iter().map(line).collect(),
        }
    }
}
