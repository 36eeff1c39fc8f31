//! Cases of where documents hold and at what level they were issued.

use language::level::Level;

use super::*;

/// Agency, title, kind; then the path of the region, the district, the level.
type Case = (&'static str, &'static str, Kind, &'static str, &'static str, &'static str);

const CASES: [Case; 45] = [
    (
        "市人大常委会",
        "上海市浦东新区市场主体退出若干规定",
        Kind::Regulation,
        "上海市/浦东新区",
        "浦东新区",
        "市级",
    ),
    (
        "市人大常委会",
        "上海市促进浦东新区商事调解规定",
        Kind::Regulation,
        "上海市/浦东新区",
        "浦东新区",
        "市级",
    ),
    (
        "",
        "上海市推进浦东新区建筑师负责制规定",
        Kind::Regulation,
        "上海市/浦东新区",
        "浦东新区",
        "市级",
    ),
    ("市人大常委会", "上海市黄浦江苏州河滨水公共空间条例", Kind::Regulation, "上海市", "", "市级"),
    ("浦东新区", "浦东新区促进产业发展办法", Kind::Policy, "上海市/浦东新区", "浦东新区", "区级"),
    ("", "静安区促进区块链发展办法", Kind::Policy, "上海市/静安区", "静安区", "区级"),
    (
        "上海市普陀区科学技术委员会",
        "关于申报项目的通知",
        Kind::Policy,
        "上海市/普陀区",
        "普陀区",
        "区级",
    ),
    (
        "舟山市普陀区人民政府",
        "普陀区渔业发展意见",
        Kind::Policy,
        "浙江省/舟山市/普陀区",
        "",
        "区级",
    ),
    ("舟山市人民政府", "关于普陀区某规划的批复", Kind::Policy, "浙江省/舟山市", "", "市级"),
    ("", "舟山市普陀区渔业发展意见", Kind::Policy, "浙江省/舟山市/普陀区", "", "区级"),
    ("", "2024年太湖县防汛工作方案", Kind::Policy, "安徽省/安庆市/太湖县", "", "区级"),
    ("", "怎么申领广州市某证", Kind::Other, "广东省/广州市", "", ""),
    ("杭州市西湖区人民政府", "关于某事的通知", Kind::Policy, "浙江省/杭州市/西湖区", "", "区级"),
    ("北京市朝阳区人民政府", "关于某事的通知", Kind::Policy, "北京市/朝阳区", "", "区级"),
    ("北京市经济技术开发区管理委员会", "关于某事的通知", Kind::Policy, "北京市", "", "市级"),
    (
        "浙江省人民代表大会常务委员会",
        "浙江省数字经济促进条例",
        Kind::Regulation,
        "浙江省",
        "",
        "省级",
    ),
    (
        "宁波市人民代表大会常务委员会",
        "宁波市养犬管理条例",
        Kind::Regulation,
        "浙江省/宁波市",
        "",
        "市级",
    ),
    ("国务院", "国务院关于上海市某规划的批复", Kind::Policy, "", "", "国家级"),
    (
        "国务院",
        "国务院关于支持浦东新区改革开放的意见",
        Kind::Policy,
        "上海市/浦东新区",
        "浦东新区",
        "国家级",
    ),
    ("国家某总局", "关于某事的公告", Kind::Policy, "", "", "国家级"),
    ("国家税务总局浙江省税务局", "关于某事的公告", Kind::Policy, "浙江省", "", "省级"),
    ("市互联网金融行业协会", "上海市某自律规则", Kind::Policy, "上海市", "", "行业"),
    ("", "中国（上海）自由贸易试验区条例", Kind::Regulation, "上海市", "", "市级"),
    ("", "上海市人民代表大会议事规则", Kind::Regulation, "上海市", "", "市级"),
    ("安徽省肥西县人民政府", "关于某事的通知", Kind::Policy, "安徽省/合肥市/肥西县", "", "区级"),
    ("肥西县人民政府", "关于某事的通知", Kind::Policy, "安徽省/合肥市/肥西县", "", "区级"),
    ("江苏省昆山市人民政府", "关于某事的通知", Kind::Policy, "江苏省/苏州市/昆山市", "", "区级"),
    ("昆山市教育局", "关于某事的通知", Kind::Policy, "江苏省/苏州市/昆山市", "", "区级"),
    ("长沙县人民政府", "关于某事的通知", Kind::Policy, "湖南省/长沙市/长沙县", "", "区级"),
    ("长沙市人民政府", "关于某事的通知", Kind::Policy, "湖南省/长沙市", "", "市级"),
    ("吉林市人民政府", "关于某事的通知", Kind::Policy, "吉林省/吉林市", "", "市级"),
    ("吉林省人民政府", "关于某事的通知", Kind::Policy, "吉林省", "", "省级"),
    ("深圳市南山区教育局", "关于某事的通知", Kind::Policy, "广东省/深圳市/南山区", "", "区级"),
    (
        "双鸭山市宝山区人民政府",
        "关于某事的通知",
        Kind::Policy,
        "黑龙江省/双鸭山市/宝山区",
        "",
        "区级",
    ),
    ("青岛市市北区人民政府", "关于某事的通知", Kind::Policy, "山东省/青岛市/市北区", "", "区级"),
    (
        "丽水市景宁畲族自治县人民政府",
        "关于某事的通知",
        Kind::Policy,
        "浙江省/丽水市/景宁畲族自治县",
        "",
        "区级",
    ),
    (
        "延边朝鲜族自治州延吉市人民政府",
        "关于某事的通知",
        Kind::Policy,
        "吉林省/延边朝鲜族自治州/延吉市",
        "",
        "区级",
    ),
    (
        "长宁县人民政府办公室",
        "长宁县关于竹产业的通知",
        Kind::Policy,
        "四川省/宜宾市/长宁县",
        "",
        "区级",
    ),
    ("深圳市市场监督管理局", "关于某事的通知", Kind::Policy, "广东省/深圳市", "", "市级"),
    ("浙江省城市规划学会", "关于某事的通知", Kind::Policy, "浙江省", "", "行业"),
    ("河南省市场监督管理局", "关于某事的通知", Kind::Policy, "河南省", "", "省级"),
    ("省城乡规划局", "关于某事的通知", Kind::Policy, "", "", ""),
    ("长三角区域合作办公室", "关于某事的通知", Kind::Policy, "", "", ""),
    ("", "关于静安区和徐汇区某事的通知", Kind::Policy, "", "", ""),
    ("", "关于加强管理的通知", Kind::Policy, "", "", ""),
];

#[test]
fn places_and_levels() {
    let names = Gazetteer::builtin();
    for (agency, title, kind, region, district, level) in CASES {
        let mut record = Record::default();
        record.fields.title = title.to_owned();
        let lead = Some(agency).filter(|agency| !agency.is_empty());
        let place = settle(&record, kind, lead, None, names);
        let found_level = super::level(&record, kind, lead, &place, names);
        let found = [
            place.region.value.unwrap_or_default().join("/"),
            place.district.value.unwrap_or_default(),
            found_level.map(Level::name).unwrap_or_default().to_owned(),
        ];
        assert_eq!(found, [region, district, level], "{agency} {title}");
    }
}

#[test]
fn what_is_stated_stays() {
    let mut record = Record::default();
    record.fields.title = "浦东新区促进产业发展办法".to_owned();
    record.fields.region = vec!["浙江".to_owned()];
    let names = Gazetteer::builtin();
    let place = settle(&record, Kind::Policy, None, None, names);
    assert_eq!(place.region.value.unwrap(), ["浙江省"]);
    assert_eq!(place.district.value, None);
}
