//! The keys of the form: its sections, fields and options, and what a routine may change in a form it takes in.

use super::{Shape, ShapeKey, ValueKind, optional_key, required_key};

/// The form.
pub static FORM: Shape = Shape {
    name: "form",
    doc: "Blanketten.",
    keys: &[&[
        required_key("title", ValueKind::Line, "Blankettens rubrik."),
        required_key("after", ValueKind::Text, "Vad som sägs på sista sidan, när blanketten är sparad."),
        required_key("sections", ValueKind::List(&ValueKind::Map(&SECTION), 1), "Avsnitten, i ordning."),
        optional_key(
            "review",
            REVIEW,
            "Vad som sägs vid granskningen när blanketten säger mer än vägen frågade om.",
        ),
    ]],
};

/// What a routine changes in a form it takes in.
pub static FORM_CHANGES: Shape = Shape {
    name: "form-changes",
    doc: "Ändringar i en inläst blankett.",
    keys: &[&[
        optional_key("title", ValueKind::Line, "En annan rubrik på blanketten."),
        optional_key("after", ValueKind::Text, "En annan text på sista sidan."),
        optional_key(
            "fields",
            ValueKind::IdMap(&ValueKind::Map(&FIELD_CHANGE), 0),
            "Fälten som ändras, med det som ändras.",
        ),
        optional_key("without", ValueKind::List(&ValueKind::Id, 1), "Fält som rutinens blankett inte har."),
        optional_key(
            "add",
            ValueKind::List(&ValueKind::Map(&FORM_ADDITION), 1),
            "Fält som rutinens blankett har därutöver.",
        ),
        optional_key(
            "order",
            ValueKind::List(&ValueKind::Id, 2),
            "Fält som byter plats med varandra, i den ordning de ska stå.",
        ),
        optional_key("review", REVIEW, "Andra kontroller vid granskningen, i stället för blankettens egna."),
    ]],
};

/// Fields that a routine adds to a form it takes in.
pub static FORM_ADDITION: Shape = Shape {
    name: "form-addition",
    doc: "Fält som läggs till i en inläst blankett.",
    keys: &[&[
        optional_key("after", ValueKind::Id, "Fältet som de kommer efter; sist i blanketten om inget sägs."),
        optional_key(
            "title",
            ValueKind::Line,
            "Rubriken på ett eget avsnitt; i fältets avsnitt om inget sägs.",
        ),
        required_key(
            "fields",
            ValueKind::IdMap(&ValueKind::OneOf("field", FIELDS), 1),
            "Fälten. Ett fält-id är eget i hela blanketten.",
        ),
    ]],
};

const REVIEW: ValueKind = ValueKind::List(&ValueKind::OneOf("review", REVIEWS), 1);

/// The two kinds of cross-check.
pub static REVIEWS: &[&Shape] = &[&REVIEW_FIELD, &REVIEW_FINDING];

const REVIEW_COMMON: &[ShapeKey] = &[
    optional_key("when", ValueKind::Guard, "Efter vilka vägar det sägs; alla om inget sägs."),
    required_key("says", ValueKind::Text, "Vad som sägs vid granskningen."),
    required_key(
        "back",
        ValueKind::OneOrList(&ValueKind::Id),
        "Frågan att gå tillbaka till: den sista av dem som vägen passerade.",
    ),
];

/// A cross-check of a field.
pub static REVIEW_FIELD: Shape = Shape {
    name: "field-review",
    doc: "Sägs när ett alternativ är valt i ett fält.",
    keys: &[
        &[
            required_key("field", ValueKind::Id, "Fältet."),
            required_key(
                "is",
                ValueKind::OneOrList(&ValueKind::Id),
                "Alternativet, eller alternativen: minst ett av dem är valt.",
            ),
        ],
        REVIEW_COMMON,
    ],
};

/// A cross-check of what the gate met in free text.
pub static REVIEW_FINDING: Shape = Shape {
    name: "finding-review",
    doc: "Sägs när granskningen av fri text har mött något, vad som än gjordes med det.",
    keys: &[
        &[required_key(
            "finding",
            ValueKind::Word(&["age-under-18"]),
            "Vad den mötte: en ålder i år, under 18.",
        )],
        REVIEW_COMMON,
    ],
};

/// What a routine changes in one field.
pub static FIELD_CHANGE: Shape = Shape {
    name: "field-change",
    doc: "Ändringar i ett fält: varje nyckel ersätter fältets egen.",
    keys: &[
        &[
            optional_key("label", ValueKind::Line, "En annan ledtext."),
            optional_key("help", ValueKind::Text, "En annan hjälprad."),
            optional_key("when", ValueKind::Guard, "När fältet är med i blanketten."),
            optional_key("required", ValueKind::Truth, "Om blanketten inte sparas utan fältet."),
            optional_key("exact", ValueKind::Guard, "För period och planned: när en exakt dag får anges."),
            optional_key("options", ValueKind::IdMap(&OPTION_OF_FIELD, 1), "Andra alternativ: id och text."),
            OFFER,
            COUNT,
            NOBODY,
            ATTESTS,
            PROFILE,
            TELLS,
        ],
        FIELD_TELLS,
    ],
};

/// A section of the form.
pub static SECTION: Shape = Shape {
    name: "section",
    doc: "Ett avsnitt i blanketten.",
    keys: &[&[
        required_key("title", ValueKind::Line, "Avsnittets rubrik."),
        required_key(
            "fields",
            ValueKind::IdMap(&ValueKind::OneOf("field", FIELDS), 1),
            "Fälten. Ett fält-id är eget i hela blanketten.",
        ),
    ]],
};

/// A word of `kind`: which kind of field it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldWord {
    /// One of several.
    Choice,
    /// Any of several.
    Choices,
    /// The day the form is filled in.
    Date,
    /// When it happened.
    Period,
    /// When something is expected to happen.
    Planned,
    /// Free text.
    Text,
    /// How far the acts have come.
    Acts,
}

impl FieldWord {
    /// Every word, in the order they are explained.
    pub const ALL: [Self; 7] =
        [Self::Choice, Self::Choices, Self::Date, Self::Period, Self::Planned, Self::Text, Self::Acts];

    /// The keys of such a field, under the word itself.
    pub const fn shape(self) -> &'static Shape {
        match self {
            Self::Choice => &CHOICE,
            Self::Choices => &CHOICES,
            Self::Date => &DATE,
            Self::Period => &PERIOD,
            Self::Planned => &PLANNED,
            Self::Text => &FREE_TEXT,
            Self::Acts => &ACTS,
        }
    }
}

/// The kinds of field, in the order they are explained; each is named by its `kind`.
pub static FIELDS: &[&Shape] = &{
    let mut shapes: [&Shape; FieldWord::ALL.len()] = [&CHOICE; FieldWord::ALL.len()];
    let mut n = 0;
    while n < shapes.len() {
        shapes[n] = FieldWord::ALL[n].shape();
        n += 1;
    }
    shapes
};

const EXACT: ShapeKey =
    optional_key("exact", ValueKind::Guard, "När en exakt dag får anges; aldrig om inget sägs.");

const FIELD_COMMON: &[ShapeKey] = &[
    required_key("label", ValueKind::Line, "Fältets ledtext."),
    optional_key("help", ValueKind::Text, "En hjälprad under ledtexten."),
    optional_key("when", ValueKind::Guard, "När fältet är med i blanketten; alltid om inget sägs."),
    optional_key("required", ValueKind::Truth, "Om blanketten inte sparas utan fältet; false om inget sägs."),
    optional_key(
        "when_field",
        ValueKind::Map(&WHEN_FIELD),
        "Vad som också ska stå i ett tidigare fält för att fältet ska vara med.",
    ),
];

const COUNT: ShapeKey =
    optional_key("count", ValueKind::Truth, "Om fältet räknas i lägesbilden; false om inget sägs.");

const NOBODY: ShapeKey =
    optional_key("nobody", ValueKind::Id, "Alternativet som säger att ingen person berörs.");

const ATTESTS: ShapeKey = optional_key(
    "attests",
    ValueKind::Id,
    "Alternativet som intygar att ingen kan räknas ut. Frågas bara när någon person kan beröras.",
);

const PROFILE: ShapeKey = optional_key(
    "profile",
    ValueKind::Word(&["administration", "activity", "role"]),
    "Vad i profilen som fältet börjar med: förvaltningen, verksamheten eller rollen.",
);

const TELLS: ShapeKey = optional_key(
    "tells",
    ValueKind::Word(&["what", "where"]),
    "Om fältet står i listor över blanketter: vad det gäller (what) eller var (where).",
);

/// What must stand in an earlier field.
pub static WHEN_FIELD: Shape = Shape {
    name: "when-field",
    doc: "Ett tidigare fält med det som ska stå där.",
    keys: &[&[
        required_key("field", ValueKind::Id, "Det tidigare fältet."),
        required_key(
            "is",
            ValueKind::OneOrList(&ValueKind::Id),
            "Alternativet, eller alternativen: minst ett av dem är valt.",
        ),
    ]],
};

static FIELD_CHOICE: &[ShapeKey] =
    &[required_key("options", ValueKind::IdMap(&OPTION_OF_FIELD, 1), "Alternativen: id och text."), OFFER];

const OFFER: ShapeKey = optional_key(
    "offer",
    ValueKind::IdMap(&ValueKind::Guard, 1),
    "När ett alternativ finns att välja: alternativets id och villkoret. De andra finns alltid.",
);

static OPTION_OF_FIELD: ValueKind = ValueKind::Either(&ValueKind::Line, &ValueKind::Map(&FIELD_OPTION));

static FIELD_TELLS: &[ShapeKey] = &[
    optional_key(
        "points",
        ValueKind::Word(&["place", "time", "role", "event", "age"]),
        "Vad fältet berättar som tillsammans med annat kan peka ut någon.",
    ),
    optional_key(
        "points_by",
        ValueKind::List(&ValueKind::Id, 1),
        "Alternativen som berättar det; alla om inget sägs.",
    ),
    optional_key(
        "bound",
        ValueKind::Id,
        "Frågan som fältet måste stämma med, så som förvalet säger. Annars stannar granskningen.",
    ),
    optional_key(
        "prefill",
        ValueKind::Either(
            &ValueKind::Map(&PREFILL_FROM),
            &ValueKind::List(&ValueKind::OneOf("prefill", PREFILLS), 1),
        ),
        "Vad vägen redan säger. I choice gäller första raden som håller, i choices alla som håller.",
    ),
];

/// The word that fills a time in by the day it is.
pub const TODAY: &str = "today";

const PREFILL_DAY: ShapeKey = optional_key(
    "prefill",
    ValueKind::Word(&[TODAY]),
    "today: dagens datum, i period veckan som en gissning att bekräfta. Utan nyckeln är fältet tomt.",
);

/// A field with one of several options.
pub static CHOICE: Shape = Shape {
    name: "choice",
    doc: "Ett fält med ett av flera alternativ.",
    keys: &[
        &[
            required_key("kind", ValueKind::Word(&["choice"]), "Slag av fält."),
            COUNT,
            NOBODY,
            ATTESTS,
            PROFILE,
            TELLS,
        ],
        FIELD_CHOICE,
        FIELD_TELLS,
        FIELD_COMMON,
    ],
};

/// A field with any of several options.
pub static CHOICES: Shape = Shape {
    name: "choices",
    doc: "Ett fält där flera alternativ kan väljas.",
    keys: &[
        &[required_key("kind", ValueKind::Word(&["choices"]), "Slag av fält."), COUNT, TELLS],
        FIELD_CHOICE,
        FIELD_TELLS,
        FIELD_COMMON,
    ],
};

/// The day the form is filled in.
pub static DATE: Shape = Shape {
    name: "date",
    doc: "En dag, som den då blanketten fylls i.",
    keys: &[&[required_key("kind", ValueKind::Word(&["date"]), "Slag av fält."), PREFILL_DAY], FIELD_COMMON],
};

/// When it happened.
pub static PERIOD: Shape = Shape {
    name: "period",
    doc: "När det hände: en vecka eller månad, och en dag bara där exact håller.",
    keys: &[
        &[required_key("kind", ValueKind::Word(&["period"]), "Slag av fält."), EXACT, PREFILL_DAY],
        FIELD_COMMON,
    ],
};

/// When something is expected to happen.
pub static PLANNED: Shape = Shape {
    name: "planned",
    doc: "När något väntas hända: en vecka eller månad, och en dag bara där exact håller. Den får ligga framåt i tiden.",
    keys: &[&[required_key("kind", ValueKind::Word(&["planned"]), "Slag av fält."), EXACT], FIELD_COMMON],
};

/// Free text.
pub static FREE_TEXT: Shape = Shape {
    name: "text",
    doc: "Fri text, som granskas innan den sparas.",
    keys: &[
        &[
            required_key("kind", ValueKind::Word(&["text"]), "Slag av fält."),
            optional_key("max", ValueKind::Count(1), "Högsta antal tecken; 1000 om inget sägs."),
        ],
        FIELD_COMMON,
    ],
};

/// The acts of the walk.
pub static ACTS: Shape = Shape {
    name: "acts",
    doc: "Vägens åtgärder med sina märken.",
    keys: &[&[required_key("kind", ValueKind::Word(&["acts"]), "Slag av fält."), COUNT], FIELD_COMMON],
};

/// An option of a form field that has more than its text.
pub static FIELD_OPTION: Shape = Shape {
    name: "field-option",
    doc: "Ett alternativ i ett fält.",
    keys: &[&[
        required_key("text", ValueKind::Line, "Vad den som fyller i ser."),
        optional_key("note", ValueKind::Text, "En påminnelse som visas när alternativet är valt."),
        optional_key(
            "alone",
            ValueKind::Truth,
            "I choices: om alternativet väljs ensamt och utesluter alla andra.",
        ),
        optional_key("unsure", ValueKind::Truth, "I choices: om detta är alternativet för den som inte vet."),
    ]],
};

/// The two kinds of prefilling.
pub static PREFILLS: &[&Shape] = &[&PREFILL_SET, &PREFILL_FROM];

/// A row that sets an option.
pub static PREFILL_SET: Shape = Shape {
    name: "set",
    doc: "Sätter ett alternativ när villkoret håller. Utan villkor är raden ett förval och står sist.",
    keys: &[&[
        required_key("set", ValueKind::Id, "Alternativet som sätts."),
        optional_key("when", ValueKind::Guard, "När det sätts, prövat i slutet av vägen."),
    ]],
};

/// A row that follows a step.
pub static PREFILL_FROM: Shape = Shape {
    name: "from",
    doc: "Sätter alternativet som har samma id som stegets svar.",
    keys: &[&[required_key("from", ValueKind::Id, "Steget.")]],
};
