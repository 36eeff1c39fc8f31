//! Characters that nobody sees: they steer terminals and the direction of writing, and a text that has
//! them can look like another one. Who shows a text leaves them out or shows what they are.

/// Whether a character is a control (Unicode's category Cc, white space apart), separates lines or
/// paragraphs, or steers the direction of writing (its property Bidi_Control).
pub fn is_unseen(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            true
        }
        c => c.is_control(),
    }
}
