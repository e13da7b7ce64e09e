//! Every code a flow file can be faulted with, in one table: stable, and what `flows/README.md` is held to.

/// One kind of fault.
#[derive(Debug, Clone, Copy)]
pub struct FaultCode {
    /// The stable code.
    pub code: &'static str,
    /// What it means, in one Swedish line.
    pub doc: &'static str,
}

macro_rules! codes {
    ($($name:ident = $code:literal, $doc:literal;)*) => {
        $(#[doc = $doc] pub const $name: &str = $code;)*

        /// The table, in the order a reader meets the faults: the text first, then its shape.
        pub const CODES: &[FaultCode] = &[$(FaultCode { code: $code, doc: $doc }),*];
    };
}

codes! {
    YAML_NOT_TEXT = "yaml-inte-text", "Filen är inte text i UTF-8.";
    YAML_EMPTY = "yaml-tom", "Filen är tom eller har bara kommentarer.";
    YAML_TAB = "yaml-tabb", "En tabb står där YAML bara tillåter blanksteg.";
    YAML_INDENT = "yaml-indrag", "Raderna är inte indragna så att det går att se vad som hör ihop.";
    YAML_QUOTE = "yaml-citat", "Ett citattecken saknar sitt slut, eller något är fel inom citattecken.";
    YAML_BRACKET = "yaml-parentes", "En parentes, [ eller {, saknar sitt slut eller står fel.";
    YAML_KEY = "yaml-nyckel", "En nyckel går inte att läsa: kolon saknas, eller nyckeln är en lista eller karta.";
    YAML_CHARACTER = "yaml-tecken", "Ett tecken får inte stå där det står.";
    YAML_ANCHOR = "yaml-ankare", "Ankare (&) och alias (*) används inte i flöden.";
    YAML_TAG = "yaml-tagg", "Taggar (!) och direktiv (%) används inte i flöden.";
    YAML_DOCUMENTS = "yaml-flera-dokument", "Filen har flera dokument; ett flöde är ett dokument.";
    YAML_DEPTH = "yaml-for-djupt", "Listor och kartor ligger för djupt i varandra.";
    YAML_SIZE = "yaml-for-stor", "Filen är större än vad som läses.";
    YAML_SYNTAX = "yaml-syntax", "Texten följer inte YAML på annat sätt.";

    NOT_A_FLOW = "inte-rutin", "Filen är något annat än en rutin: en gemensam fil, ett scenario, en profil, en blankett.";
    UNKNOWN_SHARED = "okand-gemensam", "Ingen gemensam fil med det id:t finns bredvid rutinen eller i programmet.";
    UNREAD_SHARED = "olast-gemensam", "En gemensam fil finns men går inte att läsa.";
    NOT_SHARED = "inte-gemensam", "Filen som ska läsas in är ingen gemensam fil.";

    UNKNOWN_KEY = "okand-nyckel", "Nyckeln finns inte i formatet.";
    FOREIGN_KEY = "nyckel-fel-slag", "Nyckeln finns, men hör till ett annat slag av steg eller fält.";
    MISSING_KEY = "saknad-nyckel", "En nyckel som måste finnas saknas.";
    DUPLICATE_KEY = "dubbel-nyckel", "Samma nyckel eller id står två gånger på samma ställe, eller både i rutinen och i en inläst fil.";
    WRONG_TYPE = "fel-typ", "Värdet är av fel typ, till exempel en lista där en text ska stå.";
    WRONG_VALUE = "fel-varde", "Värdet är inte ett av dem som får stå här.";
    EMPTY_TEXT = "tom-text", "En text är tom.";
    EMPTY_LIST = "tom-lista", "En lista eller karta är tom där något måste stå.";
    CONTROL_CHARACTER = "styrtecken", "En text har tecken som inte syns men styr skärmen.";
    SEVERAL_LINES = "flera-rader", "En text som visas på en rad har flera rader.";
    BAD_ID = "fel-id", "Ett id är inte ord av små bokstäver och siffror med bindestreck emellan.";
    BAD_DATE = "fel-datum", "Ett datum är inte skrivet ÅÅÅÅ-MM-DD eller finns inte.";
    DATE_ORDER = "datum-ordning", "En lag slutar gälla innan den börjar gälla.";
    BAD_NUMBER = "fel-tal", "Ett tal är inte ett heltal inom gränserna.";
    BAD_FORMAT = "fel-format", "Formatets nummer är inte ett som programmet kan läsa.";
    UNKNOWN_STEP = "okant-steg", "Steget finns inte.";
    UNKNOWN_ANSWER = "okant-svar", "Steget har inget sådant svar.";
    UNKNOWN_LAW = "okand-lag", "Lagen finns inte under `laws`.";
    UNKNOWN_CONTACT = "okand-kontakt", "Kontakten finns inte under `contacts`.";
    UNKNOWN_SOURCE = "okand-kalla", "Källan finns inte under `sources`.";
    UNKNOWN_OPTION = "okant-alternativ", "Fältet har inget sådant alternativ.";
    STEP_KIND = "steg-slag", "Ett steg har inget slag eller flera: ask, choose, act, tell eller end.";
    FEW_ANSWERS = "for-fa-svar", "En fråga har färre än två svar.";
    TWO_UNSURE = "flera-osakra", "En fråga har flera svar med `unsure: true`.";
    TARGET_LAST = "mal-sist", "Det sista målet i en lista har ett villkor; då kan vägen bli utan mål.";
    TARGET_GUARD = "mal-utan-villkor", "Ett mål som inte är det sista saknar villkor; målen efter det nås aldrig.";
    UNUSED_TARGET = "mal-oanvant", "En frågas `to` används inte: alla svar har ett eget.";
    GUARD_STEP = "villkor-utan-svar", "Ett villkor frågar efter ett steg som inte har några svar.";
    BACK_STEP = "tillbaka-steg", "Ett skäl att avböja leder tillbaka till ett steg som inte är en fråga.";
    QUESTION_STEP = "fraga-steg", "`roles` eller `topics` nämner ett steg som inte är en sådan fråga.";
    REPEATED = "upprepning", "Samma sak står två gånger i en lista.";
    LAW_ITSELF = "lag-ersatter-sig", "En lag sägs vara ersatt av sig själv.";
    DEFAULT_LAST = "forval-sist", "Ett förval utan villkor står inte sist; förvalen efter det nås aldrig.";
    PREFILL_EMPTY = "forval-tomt", "Inget av stegets svar har samma id som ett alternativ i fältet.";
    BOUND_EMPTY = "bunden-tom", "Ett fält är bundet till en fråga som dess förval inte följer.";
    UNKNOWN_FIELD = "okant-falt", "Blanketten har inget sådant fält.";
    DUPLICATE_FIELD = "dubbelt-falt", "Samma fält-id står i två avsnitt.";
    CLAIM_KIND = "garanti-slag", "En garanti har inget påstående eller flera.";
    CLAIM_STEP = "garanti-steg", "En garanti nämner ett steg av ett slag som påståendet inte gäller.";
}
