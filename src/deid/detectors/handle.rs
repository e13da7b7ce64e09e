//! User names in social media, chats and games.

use std::ops::Range;
use std::sync::LazyLock;

use crate::deid::candidate::Candidate;
use crate::deid::finding::Class;
use crate::deid::lexicon::{WordForm, is_compound_noun};
use crate::deid::page::{Token, TokenGap, TokenShape, TokenizedText};
use crate::deid::parts::WordPart;
use crate::deid::pattern::{Pattern, word_pattern};

const PLATFORM: &str = concat!(
    "(?:insta|instagram|instan|snapen|tiktoken|discorden|ig|snap|snapchat|snappen|tiktok|tik tok|discord|dc|telegram|tg|kik|steam|xbox|psn|playstation|ps5|ps4|signal|wickr|threema",
    "|twitter|facebook|fb|roblox|fortnite|twitch|youtube|yt|reddit|session|element|matrix|vk|gab|viber|whatsapp|messenger|minecraft|cs|valorant|cs2|lol|bereal|omegle|jodel|flashback|wire|skype|onlyfans|tinder|grindr|soundcloud|spotify|epic|rumble|odysee|mastodon|bluesky|parler|guilded|teamspeak)"
);
const NICK: &str = r#"["'(]?(@?[a-z0-9åäö][a-z0-9åäö_.+-]*(?:#[0-9]{2,5})?[a-z0-9åäö_]*)"#;

/// `@x`, with nothing that would make it an e-mail address in front. A full stop and a blank end the sentence.
static AT: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"@ ?[a-z0-9åäö_][a-z0-9åäö_.-]*[a-z0-9_åäö](?: ?_ ?[a-z0-9_åäö]{2,}| \. ?[a-z0-9_åäö]{2,})?",
    )
});

/// `abdi#1234`
static TAGGED: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"[a-z0-9åäö_.-]{2,32} ?#(?:[0-9]{3,5}|euw|eune|na|eu)"));

/// Letters joined by an underscore, or an xX costume.
static JOINED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(r"(?:_*[a-z0-9åäö.-]+_[a-z0-9åäö_.-]*|_+[a-z0-9åäö]{3,}|xx+_?[a-z0-9åäö]+_?xx+)")
});

/// Letters and digits mixed in one word.
static MIXED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(?:[a-zåäö][a-zåäö.-]{2,}[0-9]{1,6}[a-zåäö0-9.]*|[0-9]{1,4}[a-zåäö]{2,}[0-9]+[a-zåäö0-9]*|[a-zåäö]{1,3}[0-9]+[a-zåäö]{2,}[a-zåäö0-9]*)",
    )
});

/// `snap: x`, `insta är x`, `på discord heter hen x`, `discordkontot x`.
static PLATFORM_FIRST: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"{PLATFORM}(?:-?(?:konto|kontot|namn|namnet|användare|användaren|nick|nicket|tagg|taggen|tag|id|grupp|gruppen|profil|profilen|kanal|kanalen))?(?: ?[:=] ?| (?:är|som|heter|hette|under|kallar|kallas|med)(?: (?:han|hon|hen|den|de|sig|namnet|nicket|för|användarnamnet|kontot|det|nu)){{0,3}} | (?:kör|skriver|postar|spelar|finns|går|heter|kallar|kallas|lägger ut|streamar|är|snackar|chattar)(?: (?:han|hon|hen|dom|de|sig|killen|tjejen|ut|under))* (?:som |under namnet |sig |för )?){NICK}"
    ))
});

/// `x på snap`, after a word that presents a name.
static PLATFORM_LAST: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:heter|hette|kallar sig|kallas|kör som|går under|gick under|går som|som|kontot|profilen|användaren|användare|finns som|skriver som|lägger ut som|namnet|nicket|addade|följer|la till|lade till|adda|add|dm:a|dm|av|från|med)(?: (?:nu|typ|bara|då|där|för|namnet))? {NICK}[\x22')]? (?:på|i|via|inne på|hos) (?:sin |hans |hennes )?{PLATFORM}"
    ))
});

/// `lowkey.ali på insta`.
static DOTTED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"([a-z0-9åäö_-]+\.[a-z0-9åäö._-]+) (?:på|i) {PLATFORM}|{PLATFORM} ([a-z0-9åäö_-]{{2,}}\.[a-z0-9åäö._-]{{2,}})"
    ))
});

/// `kvarnby underscore barn`, `svea understreck 88`, `snabel-a svea_88`, `(at)svea88`.
static SPOKEN: LazyLock<Pattern> = LazyLock::new(|| {
    const PART: &str = "[a-z0-9åäö.]+";
    const JOINED: &str = "(?: (?:underscore|understreck|under streck) [a-z0-9åäö.]+)";
    const NICK: &str = "(?:[a-z0-9åäö.]*[0-9_.][a-z0-9åäö._]*|[a-zåäö]{7,})";
    const AT: &str = r"(?:snabel-?a|[(\[]at[)\]]) ?";
    word_pattern(&format!(r"({AT}(?:{PART}{JOINED}+|{NICK}))|({PART}{JOINED}+)"))
});

/// `hat . mot . alla`: written apart, in a text that names a platform.
static APART: LazyLock<Pattern> = LazyLock::new(|| word_pattern(r"([a-z0-9åäö]+(?: [._] [a-z0-9åäö]+)+)"));

/// `twitchkanalen x`, `snapkontot x`.
static CHANNEL: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"{PLATFORM}-?(?:kanalen|kanal|kontot|konto|profilen|profil|namnet|namn|nick|nicket|taggen|gruppen|servern|sidan|användaren)(?: (?:som heter|heter|är|hette|vid namn|med namnet))? {NICK}"
    ))
});

/// A name with a stop in it: `bubblegum.queen`.
static STOPPED: LazyLock<Pattern> =
    LazyLock::new(|| word_pattern(r"[a-zåäö0-9_][a-zåäö0-9_-]+(?:\.[a-zåäö0-9_-]+){1,4}"));

/// `användarnamn x`, `gamertag: x`, `nick x`.
static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(&format!(
        r"(?:användarnamn(?:et)?|användaren|nick|nicket|nickname|nickname-?t|gamertag(?:en|gen)?|gamertaggen|gametag|gamertagg|spelarnamn(?:et)?|usern?|username|inlogg(?:et)?|kontonamn(?:et)?|profilnamn(?:et)?|skärmnamn(?:et)?|kontot|(?:spam|fejk|fake|privat|extra|hemliga |andra |nya |gamla )konto(?:t)?|profilen|profil|alias(?:et)?|streamar som|spelar som|snappar som|postar som|skriver som|kanalen|kanal)(?: (?:är|heter|hette|var|som|han|hon|hen|kör|använder|nu))*(?: ?[:=])? {NICK}"
    ))
});

/// `snap leonhusby`: a platform, and then what is no word.
static BESIDE: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(
        r"(?:insta|instagram|snap|snapchat|tiktok|discord|telegram|kik|psn|xbox|roblox|twitch|facebook|fb) ([a-z0-9åäö]{5,})",
    )
});

/// Endings of files, which name a document.
const FILES: &[&str] =
    &["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "jpg", "jpeg", "png", "txt", "csv", "mp4"];

pub(in crate::deid) fn find_handles(page: &TokenizedText<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let marked = [
        (page.marks.holds(b'@'), &AT),
        (page.marks.holds(b'#'), &TAGGED),
        (page.marks.holds(b'_') || page.marks.holds(b'x') && page.has_any(&["xx"]), &JOINED),
    ];
    for (needed, pattern) in marked {
        found.extend(
            page.matches_if(needed, pattern)
                .filter_map(|groups| handle_candidate(page, groups.first()?.as_ref()?)),
        );
    }
    found.extend(page.matches_if(page.marks.numbered, &MIXED).filter_map(|groups| {
        let range = groups.first()?.as_ref()?;
        is_odd(page, range).then(|| handle_candidate(page, range))?
    }));
    let platform = names_platform(page);
    let named = page.has(WordPart::Naming);
    let presented = [
        (platform, &PLATFORM_FIRST),
        (platform, &PLATFORM_LAST),
        (named, &NAMED),
        (platform && page.marks.holds(b'.'), &DOTTED),
        (platform && named, &CHANNEL),
        (page.has(WordPart::Spoken), &SPOKEN),
        (platform && page.has_any(&[" . ", " _ "]), &APART),
    ];
    for (needed, pattern) in presented {
        found.extend(page.matches_if(needed, pattern).filter_map(|groups| {
            let nick = groups.iter().skip(1).flatten().next()?;
            is_nick(page, nick).then(|| handle_candidate(page, &with_capitals(page, nick)))?
        }));
    }
    found.extend(page.matches_if(platform, &BESIDE).filter_map(|groups| {
        let (whole, nick) = (groups.first()?.as_ref()?, groups.get(1)?.as_ref()?);
        is_beside(page, whole, nick).then(|| handle_candidate(page, nick))?
    }));
    found.extend(page.matches_if(page.marks.joined, &STOPPED).filter_map(|groups| {
        let range = groups.first()?.as_ref()?;
        is_stopped_nick(page, range).then(|| handle_candidate(page, range))?
    }));
    found
}

/// The platforms, each by its first word.
fn platforms() -> impl Iterator<Item = &'static str> {
    let names = PLATFORM.trim_start_matches("(?:").trim_end_matches(')').split('|');
    names.map(|name| name.split(' ').next().unwrap_or(name))
}

/// How a word begins that names a platform, and how one that may do so.
pub(super) fn platform_needles(shortened: Shortened) -> Vec<String> {
    let long = |name: &&str| name.len() > 3;
    match shortened {
        Shortened::No => platforms()
            .map(|name| if long(&name) { format!("^{name}") } else { format!("^{name}$") })
            .collect(),
        Shortened::Perhaps => platforms().filter(|name| !long(name)).map(|name| format!("^{name}")).collect(),
    }
}

/// Whether a word that only begins as a short platform is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shortened {
    /// Only where the platform is named for certain.
    No,
    /// Also where something else presents a user name.
    Perhaps,
}

/// True where a word begins as a platform's name.
fn names_platform(page: &TokenizedText<'_>) -> bool {
    let begins = |index: usize| {
        let key = page.word_key(index);
        platforms().any(|name| name.len() <= 3 && key.strip_prefix(name).is_some_and(|rest| rest.len() > 1))
    };
    page.has(WordPart::Platform)
        || page.has(WordPart::Naming)
            && page.has(WordPart::ShortPlatform)
            && (0..page.words.len()).any(begins)
}

fn handle_candidate(page: &TokenizedText<'_>, range: &Range<usize>) -> Option<Candidate> {
    let text = page.lower().get(range.clone())?;
    let end = range.start + text.trim_end_matches(['.', '-', '+']).len();
    (end - range.start > 1)
        .then(|| page.make_candidate(&(range.start..end), Class::Handle, "Ser ut som ett användarnamn."))?
}

/// "Kungen Av Torget": a name of several words, all with capitals.
fn with_capitals(page: &TokenizedText<'_>, range: &Range<usize>) -> Range<usize> {
    let from = page.word_from(range.start).unwrap_or(page.words.len());
    let capital = |word: &Token| word.shape == TokenShape::Capital;
    if !page.words.get(from).is_some_and(capital) {
        return range.clone();
    }
    let beside =
        page.words.iter().skip(from + 1).take_while(|word| word.gap == TokenGap::Blank && capital(word));
    range.start..beside.last().map_or(range.end, |word| word.range.end.max(range.end))
}

/// After a platform's name almost anything is a user name, but not an everyday word in lower case.
fn is_nick(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let Some(word) = page.word_from(range.start).and_then(|index| page.words.get(index)) else { return true };
    let whole = word.range.end >= range.end;
    let everyday = word.known.is_word() || word.known.is_quiet();
    !whole
        || !everyday
        || (matches!(word.shape, TokenShape::Capital | TokenShape::Camel) && !word.known.is_quiet())
}

/// No word, and no sentence of its own: "på snap hetsade" tells what was done there.
fn is_beside(page: &TokenizedText<'_>, whole: &Range<usize>, nick: &Range<usize>) -> bool {
    let key = page.lower().get(nick.clone()).unwrap_or_default();
    let known = page.lexicon.look_up(key);
    // "snap hetsade" tells what was done; "snap kallepower" ends as a verb, and a name begins it.
    let named = (3..key.len()).filter_map(|at| key.get(..at)).any(|head| {
        let known = page.lexicon.look_up(head);
        known.is_given() && !known.is_word()
    });
    let verb = !(named && WordForm::of(key) == WordForm::Other) && ends_as_word(key);
    let told = ["på ", "via ", "i ", "från ", "genom ", "över "]
        .iter()
        .any(|word| page.text_before(whole.start, 8).ends_with(word));
    !told
        && !verb
        && !known.is_word()
        && !known.is_quiet()
        && !is_compound_noun(key)
        && matches!(WordForm::of(key), WordForm::Other | WordForm::Compound)
}

/// Whether a word ends as a bent verb or noun does.
fn ends_as_word(key: &str) -> bool {
    ["ade", "ades", "ar", "er", "ats", "at", "en", "et", "ing", "na"].iter().any(|end| key.ends_with(end))
}

/// Two words joined by a stop, neither an abbreviation nor the end of a sentence whose blank is missing.
fn is_stopped_nick(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let written = page.normalized.text.get(range.clone()).unwrap_or_default();
    let parts: Vec<&str> = written.split('.').collect();
    let small = |part: &&str| part.starts_with(|c: char| c.is_lowercase() || c == '_' || c.is_ascii_digit());
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    let everyday = parts.iter().all(|part| {
        let known = page.lexicon.look_up(&part.to_lowercase());
        known.is_word() && !known.is_name() || known.is_quiet()
    });
    let short = parts.iter().all(|part| part.chars().count() < 3) || parts.contains(&"nr");
    let file = parts.last().is_some_and(|last| FILES.contains(last));
    letters > 4 && parts.iter().skip(1).all(small) && !(everyday || short || file)
}

/// Words with digits that are no user names.
static ORDINARY: LazyLock<Pattern> = LazyLock::new(|| {
    word_pattern(concat!(
        r"^(?:[0-9]+(?:-?(?:tal|talet|årig|årige|åriga|åring|åringen|åringar|åringarna|an|or|orna|e|a|st|kr|km|m|cm|kg|min|h|tim|års|dagars|bar|mm|g|gb|mb|kb|hz|v|w|k|x|p|d|åa|åan|ans|tals|procent|kronor|sek|meter))+[0-9]*",
        r"|covid-?[0-9]+|ipv[46]|mp[34]|web[0-9.]*|c4|ak-?[0-9]+|b[12]|a[0-9]|h[0-9]+|vh?t[0-9]+|v[0-9]+|vecka[0-9]+|t[0-9]+|e[0-9]+|rv[0-9]+|linje[0-9]+|buss[0-9]+|[gw]?[345]g|sfs[0-9]+|gt[0-9]+|kap[0-9]+|kl[0-9.]+|ca[0-9]+|nr[0-9]+|sid[0-9]+|[åa]k[0-9]+|klass[0-9]+[a-z]?|steg[0-9]+|punkt[0-9]+|bilaga[0-9]+|rum[0-9]+[a-z]?|plan[0-9]+|fråga[0-9]+|lgh[0-9]+|iso[0-9]+|ps[345]|ps5|cs2|cs16|(?:jan|feb|mars?|apr|maj|juni?|juli?|aug|sept?|okt|nov|dec)[.-]*[0-9]+|[0-9]+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[0-9]*)$"
    ))
});

fn is_odd(page: &TokenizedText<'_>, range: &Range<usize>) -> bool {
    let text = page.lower().get(range.clone()).unwrap_or_default();
    !ORDINARY.is_match(text)
}

#[cfg(test)]
mod tests {
    use crate::deid::testing::{found_classes, found_texts};

    #[test]
    fn names_of_users() {
        for (text, nick) in [
            ("hen är @lil.wolf där", "@lil.wolf"),
            ("heter nordvakt på snap", "nordvakt"),
            ("snap: ghostface", "ghostface"),
            ("kontot svarta_solen la ut", "svarta_solen"),
            ("skrev som wolf1488 igår", "wolf1488"),
            ("discord varg#4412", "varg#4412"),
            ("gamertag xXvargXx", "xXvargXx"),
            ("twitchkanalen gatlive sänder nu", "gatlive"),
            ("på snap är hennes mintgum.queen", "mintgum.queen"),
            ("på telegram heter han blixten88", "blixten88"),
            ("hotades av the.real.zeke i dm", "the.real.zeke"),
            ("insta nordisk.vind igen", "nordisk.vind"),
            ("heter kvarnby underscore barn där", "kvarnby underscore barn"),
            ("sök snabel-a nordhat_hbg så ser du", "snabel-a nordhat_hbg"),
            ("insta stod som hat . mot . alla", "hat . mot . alla"),
            ("följd av stickerkrigaren på Instagram", "stickerkrigaren"),
            ("snap kallepower", "kallepower"),
            ("skrev på snap @abbe_99. Hotet gällde skolan", "@abbe_99"),
            ("@bosse_1488. Min kollega såg det", "@bosse_1488"),
        ] {
            assert_eq!(found_texts(text), [nick], "{text}");
        }
    }

    #[test]
    fn words_with_digits_are_quiet() {
        for text in [
            "på 90-talet",
            "rapporten.pdf",
            "fr.o.m. och t.ex.",
            "90talet",
            "covid19",
            "la ut på snap igår",
            "kontot på insta raderades",
        ] {
            assert_eq!(found_classes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
