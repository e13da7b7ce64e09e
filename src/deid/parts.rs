//! What stands in words: parts that every match of some pattern needs, found once for each word however often it stands in
//! a text. A pattern is tried only where its parts are there.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::deid::lexicon::{IdentityHasher, WordHash};

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident $needles:literal;)*) => {
        /// A part that words hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum WordPart { $($(#[$doc])* $name,)* }

        /// Every part with what words hold of it: `^` is a word's beginning, `$` its end. `@` is a list of the detectors.
        const PARTS: &[(WordPart, &str)] = &[$((WordPart::$name, $needles),)*];
    };
}

parts! {
    /// A number of years, or what is said for one.
    Year "år bast$ bast snurr vårar halvå$ halvtå$ ^y$ ^yo$ ^years$ ^yr$ 0å$ 1å$ 2å$ 3å$ 4å$ 5å$ 6å$ 7å$ 8å$ 9å$ 0yo$ 1yo$ 2yo$ 3yo$ 4yo$ 5yo$ 6yo$ 7yo$ 8yo$ 9yo$ 0yr$ 1yr$ 2yr$ 3yr$ 4yr$ 5yr$ 6yr$ 7yr$ 8yr$ 9yr$ 0y$ 1y$ 2y$ 3y$ 4y$ 5y$ 6y$ 7y$ 8y$ 9y$ tvåå$ treå$ fyraå$ femå$ sexå$ sjuå$ åttaå$ nioå$ tioå$ elvaå$ tolvå$ tonå$ ettå$ enå$ jugoå$";
    /// A word that begins as a number.
    NumberWord "^noll ^ett ^hundra ^plus ^tvåa ^nia";
    /// A word that begins as a number of two or more.
    Counting "^två ^tre ^fyr ^fem ^sex ^sju ^åtta ^åtti ^nio ^nitti ^tio ^elva ^tolv ^fjorton ^arton ^nitton ^tjug ^fört";
    /// A number in words that may be a telephone.
    Nought "^noll ^plus";
    /// What says what somebody is.
    Is "^är$ ^e$ ^ä$ ^va$ ^var$ ^blev$ ^blir$ ^fyller$ ^fyllde$ ^fyllt$ ^fylla$ ^säger$ ^uppger$ ^påstår$";
    /// One of several.
    OneOf "^som$ ^alla$ ^andra$ ^andre$ ^ena$ ^ene$ ^tredje$ ^flesta$ ^äldre$ ^yngre$";
    /// Several persons.
    People "@PEOPLE ^alla$ ^andra$ ^flesta$ ^båda ^bägge ^åldrarna ^de$ ^dom$";
    /// One person, who may have an age.
    Who "@WHO";
    /// What says that a number is not exact.
    About "^ca$ ^cirka$ ^ungefär$ ^runt$ ^omkring$ ^uppskattningsvis$";
    /// What says that somebody comes of an age.
    Turns "^fyll ^uppge ^uppga ^uppsk ^påst ^ut$ ^vara$ ^bli$ ^blir$ ^blev$ ^snart$ ^nyss$ ^runt$ ^typ$ ^ålder ^gammal$";
    /// What says when somebody was born.
    Born "^föd ^fött ^f$ ^fd ^f0 ^f1 ^f2 ^f3 ^f4 ^f5 ^f6 ^f7 ^f8 ^f9 ^årgång ^årsmodell ^årskull ^årsbarn ^noll";
    /// Months, weeks or days of a small child.
    InfantAge "mån veckor dagar ^v$ 0v$ 1v$ 2v$ 3v$ 4v$ 5v$ 6v$ 7v$ 8v$ 9v$";
    /// What joins two of a list.
    Join "^o$ ^och$ ^å$ ^samt$ ^resp ^el ^kanske$";
    /// A month, perhaps written against a day.
    Month "januari$ februari$ mars$ april$ maj$ juni$ juli$ augusti$ september$ oktober$ november$ december$ jan$ feb$ febr$ mar$ apr$ jun$ jul$ aug$ sep$ sept$ okt$ nov$ dec$";
    /// A month by itself.
    MonthFirst "^januari$ ^februari$ ^mars$ ^april$ ^maj$ ^juni$ ^juli$ ^augusti$ ^september$ ^oktober$ ^november$ ^december$ ^jan$ ^feb$ ^febr$ ^mar$ ^apr$ ^jun$ ^jul$ ^aug$ ^sep$ ^sept$ ^okt$ ^nov$ ^dec$";
    /// A day in words.
    Ordinal "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte onde";
    /// What stands before a day.
    DayWord "^den$ ^till$ ^mellan$ ^natten$ dagen$";
    /// A day of the week, also shortened.
    Weekday "^mån ^tis ^on ^tor ^fre ^lör ^sön ^idag$ ^igår$ ^ikväll$ ^inatt$ ^imorse$ förrgår$ ^dag$ ^går$ ^kväll$ ^natt$ ^morse$";
    /// What stands before an hour.
    Clock "^kl$ ^klockan$ ^kl0 ^kl1 ^kl2 ^kl3 ^kl4 ^kl5 ^kl6 ^kl7 ^kl8 ^kl9 tiden$";
    /// A day with a name.
    Feast "afton dag valborg halloween skolavslut";
    /// What says which year a day was in.
    FeastYear "^år$ ^förra$ fjol";
    /// A class of a school by its label.
    Class "^åk ^årsk ^klass ^ak förskoleklass";
    /// A class of a school in words.
    NickedClass "^fyror ^femmor ^sexor ^sjuor ^åttor ^nior ^niondeklassar ^åttondeklassar ^sjundeklassar ^sjätteklassar";
    /// A year of school in words.
    YearOfSchool "^ettan ^tvåan ^trean ^fyran ^femman ^sexan ^sjuan ^åttan ^nian ^förskoleklass";
    /// Who goes to a school.
    Attends "^går$ ^gick$ ^gått$ ^börja ^elev ^kille ^tjej ^pojke ^flicka ^läser$ ^slutat$";
    /// What is done at a school.
    Attending "^går$ ^gick$ ^plugg ^läser$ ^läste$ ^börja ^elev ^slutat$ ^slutade$ ^skolkar$ ^inskriven$ ^gått$ ^praktik$ ^prao$";
    /// A kind of school.
    SchoolKind "skol gymn ^gy$ ^gys$ ^fsk ^sk$ stadium lyce montessori fritids enskilda läroverk dagis komvux utbildningsc lärcentrum";
    /// A word in the name of a chain of schools.
    SchoolChain "^internationella$ ^engelska$ ^ies$ ^kunskaps ^nti ^jensen ^vittra ^raoul$ ^thoren$ ^procivitas$ ^praktiska$ ^lbs$ ^cyber ^fryshuset ^tekniska$ ^realgymnasiet$ ^drottning$ ^stockholm$ ^stockholms$ ^hermods$ ^norra$ ^södra$ ^östra$ ^kungsholmens$ ^al$ ^framtidsskolan$ ^globala$ ^estetiska$ ^rudolf$ ^franska$ ^tyska$ ^judiska$ ^hillelskolan$ ^anna$ ^viktor$ ^mikael$ ^rytmus$ ^sjölins$ ^grillska$ ^didaktus$ ^amerikanska$ ^designgymnasiet$ ^nordic$ ^snitz$ ^prolympia$ ^magelungen$ ^plusgymnasiet$ ^yrkesgymnasiet$ ^klara$ ^hvitfeldtska$ ^schillerska$ ^katedralskolan$ ^polhemskolan$ ^spyken$ ^vipan$ ^borgarskolan$ ^hulebäcksgymnasiet$ ^malmö$ ^nya$ ^nils$ ^europaskolan$ ^futuraskolan$";
    /// The end of a street that may have a number.
    StreetEnd "@STREETS ^v$ ^g$ v$ g$";
    /// The end of a street that needs no number.
    BareStreetEnd "@BARESTREETS";
    /// What stands before where somebody lives.
    Home "^adress ^adr$ ^bor$ ^på$ ^boende$ ^till$";
    /// A flat, a floor, a door.
    Apartment "^lgh ^läg lgh$ lägenhet vån ^tr$ ^trapp 0tr 1tr 2tr 3tr 4tr 5tr 6tr 7tr 8tr 9tr 0tr$ 1tr$ 2tr$ 3tr$ 4tr$ 5tr$ 6tr$ 7tr$ 8tr$ 9tr$ portkod ^kod dörrkod ^port ^uppg";
    /// A box of the post.
    PostBox "^box ^postbox ^fack ^postfack ^pb$ box fack";
    /// Where two streets meet.
    Crossing "hörn korsning";
    /// What stands before a property.
    Property "^fastighet ^kvarteret$ ^kv$ ^tomt";
    /// What stands before the number of a passport.
    Passport "pass id kort leg uppehållst resedok resehand nationellt";
    /// What stands before the number of a case.
    Case "lma dossie ärende diarie nr nummer numret mål akt utredning";
    /// A word for a number.
    Numbered "nr nummer numret";
    /// A word for a personal number.
    PersonalNumber "^pnr ^persnr ^nr ^personn ^samordningsn ^födelsen";
    /// The last figures of a number.
    LastFour "^sist ^slut siffr ^födelsen";
    /// A word for the number of an organisation.
    Organisation "org vat moms";
    /// A word for the number of an account.
    Account "^bg ^pbg bankgiro ^pg plusgiro postgiro swish konto clearing kortn bankkort kontokort ^ocr";
    /// A country that a plate may be from.
    Nation "^polsk ^tysk ^norsk ^dansk ^finsk ^litauisk ^lettisk ^estnisk ^rumänsk ^bulgarisk ^utlands ^utländsk ^engelsk ^holländsk ^fransk ^spansk ^serbisk ^ukrainsk";
    /// What stands before a plate.
    PlateLabel "^reg skylt plåt ^polsk ^tysk ^norsk ^dansk ^finsk ^utlands ^litauisk ^rumänsk ^lettisk";
    /// A name that stands for its first letter.
    SpelledLetter "^adam ^bertil ^caesar ^cesar ^david ^erik ^filip ^gustav ^helge ^ivar ^johan ^kalle ^ludvig ^martin ^niklas ^olof ^petter ^quintus ^rudolf ^sigurd ^tore ^urban ^viktor ^wilhelm ^xerxes ^yngve ^zäta ^åke ^ärlig ^östen";
    /// What presents a user name.
    Naming "använd nick tag spelar user inlogg konto profil skärm alias streamar snappar postar skriver kanal namn grupp id";
    /// A sign said in words.
    Spoken "underscore streck snabel ^at$";
    /// A full stop said in words.
    Stop "punkt dot";
    /// An at sign said in words.
    At "snabel alfakrull ^at$ ^a$";
    /// Letters of a web address set apart.
    SpelledWeb "^w$ ^ww$ ^www$";
    /// A kind of home or clinic.
    Institution "^hvb ^vårdcentral ^husläkarm ^ungdomsm ^barnavårdsc ^bvc ^familjehem ^behandlingshem ^utredningshem ^jourhem ^ungdomshem ^sis ^stödboende ^gruppboende ^akutboende ^träningsboende ^asylboende ^kvinnojour ^boende ^lss ^bup ^beroendemottagning";
    /// A place where people meet.
    Venue "gård fryshuset folkets ungdomens medborgarhus parklek sporthall simhall ishall idrottsplats bibliotek moské";
    /// What somebody is at work.
    Role "@ROLES";
    /// What owns a role.
    Workplace "skola gymnasi moske kyrka gård klubb hall parklek";
    /// A relative who is meant.
    DefiniteKin "@DEFINITE ^n$";
    /// A relative.
    Kin "mam mor mod pap far fad bro brö sys syr son sön dott dött kusin mos fas barn flickv pojkv tjej kille fru hust mak sambo fästm ^ex svåg sväg svär föräld tvilling man brud änk gud särbo päron släkt ingift bryll partn måg älsk";
    /// Whose a relative is.
    KinOwner "^hans$ ^hennes$ ^hens$ ^deras$ ^dennes$ ^dennas$ ^vars$ ^sin$ ^sina$ ^min$ ^mina$ mmas$ ppas$ ans$ rns$ ors$ ens$ ets$";
    /// A relative called by what they are.
    NamedKin "mamma pappa morsan farsan brorsan syrran mormor farmor morfar farfar stor lill moster faster farbror morbror";
    /// A relative who owns something.
    KinCalled "^mammas$ ^pappas$ ^morsans$ ^farsans$ ^brorsans$ ^syrrans$ ^mormors$ ^farmors$ ^morfars$ ^farfars$ ^mosters$ ^fasters$";
    /// The word between a relative and whose it is.
    To "^till$";
    /// Where somebody has a user name.
    Platform "@PLATFORMS";
    /// What may begin with such a place.
    ShortPlatform "@SHORTPLATFORMS";
    /// What stands before initials of any writing.
    Initials "^initial";
}

/// A set of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct WordParts(u128);

impl WordParts {
    /// Whether the part is there.
    pub(super) fn holds(self, part: WordPart) -> bool {
        self.0 >> part as u32 & 1 == 1
    }

    /// Both together.
    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn add(&mut self, part: WordPart) {
        self.0 |= 1 << part as u32;
    }
}

/// Finds the parts of words, by the hashes of what words hold of them.
#[derive(Debug)]
pub(super) struct PartFinder {
    parts: HashMap<u64, WordParts, BuildHasherDefault<IdentityHasher>>,
    /// A bit for some of each hash: what has none is no needle.
    seen: Vec<u64>,
    /// The most bytes that a needle has.
    longest: usize,
}

impl PartFinder {
    /// A finder that asks what begins and ends the words of a list, by the list's name.
    pub(super) fn new(listed: fn(&str) -> Vec<String>) -> Self {
        let mut finder = Self { parts: HashMap::default(), seen: vec![0; SEEN], longest: 0 };
        for (part, needles) in PARTS {
            for needle in needles.split(' ') {
                match needle.strip_prefix('@') {
                    Some(list) => listed(list).iter().for_each(|needle| finder.add_needle(*part, needle)),
                    None => finder.add_needle(*part, needle),
                }
            }
        }
        finder
    }

    fn add_needle(&mut self, part: WordPart, needle: &str) {
        self.longest = self.longest.max(needle.len());
        let hash = WordHash::of(needle).finish();
        self.parts.entry(hash).or_default().add(part);
        let (place, bit) = place_of(hash);
        if let Some(seen) = self.seen.get_mut(place) {
            *seen |= bit;
        }
    }

    /// The parts of a word in lower case.
    pub(super) fn find_parts(&self, word: &str) -> WordParts {
        let bytes = || b"^".iter().chain(word.as_bytes()).chain(b"$").copied();
        let mut parts = WordParts::default();
        for start in 0..=word.len() {
            let mut hash = WordHash::START;
            for byte in bytes().skip(start).take(self.longest) {
                hash = hash.with_byte(byte);
                let whole = hash.finish();
                let (place, bit) = place_of(whole);
                if self.seen.get(place).is_some_and(|seen| seen & bit != 0) {
                    parts = parts.union(self.parts.get(&whole).copied().unwrap_or_default());
                }
            }
        }
        parts
    }
}

/// How many numbers of bits there are.
const SEEN: usize = 1 << 10;

/// Which number holds the bit of a hash, and the bit.
fn place_of(hash: u64) -> (usize, u64) {
    (usize::try_from(hash >> 54).unwrap_or_default() % SEEN, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_at_the_ends_and_inside() {
        let finder = PartFinder::new(|_| vec!["^långtord$".to_owned()]);
        assert!(finder.find_parts("långtord").holds(WordPart::Role));
        assert!(finder.find_parts("höstafton").holds(WordPart::Feast), "inside a word");
        assert!(!finder.find_parts("långtorde").holds(WordPart::Role));
    }
}
