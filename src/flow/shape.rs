//! The keys of a flow file, in one table: what lowering accepts, what it suggests, and what the JSON Schema says. Those
//! of the form are in `form`, those of a guarantee in `guarantee`, and what is said of the workplace in `workplace`.

mod form;
mod guarantee;
mod workplace;

pub use self::form::{
    ACTS, CHOICE, CHOICES, DATE, FIELD_CHANGE, FIELD_OPTION, FIELDS, FORM, FORM_ADDITION, FORM_CHANGES,
    FREE_TEXT, FieldWord, PERIOD, PLANNED, PREFILL_FROM, PREFILL_SET, PREFILLS, REVIEW_FIELD, REVIEW_FINDING,
    REVIEWS, SECTION, TODAY, WHEN_FIELD,
};
pub use self::guarantee::{CLAIM, ClaimWord, DECLINED_ONLY, GUARANTEE, MONOTONE};
pub use self::workplace::{CONTACT, MEETING_POINT, TIME_LIMIT};

/// A map with fixed keys.
#[derive(Debug)]
pub struct Shape {
    /// Its name in the schema, and in the headings of `flows/README.md`.
    pub name: &'static str,
    /// What it is, in Swedish.
    pub doc: &'static str,
    /// Its keys: its own first, then those it shares with others.
    pub keys: &'static [&'static [ShapeKey]],
}

/// A key of a map.
#[derive(Debug)]
pub struct ShapeKey {
    /// The key.
    pub name: &'static str,
    /// Whether it must be there.
    pub need: KeyNeed,
    /// What its value is.
    pub value: ValueKind,
    /// What it is for, in Swedish.
    pub doc: &'static str,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyNeed {
    /// A fault where it is missing.
    Required,
    /// May be left out.
    Optional,
    /// A fault where it is missing, unless what this key takes in has brought it.
    Unless(&'static str),
    /// A fault where it is missing, unless it is written once for all of its kind.
    Inherited,
}

/// What a value is.
#[derive(Debug)]
pub enum ValueKind {
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
    List(&'static ValueKind, usize),
    /// One of these, or a list of at least one.
    OneOrList(&'static ValueKind),
    /// A map from ids to these, with at least so many entries.
    IdMap(&'static ValueKind, usize),
    /// A map with fixed keys.
    Map(&'static Shape),
    /// A map with exactly one of the shape's keys.
    OneKey(&'static Shape),
    /// A map of one of these shapes.
    OneOf(&'static str, &'static [&'static Shape]),
    /// The first or the second.
    Either(&'static ValueKind, &'static ValueKind),
    /// What a field of a form takes: a text or ids. The field judges it, and it is never repeated.
    FieldValue,
    /// A condition over steps.
    Guard,
    /// A step, or a list of guarded targets.
    Target,
}

impl Shape {
    /// Every key, own keys first.
    pub fn all_keys(&self) -> impl Iterator<Item = &'static ShapeKey> + use<> {
        self.keys.iter().flat_map(|keys| keys.iter())
    }

    /// The key of this name.
    pub fn find_key(&self, name: &str) -> Option<&'static ShapeKey> {
        self.all_keys().find(|key| key.name == name)
    }
}

impl ValueKind {
    /// The maps with fixed keys that may stand in the value, each with what those that it is one of are called together: nothing where
    /// it is the only one.
    pub fn find_shapes(&'static self) -> Vec<(&'static str, &'static Shape)> {
        match self {
            Self::List(item, _) | Self::OneOrList(item) | Self::IdMap(item, _) => item.find_shapes(),
            Self::Map(shape) | Self::OneKey(shape) => vec![("", shape)],
            Self::OneOf(family, shapes) => shapes.iter().map(|shape| (*family, *shape)).collect(),
            Self::Either(first, second) => {
                [first, second].into_iter().flat_map(|one| one.find_shapes()).collect()
            }
            Self::Format
            | Self::Line
            | Self::Text
            | Self::Id
            | Self::Date
            | Self::Count(_)
            | Self::Truth
            | Self::Word(_)
            | Self::FieldValue
            | Self::Guard
            | Self::Target => Vec::new(),
        }
    }
}

/// A key that must be there.
pub const fn required_key(name: &'static str, value: ValueKind, doc: &'static str) -> ShapeKey {
    ShapeKey { name, need: KeyNeed::Required, value, doc }
}

/// A key that may be left out.
pub const fn optional_key(name: &'static str, value: ValueKind, doc: &'static str) -> ShapeKey {
    ShapeKey { name, need: KeyNeed::Optional, value, doc }
}

/// The whole file.
pub static FLOW: Shape = Shape {
    name: "flow",
    doc: "Ett flöde: en rutin som en beslutsgraf med lagrum, kontakter, blankett och garantier.",
    keys: &[
        &[
            required_key("format", ValueKind::Format, "Formatets nummer: 1."),
            required_key("id", ValueKind::Id, "Flödets id, det som skrivs på kommandoraden."),
            required_key("title", ValueKind::Line, "Rutinens titel."),
            required_key("publisher", ValueKind::Line, "Vem som svarar för rutinen."),
            required_key(
                "version",
                ValueKind::Line,
                "Rutinens egen version. Utkast och sparade blanketter minns den.",
            ),
            optional_key(
                "notice",
                ValueKind::Line,
                "Något att veta om rutinen innan den används. Visas på startsidan.",
            ),
            optional_key(
                "include",
                ValueKind::List(&ValueKind::Id, 1),
                "Gemensamma filer som läses in: deras id, aldrig en sökväg. De ligger bredvid rutinen eller i programmet.",
            ),
            required_key("start", ValueKind::Id, "Steget där varje väg börjar."),
            required_key(
                "steps",
                ValueKind::IdMap(&ValueKind::OneOf("step", STEPS), 1),
                "Stegen, i den ordning de visas i översikter.",
            ),
            ShapeKey {
                name: "form",
                need: KeyNeed::Unless("include"),
                value: ValueKind::Map(&FORM),
                doc: "Blanketten som varje väg slutar i. Den kan också stå i en gemensam fil.",
            },
            optional_key(
                "form_changes",
                ValueKind::Map(&FORM_CHANGES),
                "Vad rutinen ändrar i den blankett som läses in.",
            ),
            optional_key(
                "guarantees",
                ValueKind::List(&ValueKind::Map(&GUARANTEE), 0),
                "Vad rutinen garanterar om varje väg; programmet prövar det.",
            ),
        ],
        workplace::WORKPLACE,
        REGISTERS,
    ],
};

/// What several routines can have in common.
pub static SHARED: Shape = Shape {
    name: "shared",
    doc: "En gemensam fil: det som flera rutiner läser in med `include`.",
    keys: &[
        &[
            required_key("format", ValueKind::Format, "Formatets nummer: 1."),
            required_key(
                "shared",
                ValueKind::Line,
                "Vad filen har, i ord. Nyckeln skiljer en gemensam fil från en rutin.",
            ),
            optional_key("form", ValueKind::Map(&FORM), "En blankett."),
        ],
        REGISTERS,
    ],
};

static REGISTERS: &[ShapeKey] = &[
    optional_key(
        "sources",
        ValueKind::IdMap(&ValueKind::Line, 0),
        "Dokument som stegen vilar på: id och hur dokumentet anges.",
    ),
    optional_key("laws", ValueKind::IdMap(&ValueKind::Map(&LAW), 0), "Lagrum som stegen vilar på."),
    optional_key(
        "contacts",
        ValueKind::IdMap(&ValueKind::Map(&CONTACT), 0),
        "Funktioner att vända sig till; aldrig namngivna personer.",
    ),
    optional_key(
        "glossary",
        ValueKind::IdMap(&ValueKind::Map(&TERM), 0),
        "Ordlistan: förkortningar och ord som förklaras.",
    ),
];

/// An entry of the glossary.
pub static TERM: Shape = Shape {
    name: "term",
    doc: "En förkortning eller ett ord, förklarat på klarspråk.",
    keys: &[&[
        required_key("term", ValueKind::Line, "Ordet så som det står i texterna."),
        required_key("says", ValueKind::Text, "Vad det betyder."),
        optional_key(
            "also",
            ValueKind::List(&ValueKind::Line, 1),
            "Andra former av ordet, så som de står i texterna.",
        ),
        optional_key(
            "source",
            ValueKind::OneOrList(&ValueKind::Id),
            "Dokument som förklaringen vilar på: ett id eller en lista.",
        ),
    ]],
};

/// A law.
pub static LAW: Shape = Shape {
    name: "law",
    doc: "Ett lagrum med den tid det gäller.",
    keys: &[&[
        required_key("cite", ValueKind::Line, "Kapitel och paragraf som de visas: 19 kap. 1 § SoL."),
        required_key("act", ValueKind::Line, "Lagens namn med SFS-nummer: arbetsmiljölagen (1977:1160)."),
        required_key("says", ValueKind::Text, "Vad lagrummet säger, kort."),
        optional_key("from", ValueKind::Date, "Första dagen lagrummet gäller."),
        optional_key("until", ValueKind::Date, "Sista dagen lagrummet gäller."),
        optional_key("replaced_by", ValueKind::Id, "Lagrummet som trädde i dess ställe."),
        optional_key(
            "checked",
            ValueKind::Date,
            "Dagen då lagtexten lästes i konsoliderad form. Den dagen visas för läsaren.",
        ),
        optional_key(
            "read",
            ValueKind::Word(&["whole", "partly"]),
            "Om hela texten lästes (whole, om inget sägs) eller bara en del (partly).",
        ),
        optional_key(
            "review",
            ValueKind::Date,
            "Dagen då en aviserad ändring börjar gälla, så att texten måste läsas igen.",
        ),
    ]],
};

/// The five kinds of step, in the order they are explained.
pub static STEPS: &[&Shape] = &[&ASK, &CHOOSE, &ACT, &TELL, &END];

const STEP_COMMON: &[ShapeKey] = &[
    optional_key(
        "text",
        ValueKind::Text,
        "Mer att läsa under rubriken: stycken, **fetstil** och listor med -.",
    ),
    optional_key("why", ValueKind::Text, "Varför steget finns; visas i varför-rutan."),
    optional_key("quote", ValueKind::Text, "Rutinens egna ord för steget."),
    optional_key("laws", ValueKind::List(&ValueKind::Id, 1), "Lagrum som steget vilar på."),
    optional_key(
        "source",
        ValueKind::OneOrList(&ValueKind::Id),
        "Dokument som steget vilar på: ett id eller en lista.",
    ),
    optional_key("contacts", ValueKind::List(&ValueKind::Id, 1), "Funktioner att vända sig till i steget."),
];

const ASK_AGAIN: ShapeKey = optional_key(
    "ask_again",
    ValueKind::Guard,
    "Vad svaret eller märket gavs under. Börjar eller slutar det gälla när ett tidigare svar ändras, frågas det igen.",
);

/// A question with one answer.
pub static ASK: Shape = Shape {
    name: "ask",
    doc: "En fråga med ett svar.",
    keys: &[
        &[
            required_key("ask", ValueKind::Line, "Frågan."),
            required_key(
                "answers",
                ValueKind::IdMap(&ValueKind::Map(&ANSWER), 2),
                "Svaren, i den ordning de visas.",
            ),
            optional_key(
                "to",
                ValueKind::Id,
                "Steget som kommer efter alla svar som inte säger något annat.",
            ),
            ASK_AGAIN,
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
            required_key("choose", ValueKind::Line, "Frågan."),
            required_key(
                "options",
                ValueKind::IdMap(&ValueKind::Map(&OPTION), 1),
                "Alternativen, i den ordning de visas.",
            ),
            optional_key(
                "at_least",
                ValueKind::Count(0),
                "Hur få alternativ som får väljas; 0 om inget sägs.",
            ),
            ASK_AGAIN,
            required_key("to", ValueKind::Target, "Steget som kommer efter."),
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
            required_key("act", ValueKind::Line, "Vad som ska göras."),
            optional_key(
                "urgency",
                ValueKind::Word(&["now", "promptly", "normal"]),
                "Hur bråttom det är; normal om inget sägs.",
            ),
            optional_key(
                "form",
                ValueKind::Either(&ValueKind::Word(&["hidden"]), &ValueKind::Map(&DISCREET)),
                "Hur åtgärden står i blanketten: med sin rubrik om inget sägs, inte alls (hidden), eller som en neutral rad.",
            ),
            optional_key(
                "covers",
                ValueKind::List(&ValueKind::Id, 1),
                "Mildare åtgärder som den här gör onödiga. Räknas som gjorda när ”vet inte” jämförs med andra svar.",
            ),
            optional_key(
                "decline",
                ValueKind::IdMap(&ValueKind::Either(&ValueKind::Line, &ValueKind::Map(&REASON)), 1),
                "Skälen att inte göra det: id och text. Utan skäl kan något brådskande inte märkas inte aktuellt.",
            ),
            ASK_AGAIN,
            required_key("to", ValueKind::Target, "Steget som kommer efter."),
        ],
        workplace::DUTY,
        STEP_COMMON,
    ],
};

/// A reason to decline an act that has more than its text.
pub static REASON: Shape = Shape {
    name: "reason",
    doc: "Ett skäl att inte göra en åtgärd.",
    keys: &[&[
        required_key("text", ValueKind::Line, "Skälet, så som den som väljer ser det."),
        optional_key(
            "back",
            ValueKind::OneOrList(&ValueKind::Id),
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
            required_key("tell", ValueKind::Line, "Vad som ska vetas."),
            required_key("to", ValueKind::Target, "Steget som kommer efter."),
        ],
        STEP_COMMON,
    ],
};

/// The end of a walk.
pub static END: Shape = Shape {
    name: "end",
    doc: "Slutet: efter det kommer blanketten.",
    keys: &[&[required_key("end", ValueKind::Word(&["blankett"]), "Alltid ordet blankett.")], STEP_COMMON],
};

/// A neutral row in the form.
pub static DISCREET: Shape = Shape {
    name: "discreet",
    doc: "Åtgärden står i blanketten som en neutral rad, aldrig med sin rubrik.",
    keys: &[&[required_key("discreet", ValueKind::Line, "Radens text.")]],
};

/// An answer.
pub static ANSWER: Shape = Shape {
    name: "answer",
    doc: "Ett svar på en fråga.",
    keys: &[&[
        required_key("text", ValueKind::Line, "Vad den som svarar ser."),
        ShapeKey {
            name: "to",
            need: KeyNeed::Inherited,
            value: ValueKind::Target,
            doc: "Steget som kommer efter. Det kan också stå en gång för frågan.",
        },
        optional_key("unsure", ValueKind::Truth, "Om detta är svaret för den som inte vet."),
    ]],
};

/// An option of a `choose` step.
pub static OPTION: Shape = Shape {
    name: "option",
    doc: "Ett alternativ i en fråga med flera svar.",
    keys: &[&[
        required_key("text", ValueKind::Line, "Vad den som väljer ser."),
        optional_key("note", ValueKind::Text, "Mer att läsa bredvid."),
        optional_key("when", ValueKind::Guard, "När alternativet erbjuds; alltid om inget sägs."),
        optional_key("laws", ValueKind::List(&ValueKind::Id, 1), "Lagrum som alternativet vilar på."),
        optional_key(
            "alone",
            ValueKind::Truth,
            "Om alternativet väljs ensamt: det utesluter alla andra, och de det.",
        ),
        optional_key("unsure", ValueKind::Truth, "Om detta är alternativet för den som inte vet."),
    ]],
};

/// A guarded target.
pub static BRANCH: Shape = Shape {
    name: "branch",
    doc: "Ett mål i en lista av mål. Det sista har inget villkor.",
    keys: &[&[
        optional_key("when", ValueKind::Guard, "När vägen går hit."),
        required_key("go", ValueKind::Id, "Steget som kommer efter."),
    ]],
};

/// A test that says what holds for a step that was not asked.
pub static TEST: Shape = Shape {
    name: "test",
    doc: "Ett villkor på ett steg som inte alla vägar hit har passerat.",
    keys: &[&[
        required_key(
            "is",
            ValueKind::OneOrList(&ValueKind::Id),
            "Svaret eller svaren som gör att villkoret håller.",
        ),
        required_key("if_unasked", ValueKind::Truth, "Om villkoret håller när steget inte har passerats."),
    ]],
};
