//! Automatic numbers in the formats of Office files (ECMA-376, 17.18.59). What a format cannot write, a number beyond
//! its signs, is written in figures, as Word does.

/// Signs and units of numbers that are written out: 一百零五.
struct Numerals {
    digits: &'static str,
    /// Ten, hundred, thousand.
    units: [&'static str; 3],
    /// Whether ten is 十 and not 一十.
    has_bare_ten: bool,
}

const COMMON: Numerals =
    Numerals {
        digits: "零一二三四五六七八九", units: ["十", "百", "千"], has_bare_ten: true
    };
const FORMAL: Numerals =
    Numerals {
        digits: "零壹贰叁肆伍陆柒捌玖", units: ["拾", "佰", "仟"], has_bare_ten: false
    };
const FORMAL_TRADITIONAL: Numerals =
    Numerals {
        digits: "零壹貳參肆伍陸柒捌玖", units: ["拾", "佰", "仟"], has_bare_ten: false
    };

const DIGITS: &str = "〇一二三四五六七八九";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// Times that a letter stands at most for the numbers behind z: aa, bbb.
const MOST_LETTERS: u32 = 10;

/// A number in a format. `format` is its name, or for one of a document's own its first
/// number (001).
pub(crate) fn written(number: u32, format: &str) -> String {
    let text = match format {
        "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" => {
            spelled(number, &COMMON)
        }
        "chineseCounting" | "taiwaneseCounting" if number < 100 => spelled(number, &COMMON),
        "chineseCounting" | "taiwaneseCounting" => positional(number, DIGITS),
        "ideographDigital"
        | "taiwaneseDigital"
        | "japaneseDigitalTenThousand"
        | "koreanDigital2" => positional(number, DIGITS),
        "chineseLegalSimplified" => spelled(number, &FORMAL),
        "ideographLegalTraditional" | "japaneseLegal" => spelled(number, &FORMAL_TRADITIONAL),
        "decimalFullWidth" | "decimalFullWidth2" => positional(number, "０１２３４５６７８９"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => listed(number, '①', 20),
        "decimalEnclosedParen" => listed(number, '⑴', 20),
        "decimalEnclosedFullstop" => listed(number, '⒈', 20),
        "ideographEnclosedCircle" => listed(number, '㈠', 10),
        "ideographTraditional" => nth(number, STEMS),
        "ideographZodiac" => nth(number, BRANCHES),
        "ideographZodiacTraditional" => year_of_cycle(number),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|text| text.to_lowercase()),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "numberInDash" => Some(format!("-{number}-")),
        "hex" => Some(format!("{number:X}")),
        "decimalZero" => Some(format!("{number:02}")),
        own if own.starts_with('0') => {
            let width = own.find(',').unwrap_or(own.len()).min(9);
            Some(format!("{number:0width$}"))
        }
        _ => None,
    };
    text.unwrap_or_else(|| number.to_string())
}

/// The sign of a number in a row of them, counted from 1.
fn nth(number: u32, signs: &str) -> Option<String> {
    let at = usize::try_from(number.checked_sub(1)?).ok()?;
    signs.chars().nth(at).map(String::from)
}

/// The sign of a number where their code points follow one another.
fn listed(number: u32, first: char, count: u32) -> Option<String> {
    let at = number.checked_sub(1).filter(|&at| at < count)?;
    char::from_u32(u32::from(first) + at).map(String::from)
}

/// 甲子, 乙丑 and so on to 癸亥.
fn year_of_cycle(number: u32) -> Option<String> {
    let at = number.checked_sub(1).filter(|&at| at < 60)?;
    Some(nth(at % 10 + 1, STEMS)? + &nth(at % 12 + 1, BRANCHES)?)
}

/// Figure by figure: 一〇五.
fn positional(number: u32, digits: &str) -> Option<String> {
    let digit = |c: char| digits.chars().nth(c.to_digit(10)? as usize);
    number.to_string().chars().map(digit).collect()
}

/// a to z, then aa to zz.
fn letters(number: u32, first: u8) -> Option<String> {
    let at = number.checked_sub(1)?;
    let times = Some(at / 26 + 1).filter(|&times| times <= MOST_LETTERS)?;
    let letter = char::from(first + (at % 26) as u8);
    Some((0..times).map(|_| letter).collect())
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}

/// A number up to 9999 with its units.
fn spelled(number: u32, numerals: &Numerals) -> Option<String> {
    let number = Some(number).filter(|number| (1..10_000).contains(number))?;
    let digit = |digit: u32| numerals.digits.chars().nth(digit as usize);
    let [ten, hundred, thousand] = numerals.units;
    let (mut out, mut gap) = (String::new(), false);
    for (value, unit) in [(1000, thousand), (100, hundred), (10, ten), (1, "")] {
        let count = number / value % 10;
        if count == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.extend(digit(0));
        }
        let is_bare_ten = count == 1 && value == 10 && out.is_empty() && numerals.has_bare_ten;
        if !is_bare_ten {
            out.extend(digit(count));
        }
        out.push_str(unit);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_all_formats() {
        let cases: [(&str, &[(u32, &str)]); 27] = [
            (
                "chineseCountingThousand",
                &[
                    (1, "一"),
                    (10, "十"),
                    (12, "十二"),
                    (20, "二十"),
                    (105, "一百零五"),
                    (110, "一百一十"),
                    (1001, "一千零一"),
                    (10_000, "10000"),
                ],
            ),
            ("chineseCounting", &[(0, "0"), (21, "二十一"), (105, "一〇五")]),
            ("japaneseCounting", &[(3, "三")]),
            ("taiwaneseCountingThousand", &[(11, "十一")]),
            ("ideographDigital", &[(2, "二"), (10, "一〇")]),
            ("japaneseDigitalTenThousand", &[(2, "二")]),
            ("chineseLegalSimplified", &[(2, "贰"), (10, "壹拾"), (15, "壹拾伍")]),
            ("ideographLegalTraditional", &[(2, "貳")]),
            ("decimalFullWidth", &[(12, "１２")]),
            ("decimalEnclosedCircle", &[(2, "②"), (20, "⑳"), (21, "21")]),
            ("decimalEnclosedCircleChinese", &[(1, "①")]),
            ("decimalEnclosedParen", &[(2, "⑵"), (0, "0")]),
            ("decimalEnclosedFullstop", &[(2, "⒉")]),
            ("ideographEnclosedCircle", &[(2, "㈡"), (11, "11")]),
            ("ideographTraditional", &[(2, "乙"), (10, "癸"), (11, "11")]),
            ("ideographZodiac", &[(2, "丑"), (12, "亥")]),
            ("ideographZodiacTraditional", &[(1, "甲子"), (13, "丙子"), (60, "癸亥"), (61, "61")]),
            ("upperRoman", &[(2, "II"), (49, "XLIX"), (4000, "4000")]),
            ("lowerRoman", &[(4, "iv")]),
            ("upperLetter", &[(2, "B"), (27, "AA")]),
            ("lowerLetter", &[(26, "z"), (u32::MAX, "4294967295")]),
            ("numberInDash", &[(2, "-2-")]),
            ("hex", &[(26, "1A")]),
            ("decimalZero", &[(2, "02"), (12, "12")]),
            ("001, 002, 003, ...", &[(2, "002")]),
            ("decimal", &[(2, "2")]),
            ("thaiCounting", &[(2, "2")]),
        ];
        for (format, cases) in cases {
            for (number, expected) in cases {
                assert_eq!(written(*number, format), *expected, "{format}");
            }
        }
    }
}
