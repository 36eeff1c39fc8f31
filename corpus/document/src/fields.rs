//! The fields of a document, each described in one place: its key, its name for people, how words
//! of a source become its value, whether it is a facet. Headers of tables, corrections, merging,
//! the index, filters, pages and the JSON object derive from [`ALL`].
//!
//! A new field is a member of [`Fields`], a [`Field`] with its place in [`ALL`], and a line of
//! `corpus/data/headers.csv` for each name that sources give it.

mod field;
mod reading;
mod value;

use std::sync::LazyLock;

use language::date::PartialDate;
use language::gazetteer::Entity;
use language::kind::Kind;
use language::level::Level;
use language::{doc_type, number};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::status::{Status, Validity};
pub use field::{Facet, FieldOf, NamedValue};
use reading::{date, date_or_year, list, text};
use value::Place;

/// The values of a document's fields; `None` or empty where nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Fields {
    /// What it is, coarsely.
    pub kind: Kind,
    /// What the source calls its kind beyond [`Fields::kind`], verbatim (地方性法规).
    pub category: Option<String>,
    /// Title, verbatim.
    pub title: String,
    /// Subtitle, without its dashes.
    pub subtitle: Option<String>,
    /// Persons who wrote it.
    pub authors: Vec<String>,
    /// Where the authors work.
    pub affiliation: Option<String>,
    /// Keywords that the source states; else the document types of what it prints.
    pub keywords: Vec<String>,
    /// 内容 or abstract, verbatim.
    pub summary: Option<String>,
    /// 发布 else 成文; for an amended regulation that version's.
    pub date: Option<PartialDate>,
    /// The dates an office keeps apart.
    pub dates: Dates,
    /// Lead agency, by its canonical short name (市经信委): the first of [`Fields::agencies`].
    pub agency: Option<String>,
    /// All agencies, the lead one first.
    pub agencies: Vec<String>,
    /// Path from province down: `["浙江省", "杭州市"]`.
    pub region: Vec<String>,
    /// 国家级, 省级, 市级, 区级 or 行业.
    pub level: Option<Level>,
    /// A district of the gazetteer.
    pub district: Option<String>,
    /// 发文字号, normalized: 沪府发〔2019〕12号.
    pub number: Option<String>,
    /// 通知, 意见, 办法, 方案 and so on.
    pub doc_type: Option<String>,
    /// Whether it is in force, with the sentence that proves it, as stated or as of the day it was
    /// described; `None` where nothing proves it.
    pub status: Option<Status>,
}

/// The dates that official documents keep apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Dates {
    /// 成文日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<PartialDate>,
    /// 发布日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// 施行日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<PartialDate>,
    /// The last day it is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<PartialDate>,
    /// 申报截止: the last day on which may be applied for what it offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<PartialDate>,
}

/// Where a value of type `T` lies.
type At<T> = Place<Fields, T>;

/// A field of a document.
pub type Field = FieldOf<Fields>;

/// The field that has a key.
pub fn by_key(key: &str) -> Option<&'static Field> {
    ALL.iter().copied().find(|field| field.key == key)
}

/// What people call the field of a key; the key itself where it is none.
pub fn label(key: &str) -> &str {
    match by_key(key) {
        Some(field) => field.label,
        None if key == "body" => "正文",
        None => key,
    }
}

/// How many fields are facets.
pub const FACETS: usize = {
    let (mut at, mut facets) = (0, 0);
    while at < ALL.len() {
        facets += ALL[at].facet.is_some() as usize;
        at += 1;
    }
    facets
};

/// The fields that are facets, in the order in which they are offered.
pub fn facets() -> &'static [(&'static Field, Facet)] {
    static FACETS: LazyLock<Vec<(&Field, Facet)>> = LazyLock::new(|| {
        let facets = ALL.iter().filter_map(|&field| Some((field, field.facet?)));
        let mut facets: Vec<(&Field, Facet)> = facets.collect();
        facets.sort_by_key(|(_, facet)| facet.order);
        facets
    });
    &FACETS
}

/// All fields, in the order in which offices state them.
pub static ALL: &[&Field] = &[
    &TITLE,
    &SUBTITLE,
    &DATE,
    &ISSUED,
    &PUBLISHED,
    &EFFECTIVE,
    &EXPIRES,
    &DEADLINE,
    &AGENCY,
    &LEVEL,
    &DISTRICT,
    &REGION,
    &NUMBER,
    &KIND,
    &CATEGORY,
    &DOC_TYPE,
    &STATUS,
    &AUTHORS,
    &AFFILIATION,
    &KEYWORDS,
    &SUMMARY,
];

/// The title.
pub static TITLE: Field = Field {
    is_keyed: true,
    is_judged: false,
    is_listed: true,
    ..Field::new(
        "title",
        "标题",
        &At { of: |f| &f.title, of_mut: |f| &mut f.title },
        |f, words| {
            words.clone_into(&mut f.title);
            true
        },
    )
};

/// The subtitle.
pub static SUBTITLE: Field = Field {
    is_text: true,
    is_judged: false,
    ..Field::new(
        "subtitle",
        "副标题",
        &At { of: |f| &f.subtitle, of_mut: |f| &mut f.subtitle },
        |f, words| text(&mut f.subtitle, words),
    )
};

/// The date that documents are ordered by.
pub static DATE: Field = Field {
    is_keyed: true,
    is_announced: true,
    is_fact: true,
    is_listed: true,
    refusal: NO_DATE,
    ..Field::new("date", "日期", &At { of: |f| &f.date, of_mut: |f| &mut f.date }, |f, words| {
        date_or_year(&mut f.date, words)
    })
};

/// 成文日期
pub static ISSUED: Field = Field {
    is_announced: true,
    is_fact: true,
    refusal: NO_DATE,
    ..Field::new(
        "issued",
        "成文日期",
        &At { of: |f| &f.dates.issued, of_mut: |f| &mut f.dates.issued },
        |f, words| date_or_year(&mut f.dates.issued, words),
    )
};

/// 发布日期
pub static PUBLISHED: Field = Field {
    is_announced: true,
    is_fact: true,
    refusal: NO_DATE,
    ..Field::new(
        "published",
        "发布日期",
        &At { of: |f| &f.dates.published, of_mut: |f| &mut f.dates.published },
        |f, words| date_or_year(&mut f.dates.published, words),
    )
};

/// 施行日期
pub static EFFECTIVE: Field = Field {
    is_announced: true,
    is_fact: true,
    refusal: NO_DATE,
    ..Field::new(
        "effective",
        "施行日期",
        &At { of: |f| &f.dates.effective, of_mut: |f| &mut f.dates.effective },
        |f, words| date(&mut f.dates.effective, words),
    )
};

/// The last day of validity.
pub static EXPIRES: Field = Field {
    is_announced: true,
    is_fact: true,
    refusal: NO_DATE,
    ..Field::new(
        "expires",
        "有效期至",
        &At { of: |f| &f.dates.expires, of_mut: |f| &mut f.dates.expires },
        |f, words| date(&mut f.dates.expires, words),
    )
};

/// The last day of applying.
pub static DEADLINE: Field = Field {
    is_announced: true,
    is_fact: true,
    refusal: NO_DATE,
    ..Field::new(
        "deadline",
        "申报截止",
        &At { of: |f| &f.dates.deadline, of_mut: |f| &mut f.dates.deadline },
        |f, words| date(&mut f.dates.deadline, words),
    )
};

/// The district.
pub static DISTRICT: Field = Field {
    is_keyed: true,
    is_fact: true,
    is_listed: true,
    facet: Some(Facet {
        order: 1,
        plural: "districts",
        help: "A district of the office's own city, by any of its names: 静安区, 静安, 闸北区",
        example: "静安区",
        entity: Some(Entity::District),
        nested: false,
        values: None,
    }),
    ..Field::new(
        "district",
        "行政区",
        &At { of: |f| &f.district, of_mut: |f| &mut f.district },
        |f, words| text(&mut f.district, words),
    )
};

/// Who issued it.
pub static AGENCY: Field = Field {
    is_keyed: true,
    is_announced: true,
    is_text: true,
    is_fact: true,
    is_listed: true,
    facet: Some(Facet {
        order: 2,
        plural: "agencies",
        help: "An agency, by any of its names: 市经信委, 上海市经济和信息化委员会",
        example: "市经信委",
        entity: Some(Entity::Agency),
        nested: false,
        values: None,
    }),
    ..Field::new(
        "agency",
        "机构",
        &At { of: |f| &f.agencies, of_mut: |f| &mut f.agencies },
        |f, words| list(&mut f.agencies, words),
    )
};

/// The kind.
pub static KIND: Field = Field {
    is_keyed: true,
    is_fact: true,
    is_listed: true,
    facet: Some(Facet {
        order: 3,
        plural: "kinds",
        help: "policy, regulation, interpretation, report, organization, news, other",
        example: "policy",
        entity: None,
        nested: false,
        values: Some(|| Kind::ALL.map(|kind| (kind.key(), kind.name())).to_vec()),
    }),
    refusal: "不是已知的类别",
    ..Field::new("kind", "类别", &At { of: |f| &f.kind, of_mut: |f| &mut f.kind }, kind)
};

/// What the source calls its kind.
pub static CATEGORY: Field = Field {
    is_text: true,
    is_fact: true,
    ..Field::new(
        "category",
        "分类",
        &At { of: |f| &f.category, of_mut: |f| &mut f.category },
        |f, words| text(&mut f.category, words),
    )
};

/// The level of government.
pub static LEVEL: Field = Field {
    is_fact: true,
    is_listed: true,
    facet: Some(Facet {
        order: 4,
        plural: "levels",
        help: "国家级, 省级, 市级, 区级, 行业",
        example: "市级",
        entity: None,
        nested: false,
        values: Some(|| Level::ALL.map(|level| (level.name(), level.name())).to_vec()),
    }),
    refusal: "不是已知的级别",
    ..Field::new(
        "level",
        "级别",
        &At { of: |f| &f.level, of_mut: |f| &mut f.level },
        |f, words| {
            match Level::parse(words) {
                Some(level) => {
                    f.level = Some(level);
                    true
                }
                // 效力级别 is often a kind: 地方性法规.
                None => kind(f, words),
            }
        },
    )
};

/// Where it holds.
pub static REGION: Field = Field {
    is_keyed: true,
    is_text: true,
    is_fact: true,
    is_listed: true,
    between: " / ",
    facet: Some(Facet {
        order: 7,
        plural: "regions",
        help: "A province, a city or a county of the country, with all that lies in it: 江苏省, 苏州市",
        example: "上海市",
        entity: Some(Entity::Region),
        nested: true,
        values: None,
    }),
    ..Field::new(
        "region",
        "地区",
        &At { of: |f| &f.region, of_mut: |f| &mut f.region },
        |f, words| {
            f.region = vec![words.to_owned()];
            true
        },
    )
};

/// 发文字号
pub static NUMBER: Field = Field {
    is_keyed: true,
    is_announced: true,
    is_text: true,
    is_fact: true,
    is_listed: true,
    refusal: "不是发文字号",
    ..Field::new(
        "number",
        "发文字号",
        &At { of: |f| &f.number, of_mut: |f| &mut f.number },
        |f, words| {
            let found = number::stated(words);
            let is_number = found.is_some();
            f.number = found.or_else(|| f.number.take());
            is_number
        },
    )
};

/// 文种
pub static DOC_TYPE: Field = Field {
    is_fact: true,
    is_listed: true,
    facet: Some(Facet {
        order: 5,
        plural: "doc_types",
        help: "A document type: 通知, 意见, 办法",
        example: "通知",
        entity: None,
        nested: false,
        values: None,
    }),
    refusal: "不是已知的文种",
    ..Field::new(
        "doc_type",
        "文种",
        &At { of: |f| &f.doc_type, of_mut: |f| &mut f.doc_type },
        type_or_kind,
    )
};

/// Whether it is in force.
pub static STATUS: Field = Field {
    is_keyed: true,
    is_announced: true,
    is_listed: true,
    facet: Some(Facet {
        order: 6,
        plural: "statuses",
        help: "现行有效, 已失效, 已废止, 待核",
        example: "现行有效",
        entity: None,
        nested: false,
        values: None,
    }),
    refusal: "不是已知的效力状态",
    ..Field::new(
        "status",
        "效力",
        &At { of: |f| &f.status, of_mut: |f| &mut f.status },
        |f, words| {
            let stated = Status::stated(words);
            let is_status = stated.is_some();
            f.status = stated.or_else(|| f.status.take());
            is_status
        },
    )
};

/// Who wrote it.
pub static AUTHORS: Field = Field {
    is_text: true,
    is_judged: false,
    is_fact: true,
    ..Field::new(
        "authors",
        "作者",
        &At { of: |f| &f.authors, of_mut: |f| &mut f.authors },
        |f, words| list(&mut f.authors, words),
    )
};

/// Where the authors work.
pub static AFFILIATION: Field = Field {
    is_text: true,
    is_judged: false,
    is_fact: true,
    ..Field::new(
        "affiliation",
        "单位",
        &At { of: |f| &f.affiliation, of_mut: |f| &mut f.affiliation },
        |f, words| text(&mut f.affiliation, words),
    )
};

/// Keywords.
pub static KEYWORDS: Field = Field {
    is_text: true,
    is_fact: true,
    ..Field::new(
        "keywords",
        "关键词",
        &At { of: |f| &f.keywords, of_mut: |f| &mut f.keywords },
        |f, words| list(&mut f.keywords, words),
    )
};

/// 内容 or abstract.
pub static SUMMARY: Field = Field {
    is_text: true,
    ..Field::new(
        "summary",
        "摘要",
        &At { of: |f| &f.summary, of_mut: |f| &mut f.summary },
        |f, words| text(&mut f.summary, words),
    )
};

const NO_DATE: &str = "不是一个日期";

fn kind(fields: &mut Fields, words: &str) -> bool {
    let known = Kind::parse(words);
    if let Some(kind) = known {
        fields.kind = kind;
        if words != kind.name() && words != kind.key() {
            fields.category = Some(words.to_owned());
        }
    }
    known.is_some()
}

/// A column 类型 may hold a document type (通知) or a kind (报告).
fn type_or_kind(fields: &mut Fields, words: &str) -> bool {
    let known = doc_type::of_title(words);
    if let Some((name, _)) = known {
        fields.doc_type = Some(name.to_owned());
    }
    let is_kind = Kind::parse(words).is_some_and(|kind| kind != Kind::Policy);
    (is_kind && kind(fields, words)) || known.is_some()
}
