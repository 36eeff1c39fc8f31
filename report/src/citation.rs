//! How a document is cited in a report: 《title》（发文字号，机构，日期）, and behind it the article.

use corpus::fields::Fields;

/// The citation of a document, or of one article (第十二条) of it. What is not known is left out.
///
/// 《》 within the title become 〈〉 (GB/T 15834—2011, 4.15.3.4).
pub fn citation(fields: &Fields, article: Option<&str>) -> String {
    let title = fields.title.trim().replace('《', "〈").replace('》', "〉");
    let date = fields.date.map(|date| date.in_chinese());
    let known = [fields.number.clone(), issuers(fields), date];
    let known: Vec<String> = known.into_iter().flatten().collect();
    let details = match known.as_slice() {
        [] => String::new(),
        known => format!("（{}）", known.join("，")),
    };
    format!("《{title}》{details}{}", article.unwrap_or_default())
}

fn issuers(fields: &Fields) -> Option<String> {
    match fields.agencies.as_slice() {
        [] => fields.agency.clone(),
        agencies => Some(agencies.join("、")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_cited() {
        let fields = |title: &str, number: Option<&str>, agencies: &[&str], date: &str| Fields {
            title: title.to_owned(),
            number: number.map(str::to_owned),
            agencies: agencies.iter().map(|&name| name.to_owned()).collect(),
            date: date.parse().ok(),
            ..Fields::default()
        };
        let cases = [
            (
                fields("甲办法", Some("沪府发〔2019〕12号"), &["市政府"], "2019-12-03"),
                None,
                "《甲办法》（沪府发〔2019〕12号，市政府，2019年12月3日）",
            ),
            (
                fields("甲条例", None, &["甲", "乙"], "2019"),
                Some("第十二条"),
                "《甲条例》（甲、乙，2019年）第十二条",
            ),
            (fields("关于印发《甲》的通知", None, &[], ""), None, "《关于印发〈甲〉的通知》"),
        ];
        for (fields, article, expected) in cases {
            assert_eq!(citation(&fields, article), expected);
        }
    }
}
