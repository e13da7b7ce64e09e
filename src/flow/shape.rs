//! The keys of a flow file, in one table: what lowering accepts, what it suggests, and what the JSON Schema says. Those
//! of the form are in `form`.

mod form;

pub use self::form::{
    ACTS, CHOICE, CHOICES, DATE, FIELD_CHANGE, FIELD_OPTION, FIELDS, FORM, FORM_CHANGES, FREE_TEXT, PERIOD,
    PREFILL_FROM, PREFILL_SET, PREFILLS, REVIEW_FIELD, REVIEW_FINDING, REVIEWS, SECTION, WHEN_FIELD,
};

/// A map with fixed keys.
#[derive(Debug)]
pub struct Shape {
    /// Its name in the schema, and in the headings of `flows/README.md`.
    pub name: &'static str,
    /// What it is, in Swedish.
    pub doc: &'static str,
    /// Its keys: its own first, then those it shares with others.
    pub keys: &'static [&'static [Key]],
}

/// A key of a map.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// Whether it must be there.
    pub need: Need,
    /// What its value is.
    pub value: Kind,
    /// What it is for, in Swedish.
    pub doc: &'static str,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A fault where it is missing.
    Required,
    /// May be left out.
    Optional,
    /// A fault where it is missing, unless what this key takes in has brought it.
    Unless(&'static str),
}

/// What a value is.
#[derive(Debug)]
pub enum Kind {
    /// The number of the format.
    Format,
    /// Text on one line.
    Line,
    /// Text that may have several lines.
    Text,
    /// An id: the name of a thing, or a reference to one.
    Id,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A whole number, at least this.
    Count(usize),
    /// `true` or `false`.
    Truth,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of these, at least as many as the number says.
    List(&'static Kind, usize),
    /// One of these, or a list of at least one.
    OneOrList(&'static Kind),
    /// A map from ids to these, with at least so many entries.
    IdMap(&'static Kind, usize),
    /// A map with fixed keys.
    Map(&'static Shape),
    /// A map with exactly one of the shape's keys.
    OneKey(&'static Shape),
    /// A map of one of these shapes.
    OneOf(&'static str, &'static [&'static Shape]),
    /// The first or the second.
    Either(&'static Kind, &'static Kind),
    /// A condition over steps.
    Guard,
    /// A step, or a list of guarded targets.
    Target,
}

impl Shape {
    /// Every key, own keys first.
    pub fn all(&self) -> impl Iterator<Item = &'static Key> + use<> {
        self.keys.iter().flat_map(|keys| keys.iter())
    }

    /// The key of this name.
    pub fn find(&self, name: &str) -> Option<&'static Key> {
        self.all().find(|key| key.name == name)
    }
}

/// A key that must be there.
pub const fn must(name: &'static str, value: Kind, doc: &'static str) -> Key {
    Key { name, need: Need::Required, value, doc }
}

/// A key that may be left out.
pub const fn may(name: &'static str, value: Kind, doc: &'static str) -> Key {
    Key { name, need: Need::Optional, value, doc }
}

/// The whole file.
pub static FLOW: Shape = Shape {
    name: "flow",
    doc: "Ett flöde: en rutin som en beslutsgraf med lagrum, kontakter, blankett och garantier.",
    keys: &[
        &[
            must("format", Kind::Format, "Formatets nummer: 1."),
            must("id", Kind::Id, "Flödets id, det som skrivs på kommandoraden."),
            must("title", Kind::Line, "Rutinens titel."),
            must("publisher", Kind::Line, "Vem som svarar för rutinen."),
            must("version", Kind::Line, "Rutinens egen version. Utkast och sparade blanketter minns den."),
            may("notice", Kind::Line, "Något att veta om rutinen innan den används. Visas på startsidan."),
            may(
                "include",
                Kind::List(&Kind::Id, 1),
                "Gemensamma filer som läses in: deras id, aldrig en sökväg. De ligger bredvid rutinen eller i programmet.",
            ),
            must("start", Kind::Id, "Steget där varje vandring börjar."),
            must(
                "steps",
                Kind::IdMap(&Kind::OneOf("step", STEPS), 1),
                "Stegen, i den ordning de visas i översikter.",
            ),
            Key {
                name: "form",
                need: Need::Unless("include"),
                value: Kind::Map(&FORM),
                doc: "Blanketten som varje vandring slutar i. Den kan också stå i en gemensam fil.",
            },
            may("form_changes", Kind::Map(&FORM_CHANGES), "Vad rutinen ändrar i den blankett som läses in."),
            may(
                "guarantees",
                Kind::List(&Kind::Map(&GUARANTEE), 0),
                "Vad rutinen garanterar om varje vandring; programmet prövar det.",
            ),
        ],
        REGISTERS,
    ],
};

/// What several routines can have in common.
pub static SHARED: Shape = Shape {
    name: "shared",
    doc: "En gemensam fil: det som flera rutiner läser in med `include`.",
    keys: &[
        &[
            must("format", Kind::Format, "Formatets nummer: 1."),
            must(
                "shared",
                Kind::Line,
                "Vad filen har, i ord. Nyckeln skiljer en gemensam fil från en rutin.",
            ),
            may("form", Kind::Map(&FORM), "En blankett."),
        ],
        REGISTERS,
    ],
};

static REGISTERS: &[Key] = &[
    may("sources", Kind::IdMap(&Kind::Line, 0), "Dokument som stegen vilar på: id och hur dokumentet anges."),
    may("laws", Kind::IdMap(&Kind::Map(&LAW), 0), "Lagrum som stegen vilar på."),
    may(
        "contacts",
        Kind::IdMap(&Kind::Map(&CONTACT), 0),
        "Funktioner att vända sig till; aldrig namngivna personer.",
    ),
    may("glossary", Kind::IdMap(&Kind::Map(&TERM), 0), "Ordlistan: förkortningar och ord som förklaras."),
];

/// An entry of the glossary.
pub static TERM: Shape = Shape {
    name: "term",
    doc: "En förkortning eller ett ord, förklarat på klarspråk.",
    keys: &[&[
        must("term", Kind::Line, "Ordet så som det står i texterna."),
        must("says", Kind::Text, "Vad det betyder."),
        may("also", Kind::List(&Kind::Line, 1), "Andra former av ordet, så som de står i texterna."),
        may(
            "source",
            Kind::OneOrList(&Kind::Id),
            "Dokument som förklaringen vilar på: ett id eller en lista.",
        ),
    ]],
};

/// A law.
pub static LAW: Shape = Shape {
    name: "law",
    doc: "Ett lagrum med den tid det gäller.",
    keys: &[&[
        must("cite", Kind::Line, "Kapitel och paragraf som de visas: 19 kap. 1 § SoL."),
        must("act", Kind::Line, "Lagens namn med SFS-nummer: socialtjänstlagen (2025:400)."),
        must("says", Kind::Text, "Vad lagrummet säger, kort."),
        may("from", Kind::Date, "Första dagen lagrummet gäller."),
        may("until", Kind::Date, "Sista dagen lagrummet gäller."),
        may("replaced_by", Kind::Id, "Lagrummet som trädde i dess ställe."),
        may(
            "checked",
            Kind::Date,
            "Dagen då lagtexten lästes i konsoliderad form. Den dagen visas för läsaren.",
        ),
        may(
            "read",
            Kind::Word(&["whole", "partly"]),
            "Om hela texten lästes (whole, om inget sägs) eller bara en del (partly).",
        ),
        may(
            "review",
            Kind::Date,
            "Dagen då en aviserad ändring börjar gälla, så att texten måste läsas igen.",
        ),
    ]],
};

/// A contact.
pub static CONTACT: Shape = Shape {
    name: "contact",
    doc: "En funktion att vända sig till. Den lokala profilen fyller i under samma id.",
    keys: &[&[
        must("label", Kind::Line, "Vad funktionen kallas."),
        must("fallback", Kind::Text, "Vad som visas när ingen profil säger mer."),
    ]],
};

/// The five kinds of step, in the order they are explained.
pub static STEPS: &[&Shape] = &[&ASK, &CHOOSE, &ACT, &TELL, &END];

const STEP_COMMON: &[Key] = &[
    may("text", Kind::Text, "Mer att läsa under rubriken: stycken, **fetstil** och listor med -."),
    may("why", Kind::Text, "Varför steget finns; visas i varför-rutan."),
    may("quote", Kind::Text, "Rutinens egna ord för steget."),
    may("laws", Kind::List(&Kind::Id, 1), "Lagrum som steget vilar på."),
    may("source", Kind::OneOrList(&Kind::Id), "Dokument som steget vilar på: ett id eller en lista."),
    may("contacts", Kind::List(&Kind::Id, 1), "Funktioner att vända sig till i steget."),
];

/// A question with one answer.
pub static ASK: Shape = Shape {
    name: "ask",
    doc: "En fråga med ett svar.",
    keys: &[
        &[
            must("ask", Kind::Line, "Frågan."),
            must("answers", Kind::IdMap(&Kind::Map(&ANSWER), 2), "Svaren, i den ordning de visas."),
        ],
        STEP_COMMON,
    ],
};

/// A question with several answers.
pub static CHOOSE: Shape = Shape {
    name: "choose",
    doc: "En fråga med flera svar.",
    keys: &[
        &[
            must("choose", Kind::Line, "Frågan."),
            must("options", Kind::IdMap(&Kind::Map(&OPTION), 1), "Alternativen, i den ordning de visas."),
            may("at_least", Kind::Count(0), "Hur få alternativ som får väljas; 0 om inget sägs."),
            must("to", Kind::Target, "Steget som kommer efter."),
        ],
        STEP_COMMON,
    ],
};

/// Something to do.
pub static ACT: Shape = Shape {
    name: "act",
    doc: "Något att göra. Den som går igenom rutinen märker det gjort, ska göras eller inte aktuellt.",
    keys: &[
        &[
            must("act", Kind::Line, "Vad som ska göras."),
            may(
                "urgency",
                Kind::Word(&["now", "promptly", "normal"]),
                "Hur bråttom det är; normal om inget sägs.",
            ),
            may(
                "form",
                Kind::Either(&Kind::Word(&["hidden"]), &Kind::Map(&DISCREET)),
                "Hur åtgärden står i blanketten: med sin rubrik om inget sägs, inte alls (hidden), eller som en neutral rad.",
            ),
            may(
                "covers",
                Kind::List(&Kind::Id, 1),
                "Mildare åtgärder som den här gör onödiga. Räknas som gjorda när ”vet inte” jämförs med andra svar.",
            ),
            may(
                "decline",
                Kind::IdMap(&Kind::Either(&Kind::Line, &Kind::Map(&REASON)), 1),
                "Skälen att inte göra det: id och text. Utan skäl kan något brådskande inte märkas inte aktuellt.",
            ),
            must("to", Kind::Target, "Steget som kommer efter."),
        ],
        STEP_COMMON,
    ],
};

/// A reason to decline an act that has more than its text.
pub static REASON: Shape = Shape {
    name: "reason",
    doc: "Ett skäl att inte göra en åtgärd.",
    keys: &[&[
        must("text", Kind::Line, "Skälet, så som den som väljer ser det."),
        may(
            "back",
            Kind::OneOrList(&Kind::Id),
            "Frågan, eller frågorna, som skälet betyder var fel besvarad: dit leder det, och åtgärden märks inte.",
        ),
    ]],
};

/// Something to know.
pub static TELL: Shape = Shape {
    name: "tell",
    doc: "Något att veta.",
    keys: &[
        &[
            must("tell", Kind::Line, "Vad som ska vetas."),
            must("to", Kind::Target, "Steget som kommer efter."),
        ],
        STEP_COMMON,
    ],
};

/// The end of a walk.
pub static END: Shape = Shape {
    name: "end",
    doc: "Slutet: efter det kommer blanketten.",
    keys: &[&[must("end", Kind::Word(&["blankett"]), "Alltid ordet blankett.")], STEP_COMMON],
};

/// A neutral row in the form.
pub static DISCREET: Shape = Shape {
    name: "discreet",
    doc: "Åtgärden står i blanketten som en neutral rad, aldrig med sin rubrik.",
    keys: &[&[must("discreet", Kind::Line, "Radens text.")]],
};

/// An answer.
pub static ANSWER: Shape = Shape {
    name: "answer",
    doc: "Ett svar på en fråga.",
    keys: &[&[
        must("text", Kind::Line, "Vad den som svarar ser."),
        must("to", Kind::Target, "Steget som kommer efter."),
        may("unsure", Kind::Truth, "Om detta är svaret för den som inte vet."),
    ]],
};

/// An option of a `choose` step.
pub static OPTION: Shape = Shape {
    name: "option",
    doc: "Ett alternativ i en fråga med flera svar.",
    keys: &[&[
        must("text", Kind::Line, "Vad den som väljer ser."),
        may("note", Kind::Text, "Mer att läsa bredvid."),
        may("when", Kind::Guard, "När alternativet erbjuds; alltid om inget sägs."),
        may("laws", Kind::List(&Kind::Id, 1), "Lagrum som alternativet vilar på."),
        may("alone", Kind::Truth, "Om alternativet väljs ensamt: det utesluter alla andra, och de det."),
        may("unsure", Kind::Truth, "Om detta är alternativet för den som inte vet."),
    ]],
};

/// A guarded target.
pub static BRANCH: Shape = Shape {
    name: "branch",
    doc: "Ett mål i en lista av mål. Det sista har inget villkor.",
    keys: &[&[
        may("when", Kind::Guard, "När vandringen går hit."),
        must("go", Kind::Id, "Steget som kommer efter."),
    ]],
};

/// A test that says what holds for a step that was not asked.
pub static TEST: Shape = Shape {
    name: "test",
    doc: "Ett villkor på ett steg som inte alla vandringar hit har passerat.",
    keys: &[&[
        must("is", Kind::OneOrList(&Kind::Id), "Svaret eller svaren som gör att villkoret håller."),
        must("if_unasked", Kind::Truth, "Om villkoret håller när steget inte har passerats."),
    ]],
};

/// A guarantee.
pub static GUARANTEE: Shape = Shape {
    name: "guarantee",
    doc: "En garanti om varje vandring.",
    keys: &[&[
        must("id", Kind::Id, "Garantins id."),
        must("says", Kind::Text, "Garantin i ord."),
        may("given", Kind::Guard, "Vilka vandringar garantin gäller; alla om inget sägs."),
        must("then", Kind::OneKey(&CLAIM), "Vad som håller för dem."),
    ]],
};

/// What is promised.
pub static CLAIM: Shape = Shape {
    name: "claim",
    doc: "Ett påstående: precis en av nycklarna.",
    keys: &[&[
        may("visits", Kind::Id, "Varje vandring passerar steget."),
        may("never", Kind::OneOrList(&Kind::Id), "Ingen vandring passerar något av stegen."),
        may("before", Kind::List(&Kind::Id, 2), "Två steg: det första passeras alltid före det andra."),
        may("first_act", Kind::Id, "Det första som ska göras är detta steg."),
        may("ends", Kind::OneOrList(&Kind::Id), "Varje vandring slutar i ett av stegen."),
        may("includes_act", Kind::OneOrList(&Kind::Id), "Varje vandring passerar minst en av åtgärderna."),
        may(
            "unsure_is_safe",
            Kind::List(&Kind::Id, 1),
            "Den som inte vet leds aldrig mildare än den som vet det strängaste.",
        ),
        may("monotone", Kind::Map(&MONOTONE), "Ett svar längre fram i listan ger aldrig färre åtgärder."),
        may("laws_in_force", Kind::Word(&["true"]), "Varje åtgärd som vilar på lag vilar på en som gäller."),
        may("max_questions", Kind::Count(1), "Ingen vandring ställer fler frågor än så."),
        may("reachable", Kind::OneOrList(&Kind::Id), "Vart och ett av stegen passeras av någon vandring."),
        may("declined_only", Kind::Map(&DECLINED_ONLY), "Åtgärden kan avböjas av de skälen och inga andra."),
    ]],
};

/// An order of answers.
pub static MONOTONE: Shape = Shape {
    name: "monotone",
    doc: "Ett stegs svar i ordning, mildast först.",
    keys: &[&[
        must("step", Kind::Id, "Frågan."),
        must("order", Kind::List(&Kind::Id, 2), "Svaren, mildast först."),
    ]],
};

/// The reasons an act can be declined for.
pub static DECLINED_ONLY: Shape = Shape {
    name: "declined_only",
    doc: "En åtgärd och skälen att avböja den.",
    keys: &[&[
        must("step", Kind::Id, "Åtgärden."),
        must("reasons", Kind::List(&Kind::Id, 0), "Skälen; en tom lista om den inte kan avböjas."),
    ]],
};
