//! The words around a name that say it is one, as sets. How they are used stands in `context`.

use crate::deid::list::split_list;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A set of words in lower case.
pub(super) type Cues = LazyLock<HashSet<&'static str, BuildHasherDefault<WordHasher>>>;

/// FNV-1a: the sets are ours, and every word is looked up in most of them.
pub(super) struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes
            .iter()
            .fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    }
}

/// Words after which a name comes.
pub(super) static NAMING: Cues = LazyLock::new(|| {
    word_set(
        "heter hette heta kallas kallad kallade kallat kallar namn namnet namnen alias döpt smeknamn \
     smeknamnet öknamn öknamnet förnamn förnamnet efternamn efternamnet aka presenterade",
    )
});

/// Words that may stand between a naming word and the name.
pub(super) static BETWEEN: Cues = LazyLock::new(|| {
    word_set(
        "för sig bara typ nog visst tydligen egentligen också till är var som nåt något med i förnamn \
     efternamn kanske ju antagligen troligen väl han hon hen den ngt nu alltså dom vi honom henne tror \
     jag tydligt eller",
    )
});

/// Nouns for a person after which the name may come.
pub(super) static PERSON_NOUNS: Cues = LazyLock::new(|| {
    word_set(
        "killen tjejen pojken flickan mannen kvinnan grabben snubben bruden eleven kompisen polaren brorsan \
     syrran ledaren kollegan grannen vännen kusinen brodern systern sonen dottern ungdomen familjen \
     bröderna systrarna syskonen släkten klanen herr fru fröken tant farbror doktor imam imamen shejk \
     sheikh shaykh schejk mulla mullah ayatolla ustaz ustad hoca lillebror storebror lillasyster \
     storasyster kusin brorsa syrra kompis polare läraren rektor kurator mentor coach tränaren \
     praktikanten vikarien flickvännen pojkvännen mamman pappan mamma pappa bror syster son dotter \
     handläggare handläggaren socialsekreterare socialsekreteraren fältaren kontaktpersonen initialerna \
     initialer elev medarbetaren chefen ordföranden moster faster morbror farmor mormor farfar morfar vår \
     klasskompisen profilen personen",
    )
});

/// What a person does: raises an everyday word that opens the sentence and is a name too.
pub(super) static HUMAN_VERBS: Cues = LazyLock::new(|| {
    word_set(
        "sa säger sade berättade berättar ringde ringer frågade frågar tycker tyckte heter mår mådde bor \
     bodde hotade hotar kom kommer gick går skrev skriver var är har hade vill ville blev verkade verkar \
     svarade svarar såg sprang slog grät skrek stod satt fick tog drog dök snackade pratade pratar uppger \
     uppgav menar menade lade la visade visar kände känner vet visste hänger hängde åkte åker följde \
     hittade filmade spottade kallade nämnde nämner ska skulle kan kunde mejlade smsade träffade vägrade \
     misstänks sågs greps lovade erkände påstod påstår började slutade själv delade sökte undrade undrar \
     tänkte kontaktade hörde hördes umgås umgicks avvek försvann drack rökte körde sitter står delar delade filmar \
     stannar stannade viftade viftar slutar ansvarar bar bär äger hämtar hämtade betalar betalade tar håller höll bytte byter \
     ritar ritade skickar skickade lägger postar postade vågar vågade sover skar hatar hatade hyllar hyllade bad ber bråkar \
     bråkade springer sprider spred hjälpte hjälper lämnade lämnar reser reste åkte flyttade flyttar köper köpte säljer sålde \
     tvingade styr styrde värvade värvar leder ledde samlade samlar predikar predikade klottrade klottrar knuffade borde måste \
     får ser hör läser spelar tränar jobbar jobbade pluggar arbetar nekar nekade tror trodde hoppade bjöd bjuder hotas blir \
     gav ger drar hittar anmälde anmäler öppnade öppnar låste låser tolkade varnade varnar vittnade flinade skrattade skrattar \
     log svor svär gråter skriker rymde rymmer uteblev saknas dömdes häktades anhölls friades brukar brukade ligger låg hånade kallar \
     fyller fyllde kastade kastar väntar väntade viskade viskar grinade krävde kräver",
    )
});

/// What only people do: raises an unknown word that opens the sentence.
pub(super) static SPEECH: Cues = LazyLock::new(|| {
    word_set(
        "sa säger sade berättade berättar ringde ringer frågade frågar tycker tyckte heter mår mådde skrev \
     svarade svarar grät skrek vill ville pratade snackade uppger uppgav menar nekar tror trodde vet \
     visste känner kände visade hotade erkände lovade mejlade smsade umgås nämnde bad delade filmade",
    )
});

/// Kin and things owned, after a genitive.
pub(super) static OWNED: Cues = LazyLock::new(|| {
    word_set(
        "mamma pappa mor far morsa farsa bror brorsa storebror lillebror syster syrra storasyster lillasyster \
     familj kompis kompisar polare polarna flickvän pojkvän kusin kusiner son dotter föräldrar föräldern \
     mobil telefon tjej kille gäng mormor farmor morfar farfar syskon lärare klass rektor moped jacka \
     konto insta snap rum dator vänner vän bröder systrar handläggare kontaktperson gamla äldre yngre \
     hund ryggsäck väska farbror morbror moster faster barn exfru ex man fru sambo lägenhet bil crew namn \
     hem adress beteende situation",
    )
});

/// Verbs of talking and meeting, by their beginnings.
pub(super) const TALKING: [&str; 21] = split_list(
    "prat|snack|träff|mött|möt|ring|skrev|mejl|sms|fråg|hälsa|umgå|umgic|bråk|tjafs|intervju|lyssna|stött|kolla|addade|följer",
);

/// Words before a short name in lower case that make it one.
pub(super) static BEFORE_SHORT: Cues = LazyLock::new(|| {
    word_set(
        "till med m av hos enligt att såg och o är men frågade träffade mötte enl känner för från på kompisen \
     då när sen om tror",
    )
});

/// Verbs that take a person.
pub(super) static MEETING: Cues = LazyLock::new(|| {
    word_set(
        "träffade träffar mötte möter frågade känner kontaktade hämtade ringde hotade slog såg kände kallade \
     enligt enl hos misstänker stoppade knuffade",
    )
});

/// Words after which a clause begins.
pub(super) static CLAUSE: Cues = LazyLock::new(|| {
    word_set("att när sen sedan och o men då eftersom medan innan tills igår ikväll idag därefter plötsligt")
});

/// Words that stand inside names or before them: al-, von, de la, lil.
pub(super) static PARTICLES: Cues = LazyLock::new(|| {
    word_set(
        "al el as ar at ad ash az an von van de la del della di da dos das du der den bin ibn bint ben abu \
     abo abou umm lil big young yung dj king oum af ten ter ul ur ud uz mac mc o d st san santa le do y \
     abd abdul abdel vom zu",
    )
});

fn word_set(words: &'static str) -> HashSet<&'static str, BuildHasherDefault<WordHasher>> {
    words.split_whitespace().collect()
}
