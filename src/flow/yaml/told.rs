//! What is said of faults in the text itself, in words that are ours.

use crate::flow::fault;

/// A code, what happened, and what to do.
pub(super) type Told = (&'static str, &'static str, &'static str);

pub(super) const TAB: Told = (
    fault::YAML_TAB,
    "Här står en tabb, men indrag i YAML görs med blanksteg.",
    "Byt tabben mot två blanksteg. Många redigeringsprogram kan göra det åt dig.",
);
pub(super) const INDENT: Told = (
    fault::YAML_INDENT,
    "Raden är inte indragen så att det går att se vad den hör till.",
    "Dra in raden lika långt som raderna den hör ihop med, och längre än raden den hör under.",
);
pub(super) const UNCLOSED_QUOTE: Told = (
    fault::YAML_QUOTE,
    "Texten börjar med ett citattecken som aldrig får sitt slut.",
    "Sätt ett citattecken där texten slutar.",
);
pub(super) const QUOTE_BEFORE: Told = (
    fault::YAML_QUOTE,
    "En text som började med ett citattecken på en tidigare rad har inte fått sitt slut före den här raden.",
    "Sätt ett citattecken där texten slutar, eller dra in raden om den hör till texten.",
);
pub(super) const AFTER_QUOTE: Told = (
    fault::YAML_QUOTE,
    "Efter det avslutande citattecknet står mer text.",
    "Sätt citattecken om hela texten, eller skriv texten utan yttre citattecken.",
);
pub(super) const ESCAPE: Told = (
    fault::YAML_QUOTE,
    "Inom citattecknen står ett omvänt snedstreck (\\) med något efter sig som inte går att tyda.",
    "Skriv \\\\ för ett omvänt snedstreck, eller använd enkla citattecken (').",
);
pub(super) const BRACKET: Told = (
    fault::YAML_BRACKET,
    "En lista [ ] eller karta { } är inte riktigt skriven här.",
    "Se efter att varje [ och { har sitt slut, att delarna skiljs med komma, och att texter med , : [ ] { } har citattecken.",
);
pub(super) const COLON: Told = (
    fault::YAML_KEY,
    "Här står ett kolon där ingen nyckel får stå.",
    "Hör kolonet till texten? Sätt citattecken om hela texten. Annars: kontrollera indraget.",
);
pub(super) const KEY: Told = (
    fault::YAML_KEY,
    "Här skulle en nyckel med kolon stå, men den går inte att läsa.",
    "Skriv `nyckel: värde`, med ett blanksteg efter kolonet och nyckeln på en rad.",
);
pub(super) const CHARACTER: Told = (
    fault::YAML_CHARACTER,
    "Här står ett tecken som inte får stå på den platsen.",
    "Hör tecknet till texten? Sätt citattecken om hela texten.",
);
pub(super) const SYNTAX: Told = (
    fault::YAML_SYNTAX,
    "Texten följer inte YAML här.",
    "Jämför med raderna omkring: indrag, kolon och citattecken.",
);
