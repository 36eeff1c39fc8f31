//! The words around nouns and quantities: what leads from one to the other, and what ends a noun.

use std::sync::LazyLock;

use regex::Regex;

fn pattern(text: &str) -> Regex {
    #[allow(clippy::expect_used)] // Constant patterns, compiled by every test.
    Regex::new(text).expect("pattern of subjects")
}

/// What may stand between a quantity and the noun behind it.
pub(super) static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:\((?:含|含本数|包括本数)\)|含)?(?:及|或|或者)?(?:含)?(?:以上|以下|以内|之内|左右|上下|内))?(?:\((?:含|不含|含本数|不含本数)\))?的?(?:不等)?的?(?:一次性)?",
    )
});

/// 三十日前
pub(super) static BEFORE: LazyLock<Regex> = LazyLock::new(|| pattern("^[之以]?前"));

/// Where a noun behind a quantity ends: what is done with it follows.
pub(super) static NOUN_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"以上|以下|进行|开展|参加|组成|出席|通过|到场|予以|给予|实施|作为|用于|作出|提出|联名|应当|可以|不得|必须|共同|并|且|完成|达到|实现|形成|从事|签署|建立|、\d|的同意|同意|(?:在|到|对|从|由|向)\p{Han}",
    )
});

/// What no noun behind a quantity begins with.
pub(super) static NO_NOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:以|内(?:[^容部河陆资地]|$)|前(?:[^沿置端]|$)|后(?:[^备续勤]|$)|起|来(?:[^料访]|$)|至|到|和|与|及|或|并|且|等|时(?:[^空尚限]|$)|中$|的$|之|为|是|由|在|从|将|把|被|应(?:当|于|由)|可(?:以|由)|不(?:得|予|足|能|再|出|称)|未(?:[^成来]|$)|无(?:[^人线]|$)|有[^的效机关害色][^的]*$|均|都|就|则|但|经(?:[^济营验费典纪]|$)|按|已|再|仍|还|其|该|各|每|参加|组成|出席|通过|作出|提出|进行|开展|增长|下降|提高|增加|减少|调整|变更|改为|上调|下调|增至|升至|降至|或者|支持|免除|减免|同意|联名|提名|附议|左右|上下|多|余|处(?:[^理置方]|$)|着手|入手|给予|予以|计算|缴纳|收取|执行|支付|出资|用于)",
    )
});

/// Words at the end of what stands before a quantity that only lead to it, again and again.
pub(super) static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    let change = "(?:增加|增长|提高|提升|扩大|发展|降低|下降|减少|压缩|缩短|控制|保持|稳定|上升|延长|调整|增|升|降|减|缩减|压减|推进|扩展)";
    pattern(&format!(
        r"(?:每(?:平方米|\p{{Han}}{{1,2}})|(?:{change}|[升增降减])?(?:从|自|到|至)?\d{{4}}\s*年(?:的|底|末)?|{change}(?:到|至|在|为)了?|(?:不|不得|不应|不能)?(?:超过|超出|低于|高于|少于|多于|小于|大于|短于|长于|早于|晚于)|超|逾|至少|最少|最高|最多|最低|最长|至多|不足|不满|未满|不到|[届期年已]?满|未?达到|未?达成|未?达|突破|未来|今后|约|大约|近|将近|接近|力争|实现|确保|为|是|有|共|共有|共计|合计|总计|累计|占|仅|只|已|将|应当|可以|可达|人民币|以|在|于|按|按照|到|至|从|由|给予|予以|分别|平均|年均|预计|一般|原则上|设有|配备|配置|具有|拥有|包括|处以|并处|不再|再|连续|均|都|了|的|上限|其中|:|分成|分为|划分为|以下|下列|列有|列出|举出|举了|发布了|现|现有|目前|翻|之日起?|之时起?|起|就|居首|居首位|居?第[一二三四五六七八九十]|排名第[一二三四五六七八九十]|位居)\s*$"
    ))
});

/// Words at the beginning of a clause that are no part of the subject.
pub(super) static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\s|其中|力争|确保|并且|并|且|对于|对|使得|预计|至少|至多|到|至|截至|截止|自|从|在|于|每年|全年|目前|累计|实现|同时|此外|另外|但|以及|和|或者|或|按照|按|根据|应当|可以|可|是指|不得|的|、|现将|将|给予|予以|分别|同比|其次为|其次是|依次为|依次是|主要为|主要是|包括|含|每(?:平方米|亩|人|家|户|年|月|次|件|个|辆|株|名)|新增|新建|建成|打造|培育|聚焦|提供|完成|支持|推动|[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\d]+[）)]?[、.．）)]|第[一二三四五六七八九十百零]+条|“?十[一二三四五]五”?(?:期间|时期|末)?|\d{4}\s*年(?:\d{1,2}月)?(?:底|末|初|度)?(?:前|以来|以前|起)?|\d{4}[-–—至]\d{4}\s*年(?:间|期间)?|[,，:：])",
    )
});

/// Words that only begin like one that opens a clause.
pub(super) const WHOLE: [&str; 27] = [
    "预计数",
    "从事",
    "从业",
    "自主",
    "自动",
    "自愿",
    "自来",
    "自然",
    "自贸",
    "自行",
    "自有",
    "自由",
    "到期",
    "到位",
    "在建",
    "在校",
    "在线",
    "在职",
    "在岗",
    "在册",
    "对外",
    "对口",
    "对象",
    "并购",
    "并网",
    "或有",
    "可再",
];

/// What bounds a share from afar: 超过全市相关企业的一半.
pub(super) static FAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:不|不得|不应|不应当|不宜|未)?(?:超过|低于|少于|小于|高于|多于|大于)|未达到?|约为|约占",
    )
});

/// What parts the noun from what is said of it: 报告对发明一类的细分是发明专利357件.
pub(super) static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern("[^不就便也只可但还而总若凡]是|把|[^自理事缘]由|或者|应当|可以|不得|必须")
});

/// Words at the end of what is to be done that lead to the next quantity.
pub(super) static UNFILLED: LazyLock<Regex> = LazyLock::new(|| pattern("(?:未满|不满|已满|超过)$"));

/// What a value is compared with.
pub(super) static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:同比|环比|自[^，,。；]{2,30}?之[日时]起|(?:比|较)\s*(?:上年同期|上年|上一年|去年|\d{4}\s*年末?)(?:同期)?)",
    )
});

/// A noun and what a share of something is said of it: 奖励金额为实缴注册资本的.
pub(super) static BASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^([^，,：:]*[^作成认行视称分因以，,：:])(?:为|(?:应当?)?达到|(?:压缩|缩短|降低|降|减少|控制|提高|提升)[至到在])[^，,：:]+的\s*$",
    )
});

/// Where the clause goes on that begins with who or what it speaks of.
pub(super) static HEAD: LazyLock<Regex> =
    LazyLock::new(|| pattern("对|在|以|于|是|为|已|共|的|投入|支出"));

/// How something changes, and no more.
pub(super) static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:同比|环比|年均|平均)?(?:增长|下降|提高|降低|增加|减少|提升|上升|增幅|降幅|增速|分别增长)$",
    )
});

/// Words that compare what stands before them with the quantity behind.
pub(super) static COMPARING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:不|不得|不应|不应当|不能|未)?(?:超过|低于|高于|少于|多于|大于|小于)|达到|达|[^届期年已]满|不足|不满|未满|突破)\s*(?:人民币)?$",
    )
});

/// Verbs at the end of what gives, imposes or has a quantity, and is not measured by it.
pub(super) static GIVING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:给予|予以|处|处以|按|按照|奖励|补助|资助|补贴|发放|支付|缴纳|收取|提供|设立|设置|购买|建设|建立|签订|有|配备|聘用|完成|实现|取得|获得|扣|罚|收|付|组织|举办|由|经|需要|选举|选|提取|确定|安排)$",
    )
});

/// 有 and its like, whose object is the noun behind a term: 有五年以上扶养关系.
pub(super) static HAVING: LazyLock<Regex> = LazyLock::new(|| pattern("(?:有|具备|签订)$"));

/// What imposes something: 处违法所得三倍以下罚款.
pub(super) static IMPOSING: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:^|[^到各办用去本此住多])处(?:[^理置长分所方于在]|$)"));

/// What somebody is given: 给予一次性奖励.
pub(super) static GIVEN: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:再|可|可以|应当|按规定|分别)?(?:给予|予以)"));

/// For whom something is given or imposed.
pub(super) static PAYEE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "对([^，,。；：:对]{2,24}?)[，,]?(?:可以?|应当|再|并|一次性|分别)*(?:给予|予以|处以?|奖励|发放)",
    )
});

/// What says first how those are of whom a noun tells: 符合条件的人员.
pub(super) static RELATIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:符合|具有|具备|取得|获得|拥有|从事|参加过|通过|持有)"));
