//! The one form in which names of places are looked up: lower case, without accents, "St." written out.

/// A name as the gazetteer's keys have it: lower case, Latin letters without accents and apostrophes, hyphens as
/// blanks, and "St.", "Ft.", "Mt." written out.
///
/// ```
/// use chancery_coding::places::fold;
/// assert_eq!(fold("St. Étienne-du-Mont"), "saint etienne du mont");
/// ```
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || c == '-' || c == '\u{2011}' || c == '\u{2013}') {
        let before = out.len();
        if before > 0 {
            out.push(' ');
        }
        let from = out.len();
        fold_word(word, &mut out);
        if out.len() == from {
            out.truncate(before);
        }
    }
    out
}

/// Adds one word, without blanks or hyphens, in the form of the keys.
pub(crate) fn fold_word(word: &str, out: &mut String) {
    let from = out.len();
    for c in word.chars() {
        if c == '\'' {
            // "Xi'an" and "Xian", "Ust'-Luga" and "Ust-Luga" are one name.
        } else if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            fold_letter(c, out);
        }
    }
    let full = match &out[from..] {
        "st." | "st" => "saint",
        "ste." => "sainte",
        "ft." | "ft" => "fort",
        "mt." | "mt" => "mount",
        _ => return,
    };
    out.truncate(from);
    out.push_str(full);
}

/// Letters beyond ASCII: accents fall, apostrophes of every make fall too, what has no Latin base stays as it is.
fn fold_letter(c: char, out: &mut String) {
    let plain = match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ'..='ặ' | 'ə' | 'Ə' => {
            "a"
        }
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' | 'ĉ' | 'ċ' | 'Ċ' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' | 'ḑ' | 'Ḑ' | 'ḍ' | 'Ḍ' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ĕ' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ẹ'..='ệ' => "e",
        'ğ' | 'Ğ' | 'ġ' | 'Ġ' | 'ģ' | 'Ģ' | 'ĝ' => "g",
        'ħ' | 'Ħ' | 'ḩ' | 'Ḩ' | 'ḥ' | 'Ḥ' | 'ḫ' | 'ẖ' => "h",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ĭ' | 'į' | 'İ' | 'ı' | 'ị' | 'ỉ' => "i",
        'ķ' | 'Ķ' | 'ḳ' => "k",
        'ĺ' | 'ļ' | 'Ļ' | 'ľ' | 'Ľ' | 'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ņ' | 'Ņ' | 'ň' | 'Ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ŏ' | 'ő' | 'Ő' | 'ơ' | 'Ơ' | 'ọ'..='ợ' => "o",
        'ŕ' | 'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'ş' | 'Ş' | 'š' | 'Š' | 'ș' | 'Ș' | 'ṣ' | 'Ṣ' => "s",
        'ţ' | 'Ţ' | 'ť' | 'Ť' | 'ț' | 'Ț' | 'ṭ' | 'Ṭ' | 'ŧ' => "t",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ŭ' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'ư' | 'Ư' | 'ụ'..='ự' => {
            "u"
        }
        'ý' | 'ÿ' | 'Ý' | 'ỳ'..='ỹ' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' | 'ẕ' | 'ẓ' | 'Ẓ' => "z",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{02BB}' | '\u{02B9}' | '\u{02BF}' | '\u{02BE}' | '`' => "",
        '\u{0300}'..='\u{036F}' => "",
        _ => {
            out.extend(c.to_lowercase());
            return;
        }
    };
    out.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (one, other) in [
            ("São Paulo", "Sao Paulo"),
            ("Winston-Salem", "Winston Salem"),
            ("St. Petersburg", "Saint Petersburg"),
            ("FT. WORTH", "Fort Worth"),
            ("Ra\u{2019}s al Khaymah", "Ra's al Khaymah"),
            ("Ust\u{2019}-Luga", "Ust-Luga"),
            ("Łódź", "Lodz"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
    }

    proptest! {
        #[test]
        fn a_folded_name_stays_as_it_is(name in "[A-Za-zéüßøłş' -]{0,30}") {
            prop_assert_eq!(fold(&fold(&name)), fold(&name));
        }
    }
}
