//! Which day ends applying.

use super::reading::{Read, read};

#[test]
fn the_end_of_applying_is_read() {
    let cases = [
        ("申报截止时间为2024年5月31日。", false, "2024-05-31 named"),
        ("请于5月31日前报送。", true, "2024-05-31 asked"),
        ("请于5月31日前报送。", false, "-"),
        ("申报时间：2024年3月1日至4月15日。", false, "2024-04-15 named"),
        ("申报时间：2024年12月1日至1月15日。", false, "2025-01-15 named"),
        ("网上申报截至2024年5月31日17:00，逾期不予受理。", false, "2024-05-31 named"),
        ("报名时间为5月19日至5月22日（下午3点）。", false, "2024-05-22 named"),
        ("申请时间：2025年8月11日至8月22日。", false, "2025-08-22 named"),
        ("截止日期：2024年6月30日。", true, "2024-06-30 named"),
        ("须于2026年5月7日至11日登录系统填写报名信息。", false, "2026-05-11 asked"),
        ("2024年4月1日10：00—4月8日15:00，申请人登录系统申报。", false, "2024-04-08 asked"),
        ("申报单位于1月15日前提交申请材料。", false, "2025-01-15 asked"),
        // Comments, tasks, validity, statistics, taxes, what comes round.
        ("请于2024年5月31日前将修改意见反馈我委，征求意见截止时间为2024年5月31日。", false, "-"),
        ("2025年6月30日前完成系统建设。", true, "-"),
        ("本办法有效期至2028年12月31日。", true, "-"),
        ("截至2024年2月14日，全市累计受理1000件。", true, "-"),
        ("纳税申报期限延长至2月24日。", false, "-"),
        ("应当于每年3月1日前提交申请。", false, "-"),
        ("申报时间：2024年3月1日起。", false, "-"),
        ("于2024年5月16日至18日到报名学校进行资料审核。", false, "-"),
        ("申请生育津贴，或2024年11月30日前生育的职工申请，仍需上传表单。", false, "-"),
        ("据各行报送的数据，截至2024年2月15日，新增授信50亿元。", true, "-"),
        ("可申请延期至2024年4月30日披露。", false, "-"),
        // Who applies is told first.
        (
            "网上申报截止时间为9月15日17:00，主管部门推荐截止时间为9月17日17:00。",
            false,
            "2024-09-15 named",
        ),
        ("区县上报截止时间为9月20日，企业申报截止时间为9月10日。", false, "2024-09-10 named"),
        // Days in other forms.
        ("二〇二四年六月三十日前提交申请。", false, "2024-06-30 asked"),
        ("申报截止：2024.7.5。", false, "2024-07-05 named"),
        ("线上报名截止日期2024/7/8，线下交材料截止日期2024/7/12。", false, "2024-07-08 named"),
        ("须在2024年9月底前完成网上填报。", true, "2024-09-30 asked"),
        ("请于今年年底前提交申请材料。", false, "2024-12-31 asked"),
        ("见http://a.cn/2024-07-08/1.html，请及时申报。", true, "-"),
        // Other words for the end.
        ("报名通道将于7月1日18点关闭。", false, "2024-07-01 named"),
        ("报名时间将于7月2日结束。", false, "2024-07-02 named"),
        ("投稿即日起开始，7月8日截止。", false, "2024-07-08 named"),
        ("征集时间：自公告发布之日起至2024年7月3日17:00止。", false, "2024-07-03 named"),
        ("申报时间即日起-7月4日。", false, "2024-07-04 named"),
        ("原定5月6日截止的报名延期至5月16日。", false, "2024-05-16 named"),
        ("截止2024年7月5日下班前，将申请表报我局。", true, "2024-07-05 asked"),
        ("7月6日（含）前寄达申报材料。", false, "2024-07-06 asked"),
        ("自印发之日起20日内提交申报材料。", false, "2024-05-10 asked"),
        // Days of something else in sentences that speak of applying.
        ("附截至2024年3月31日的财务报表，请于2024年5月9日前报送申报书。", true, "2024-05-09 asked"),
        ("咨询时间：2024年5月1日至5月20日，申报咨询电话见附件。", true, "-"),
        ("答辩于2024年6月1日前完成，申报材料不退。", true, "-"),
        ("对2024年1月1日至6月30日期间申请的专利给予补助。", true, "-"),
        ("往年报名截止时间均为6月30日。", true, "-"),
        ("申请单位应于2024年6月30日前取得资质证书。", true, "-"),
    ];
    for (sentence, of_title, expected) in cases {
        let found = read(sentence, of_title, "2024-04-20".parse().ok());
        let found = match found {
            Some(Read { is_named, day, .. }) => {
                format!("{day} {}", if is_named { "named" } else { "asked" })
            }
            None => "-".to_owned(),
        };
        // A notice of April asks for January of the next year.
        assert_eq!(found, expected, "{sentence}");
    }
}
