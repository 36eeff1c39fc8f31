//! Numbers written with Chinese numerals: 五, 四十二, 三十一, 一百零二, 两.

/// The number that a text is, in Arabic digits or Chinese numerals; up to 9999.
pub fn parse(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() || text.chars().nth(9).is_some() {
        return None;
    }
    if let Ok(number) = crate::fold::halfwidth(text).parse() {
        return Some(number);
    }
    let (mut sum, mut digit) = (0, None);
    for c in text.chars() {
        match (c, unit(c)) {
            ('零' | '〇', _) => {}
            (_, Some(unit)) => sum += digit.take().unwrap_or(1) * unit,
            _ => {
                if digit.is_some() {
                    return None;
                }
                digit = Some("一二三四五六七八九".chars().position(|d| d == c).map_or_else(
                    || (c == '两').then_some(2),
                    |position| u32::try_from(position + 1).ok(),
                )?);
            }
        }
    }
    Some(sum + digit.unwrap_or(0)).filter(|&number| number > 0)
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        let cases = [
            ("五", Some(5)),
            ("两", Some(2)),
            ("十", Some(10)),
            ("四十二", Some(42)),
            ("一百零二", Some(102)),
            ("30", Some(30)),
            ("３", Some(3)),
            ("一二", None),
            ("若干", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
