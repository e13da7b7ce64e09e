//! What a PDF carries: the sealed JSON of its form, attached to it, and a seal over the whole file that shows whether a page
//! was touched since. Found and held here; written by `pdf`.
//!
//! The attachment is called `blankett.json` and lies in the file as it is, unpacked. Its description ends in the SHA-256 of the
//! file with 64 zeros in that place. It shows that a file was changed; it is no signature.

mod bounds;

use std::ops::Range;

use hayro_syntax::object::{Array, Dict, Stream, String as Text};
use hayro_syntax::{LoadPdfError, Pdf};
use memchr::memmem;
use sha2::{Digest, Sha256};

use self::bounds::{Unpacked, measure_streams};
use super::hex::encode_hex;

/// What the attachment is called.
pub const NAME: &str = "blankett.json";

/// What a document says of itself that was written without its data.
pub const WITHOUT_DATA: &str = "utan-data";

/// What the seal stands after.
const BEFORE_SEAL: &str = "Blanketten som data. Filens SHA-256, med nollor i dess plats: ";

/// How long the seal is.
const SEAL: usize = 64;

/// How the data begins, and how it ends.
const DATA_BEGINS: &[u8] = b"{\n  \"content_sha256\": \"";
const DATA_ENDS: &[u8] = b"\n}\n";

/// How far from the end of the file its last mark may stand.
const TAIL: usize = 64;

/// Why a form cannot be taken out of a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PdfFault {
    /// The file ends before the document does, or cannot be read as one.
    #[error("PDF:en är skadad eller avkortad. Be avsändaren skicka den igen.")]
    Damaged,
    /// The file would fill the memory.
    #[error(
        "PDF:en packas upp till mer än vad som läses, långt mer än en blankett. Be avsändaren om den fil som Stegvis sparade."
    )]
    TooLarge,
    /// The file needs a password.
    #[error("PDF:en är låst med lösenord. Be avsändaren om den fil som Stegvis sparade.")]
    Locked,
    /// The form is in it, and the file is not as it was written.
    #[error(
        "PDF:en har ändrats sedan Stegvis skrev den, så sidorna och uppgifterna kan säga olika saker. Den kan ha \
         stämplats, antecknats i eller sparats om. Be avsändaren om den fil som Stegvis sparade."
    )]
    Altered,
    /// The document was written to be handed out, without its data.
    #[error("PDF:en är skriven utan data, för att lämnas ut. Använd den fil som Stegvis sparade.")]
    WithoutData,
    /// The pages are ours, but another program has written the file.
    #[error(
        "PDF:en är utskriven på nytt eller sparad om av ett annat program, och uppgifterna har fallit bort. Be avsändaren \
         om den fil som Stegvis sparade."
    )]
    Reprinted,
    /// Nothing says that it has anything to do with us.
    #[error(
        "PDF:en är ingen blankett från Stegvis. Är den inskannad eller utskriven som PDF: be avsändaren om den fil som Stegvis sparade."
    )]
    Foreign,
}

/// Whether these bytes begin as a PDF does.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// What the attachment is described as, with room for the seal.
pub fn attachment_description() -> String {
    format!("{BEFORE_SEAL}{}", "0".repeat(SEAL))
}

/// The finished document with its seal in place; `None` where there is no room for it.
pub fn seal_document(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let place = seal_place(&bytes)?;
    let seal = encode_hex(&Sha256::digest(&bytes));
    bytes.get_mut(place)?.copy_from_slice(seal.as_bytes());
    Some(bytes)
}

/// The JSON that a form's PDF carries, where it begins and ends as this program writes it; neither it nor the document is held
/// to its seal.
pub fn find_data(bytes: &[u8]) -> Option<&str> {
    let from = memmem::find(bytes, DATA_BEGINS).filter(|_| is_whole(bytes))?;
    let data = bytes.get(from..)?;
    std::str::from_utf8(data.get(..memmem::find(data, DATA_ENDS)? + DATA_ENDS.len())?).ok()
}

/// The JSON that a form's PDF carries.
///
/// # Errors
/// What the file is instead.
pub fn read_attached_data(bytes: &[u8]) -> Result<String, PdfFault> {
    if !is_whole(bytes) {
        return Err(PdfFault::Damaged);
    }
    match measure_streams(bytes) {
        Unpacked::Bounded => {}
        Unpacked::TooMuch => return Err(PdfFault::TooLarge),
        Unpacked::Unknown => return Err(PdfFault::Foreign),
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|fault| match fault {
        LoadPdfError::Decryption(_) => PdfFault::Locked,
        LoadPdfError::Invalid => PdfFault::Damaged,
    })?;
    let Some(attached) = find_attachment(&pdf) else { return Err(missing_attachment_fault(&pdf)) };
    // What this program attaches is never packed, so nothing is unpacked that somebody else has put there.
    if !attached.filters().is_empty() || !seal_holds(bytes) {
        return Err(PdfFault::Altered);
    }
    String::from_utf8(attached.raw_data().into_owned()).map_err(|_| PdfFault::Altered)
}

/// What a document without our attachment is.
fn missing_attachment_fault(pdf: &Pdf) -> PdfFault {
    let about = pdf.metadata();
    let says = |value: &Option<Box<[u8]>>, word: &str| {
        value.as_ref().is_some_and(|value| value.windows(word.len()).any(|part| part == word.as_bytes()))
    };
    match (says(&about.creator, "stegvis "), says(&about.keywords, WITHOUT_DATA)) {
        (true, true) => PdfFault::WithoutData,
        (true, false) => PdfFault::Reprinted,
        (false, _) => PdfFault::Foreign,
    }
}

/// The attachment of our name.
fn find_attachment(pdf: &Pdf) -> Option<Stream<'_>> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let names: Array<'_> =
        catalog.get::<Dict<'_>>("Names")?.get::<Dict<'_>>("EmbeddedFiles")?.get("Names")?;
    let mut names = names.flex_iter();
    while let Some(name) = names.next::<Text<'_>>() {
        let about = names.next::<Dict<'_>>()?;
        if name.as_bytes() == NAME.as_bytes() {
            return about.get::<Dict<'_>>("EF")?.get("F");
        }
    }
    None
}

/// Whether the file has its end.
fn is_whole(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    tail.windows(5).any(|mark| mark == b"%%EOF")
}

/// Whether the file is, byte for byte, as it was sealed.
fn seal_holds(bytes: &[u8]) -> bool {
    let Some(Range { start, end }) = seal_place(bytes) else { return false };
    let (Some(before), Some(seal), Some(after)) =
        (bytes.get(..start), bytes.get(start..end), bytes.get(end..))
    else {
        return false;
    };
    let digest = Sha256::new().chain_update(before).chain_update("0".repeat(SEAL)).chain_update(after);
    encode_hex(&digest.finalize()).as_bytes() == seal
}

/// Where the seal stands.
fn seal_place(bytes: &[u8]) -> Option<Range<usize>> {
    let before = BEFORE_SEAL.as_bytes();
    let start = bytes.windows(before.len()).position(|part| part == before)? + before.len();
    (start + SEAL <= bytes.len()).then_some(start..start + SEAL)
}
