//! What a finding is: its class, its place, its reason. How findings are made lives in the detectors.

use std::ops::Range;

use super::check_digit::is_luhn;

/// One identifying stretch of text.
///
/// `reason` says in Swedish why it was flagged and never holds the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, in UTF-8 bytes of the scanned text, end exclusive, on character boundaries.
    pub range: Range<usize>,
    /// What it is.
    pub class: Class,
    /// Why, in a short Swedish sentence that does not quote the text.
    pub reason: String,
    /// What to put in its place, such as `[person]`.
    pub mask: String,
    /// A coarser text that no longer points at one person, where there is one.
    pub coarser: Option<String>,
}

impl Finding {
    /// Whether what was found in `text` is an age in years, under 18.
    pub fn is_age_under_18(&self, text: &str) -> bool {
        let years = |part: &str| part.parse::<u8>().ok();
        let band = self.coarser.as_deref().and_then(|band| band.split_once('–'));
        let is_under = match band {
            Some((_, to)) => years(to.trim_end_matches(" år")).is_some_and(|to| to < 18),
            None => {
                let words = text.get(self.range.clone()).unwrap_or_default();
                words.split(|c: char| !c.is_ascii_digit()).filter_map(years).any(|age| age < 18)
            }
        };
        self.class == Class::Age && is_under
    }

    /// Whether what was found in `text` points one person out whatever anybody says of it: a whole personnummer or samordningsnummer
    /// whose check digit is right. It is masked, and never kept.
    pub fn is_never_kept(&self, text: &str) -> bool {
        text.get(self.range.clone()).is_some_and(|words| self.points_out(words))
    }

    /// Whether these words, which are what was found, point one person out whatever anybody says of it.
    pub fn points_out(&self, words: &str) -> bool {
        let is_of_person = matches!(self.class, Class::Personnummer | Class::Samordningsnummer);
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let ten = match digits.len() {
            10 => Some(digits.as_str()),
            12 => digits.get(2..),
            _ => None,
        };
        is_of_person && ten.is_some_and(is_luhn)
    }
}

/// What the worker decided about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingDecision {
    /// Put the mask in its place.
    Mask,
    /// Put the coarser text in its place; the mask where there is none.
    Coarsen,
    /// Leave the text: the worker says that it identifies nobody.
    Keep,
}

/// A note to the worker. It never stops anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// Three or more kinds of detail meet that together may single a person out
    /// (GDPR recital 26: identified by "singling out").
    Combination {
        /// What meets, in order of [`Detail::ALL`], one of each kind.
        details: Vec<MetDetail>,
    },
    /// Religion, ethnicity, politics or health stands beside a described person
    /// (RF 2 kap. 3 §; GDPR art. 9).
    SpecialCategory {
        /// The categories, in order of [`Category::ALL`], each once.
        categories: Vec<Category>,
    },
}

impl Advice {
    /// The note in Swedish.
    pub fn text(&self) -> String {
        match self {
            Self::Combination { details } => format!(
                "Flera detaljer möts: {}. Tillsammans kan de peka ut en person. Gör någon av dem grövre.",
                join_words(details.iter().map(MetDetail::describe))
            ),
            Self::SpecialCategory { categories } => format!(
                "Texten nämner {} om en person. Det är känsliga uppgifter (RF 2 kap. 3 §, GDPR artikel 9). \
                 Skriv handlingen, inte åsikten eller tillhörigheten.",
                join_words(categories.iter().map(|category| category.label().to_owned()))
            ),
        }
    }
}

/// A detail that meets others, and the words that tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetDetail {
    /// Its kind.
    pub detail: Detail,
    /// The words, as they stand.
    pub words: String,
}

impl MetDetail {
    /// The kind, and the words between quotation marks.
    fn describe(&self) -> String {
        format!("{} (”{}”)", self.detail.label(), self.words)
    }
}

/// The kinds of detail that single a person out when three or more meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// A named place or kind of place.
    Place,
    /// A date or time.
    Time,
    /// A role, kinship or occupation.
    Role,
    /// An event that few people have been part of.
    RareEvent,
    /// An age or school year.
    Age,
    /// Looks, clothes, language or origin.
    Description,
}

impl Detail {
    /// Every kind, in the order used in [`Advice`].
    pub const ALL: [Self; 6] =
        [Self::Place, Self::Time, Self::Role, Self::RareEvent, Self::Age, Self::Description];

    /// The Swedish word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Place => "plats",
            Self::Time => "tid",
            Self::Role => "roll",
            Self::RareEvent => "ovanlig händelse",
            Self::Age => "ålder",
            Self::Description => "utseende eller bakgrund",
        }
    }
}

/// The special categories of GDPR art. 9 that free text here may touch, and what is as sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Religious belief.
    Religion,
    /// Racial or ethnic origin.
    Ethnicity,
    /// Political opinion.
    Politics,
    /// Health.
    Health,
    /// Sexual orientation or sex life.
    Sexuality,
    /// Care without consent, which tells of a person's health or life (LVU, LVM, LPT).
    Care,
    /// That somebody's data are protected.
    Protection,
}

impl Category {
    /// Every category, in the order used in [`Advice`].
    pub const ALL: [Self; 7] = [
        Self::Religion,
        Self::Ethnicity,
        Self::Politics,
        Self::Health,
        Self::Sexuality,
        Self::Care,
        Self::Protection,
    ];

    /// The Swedish words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Religion => "religion",
            Self::Ethnicity => "etniskt ursprung",
            Self::Politics => "politisk åskådning",
            Self::Health => "hälsa",
            Self::Sexuality => "sexuell läggning",
            Self::Care => "vård enligt lag (LVU, LVM eller LPT)",
            Self::Protection => "skyddade personuppgifter",
        }
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $id:literal $mask:literal $one:literal $many:literal;)*) => {
        /// What a finding is. The order is the order of precedence where two findings meet.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Class { $($(#[$doc])* $name,)* }

        impl Class {
            /// Every class, in order of precedence.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name used in JSON.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The text put in place of a finding; it is itself never found.
            pub fn mask(self) -> &'static str {
                match self { $(Self::$name => $mask,)* }
            }

            /// The Swedish name for `count` findings, without the number.
            pub fn label(self, count: usize) -> &'static str {
                match self { $(Self::$name => if count == 1 { $one } else { $many },)* }
            }
        }
    };
}

classes! {
    /// E-mail address, written out or disguised.
    Email "email" "[e-post]" "e-postadress" "e-postadresser";
    /// Web address or bare domain.
    Url "url" "[webbadress]" "webbadress" "webbadresser";
    /// IP or MAC address.
    NetworkAddress "network-address" "[nätadress]" "nätadress" "nätadresser";
    /// IBAN, bankgiro, plusgiro, account or Swish number.
    BankAccount "bank-account" "[konto]" "kontonummer" "kontonummer";
    /// IMEI of a phone.
    Imei "imei" "[imei]" "IMEI-nummer" "IMEI-nummer";
    /// Coordinates or another exact position.
    Coordinates "coordinates" "[position]" "position" "positioner";
    /// LMA, dossier, court or police number, or the diarienummer of a person's case.
    CaseNumber "case-number" "[ärendenummer]" "ärendenummer" "ärendenummer";
    /// Passport or identity card number.
    Passport "passport" "[passnummer]" "passnummer" "passnummer";
    /// Samordningsnummer: day of birth plus 60 (SFS 2022:1697).
    Samordningsnummer "samordningsnummer" "[samordningsnummer]" "samordningsnummer" "samordningsnummer";
    /// Interim number: a letter in place of the first digit of the birth number.
    Interimsnummer "interimsnummer" "[interimsnummer]" "interimsnummer" "interimsnummer";
    /// Personnummer, with or without a right check digit (SKV 704).
    Personnummer "personnummer" "[personnummer]" "personnummer" "personnummer";
    /// Organisationsnummer.
    Organisationsnummer "organisationsnummer" "[organisationsnummer]" "organisationsnummer" "organisationsnummer";
    /// Telephone number, in figures or words.
    Phone "phone" "[telefon]" "telefonnummer" "telefonnummer";
    /// The last four figures of a personnummer.
    LastFour "last-four" "[sista fyra]" "fyra sista siffror" "fyra sista siffror";
    /// Vehicle registration plate.
    Plate "plate" "[regnummer]" "registreringsnummer" "registreringsnummer";
    /// User name in a social medium or game.
    Handle "handle" "[användarnamn]" "användarnamn" "användarnamn";
    /// Street address.
    Address "address" "[adress]" "adress" "adresser";
    /// Flat, entrance, door code or floor.
    Apartment "apartment" "[lägenhet]" "lägenhet" "lägenheter";
    /// Post office box.
    PoBox "po-box" "[box]" "boxadress" "boxadresser";
    /// Property designation.
    Property "property" "[fastighet]" "fastighetsbeteckning" "fastighetsbeteckningar";
    /// Postcode.
    Postcode "postcode" "[postnummer]" "postnummer" "postnummer";
    /// Named school or preschool.
    School "school" "[skola]" "skola" "skolor";
    /// School class or year.
    SchoolClass "school-class" "[klass]" "skolklass" "skolklasser";
    /// Exact date.
    Date "date" "[datum]" "datum" "datum";
    /// Exact age or year of birth.
    Age "age" "[ålder]" "ålder" "åldrar";
    /// A person by name, nickname or initials.
    Person "person" "[person]" "person" "personer";
    /// A role at a named workplace.
    Role "role" "[roll]" "roll på en arbetsplats" "roller på arbetsplatser";
    /// Kinship in definite form.
    Relation "relation" "[anhörig]" "anhörig" "anhöriga";
    /// A number that is none of the above but long enough to point at somebody.
    Number "number" "[nummer]" "nummer" "nummer";
    /// Foreign script, mixed scripts or disguised letters.
    ForeignScript "foreign-script" "[text]" "text med andra skrivtecken" "texter med andra skrivtecken";
    /// Invisible characters inside a word.
    Invisible "invisible" "[dolda tecken]" "text med osynliga tecken" "texter med osynliga tecken";
}

impl Class {
    /// The classes of some findings with how many there are of each: `2 personer, 1 adress`. Never the text.
    pub fn describe_counts(found: &[Finding]) -> String {
        let count = |class: Self| found.iter().filter(|finding| finding.class == class).count();
        let counts = Self::ALL.iter().map(|class| (class, count(*class))).filter(|(_, count)| *count > 0);
        counts.map(|(class, count)| format!("{count} {}", class.label(count))).collect::<Vec<_>>().join(", ")
    }
}

/// "a, b och c".
fn join_words(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} och {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// How a mask begins that says which of several persons stood there.
pub(super) const LETTERED: &str = "[person ";

/// Where the lettered mask that opens `text` ends.
pub(super) fn lettered_mask(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(LETTERED)?;
    let end = rest.find(']').filter(|end| (1..3).contains(end))?;
    let letters = rest.get(..end)?.bytes().all(|byte| byte.is_ascii_uppercase());
    letters.then_some(LETTERED.len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case_and_unique() {
        let mut ids: Vec<&str> = Class::ALL.iter().map(|class| class.id()).collect();
        assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Class::ALL.len());
    }

    #[test]
    fn advice_reads_as_swedish() {
        let met = |detail, words: &str| MetDetail { detail, words: words.to_owned() };
        let details =
            vec![met(Detail::Place, "torget"), met(Detail::Time, "i fredags"), met(Detail::Age, "16 år")];
        assert!(
            Advice::Combination { details }
                .text()
                .starts_with("Flera detaljer möts: plats (”torget”), tid (”i fredags”) och ålder (”16 år”).")
        );
    }
}
