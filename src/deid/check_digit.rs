//! The check digit of Swedish identity numbers.

/// Whether the last digit is right for those before it, after ISO/IEC 7812-1 annex B.
pub(super) fn is_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let weighted = u32::from(byte.wrapping_sub(b'0')) * if place % 2 == 1 { 2 } else { 1 };
            weighted / 10 + weighted % 10
        })
        .sum();
    sum.is_multiple_of(10)
}
