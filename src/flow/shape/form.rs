//! The keys of the form: its sections, fields and options, and what a routine may change in a form it takes in.

use super::{Key, Kind, Shape, may, must};

/// The form.
pub static FORM: Shape = Shape {
    name: "form",
    doc: "Blanketten.",
    keys: &[&[
        must("title", Kind::Line, "Blankettens rubrik."),
        must("after", Kind::Text, "Vad som sägs på sista sidan, när blanketten är sparad."),
        must("sections", Kind::List(&Kind::Map(&SECTION), 1), "Avsnitten, i ordning."),
        may("review", REVIEW, "Vad som sägs vid granskningen när blanketten säger mer än vägen frågade om."),
    ]],
};

/// What a routine changes in a form it takes in.
pub static FORM_CHANGES: Shape = Shape {
    name: "form-changes",
    doc: "Ändringar i en inläst blankett.",
    keys: &[&[
        may("title", Kind::Line, "En annan rubrik på blanketten."),
        may("after", Kind::Text, "En annan text på sista sidan."),
        may("fields", Kind::IdMap(&Kind::Map(&FIELD_CHANGE), 0), "Fälten som ändras, med det som ändras."),
        may("without", Kind::List(&Kind::Id, 1), "Fält som rutinens blankett inte har."),
        may("review", REVIEW, "Andra kontroller vid granskningen, i stället för blankettens egna."),
    ]],
};

const REVIEW: Kind = Kind::List(&Kind::OneOf("review", REVIEWS), 1);

/// The two kinds of cross-check.
pub static REVIEWS: &[&Shape] = &[&REVIEW_FIELD, &REVIEW_FINDING];

const REVIEW_COMMON: &[Key] = &[
    may("when", Kind::Guard, "Efter vilka vandringar det sägs; alla om inget sägs."),
    must("says", Kind::Text, "Vad som sägs vid granskningen."),
    must(
        "back",
        Kind::OneOrList(&Kind::Id),
        "Frågan att gå tillbaka till: den sista av dem som vandringen passerade.",
    ),
];

/// A cross-check of a field.
pub static REVIEW_FIELD: Shape = Shape {
    name: "field-review",
    doc: "Sägs när ett alternativ är valt i ett fält.",
    keys: &[
        &[
            must("field", Kind::Id, "Fältet."),
            must(
                "is",
                Kind::OneOrList(&Kind::Id),
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
        &[must("finding", Kind::Word(&["age-under-18"]), "Vad den mötte: en ålder i år, under 18.")],
        REVIEW_COMMON,
    ],
};

/// What a routine changes in one field.
pub static FIELD_CHANGE: Shape = Shape {
    name: "field-change",
    doc: "Ändringar i ett fält: varje nyckel ersätter fältets egen.",
    keys: &[
        &[
            may("label", Kind::Line, "En annan ledtext."),
            may("help", Kind::Text, "En annan hjälprad."),
            may("when", Kind::Guard, "När fältet är med i blanketten."),
            may("required", Kind::Truth, "Om blanketten inte sparas utan fältet."),
            may("exact", Kind::Guard, "För period: när en exakt dag får anges."),
            may("options", Kind::IdMap(&OPTION_OF_FIELD, 1), "Andra alternativ: id och text."),
            COUNT,
            NOBODY,
        ],
        FIELD_TELLS,
    ],
};

/// A section of the form.
pub static SECTION: Shape = Shape {
    name: "section",
    doc: "Ett avsnitt i blanketten.",
    keys: &[&[
        must("title", Kind::Line, "Avsnittets rubrik."),
        must(
            "fields",
            Kind::IdMap(&Kind::OneOf("field", FIELDS), 1),
            "Fälten. Ett fält-id är eget i hela blanketten.",
        ),
    ]],
};

/// The kinds of field, in the order they are explained; each is named by its `kind`.
pub static FIELDS: &[&Shape] = &[&CHOICE, &CHOICES, &DATE, &PERIOD, &FREE_TEXT, &ACTS];

const FIELD_COMMON: &[Key] = &[
    must("label", Kind::Line, "Fältets ledtext."),
    may("help", Kind::Text, "En hjälprad under ledtexten."),
    may("when", Kind::Guard, "När fältet är med i blanketten; alltid om inget sägs."),
    may("required", Kind::Truth, "Om blanketten inte sparas utan fältet; false om inget sägs."),
    may(
        "when_field",
        Kind::Map(&WHEN_FIELD),
        "Vad som också ska stå i ett tidigare fält för att fältet ska vara med.",
    ),
];

const COUNT: Key = may("count", Kind::Truth, "Om fältet räknas i lägesbilden; false om inget sägs.");

const NOBODY: Key = may("nobody", Kind::Id, "Alternativet som säger att ingen person berörs.");

/// What must stand in an earlier field.
pub static WHEN_FIELD: Shape = Shape {
    name: "when-field",
    doc: "Ett tidigare fält med det som ska stå där.",
    keys: &[&[
        must("field", Kind::Id, "Det tidigare fältet."),
        must("is", Kind::OneOrList(&Kind::Id), "Alternativet, eller alternativen: minst ett av dem är valt."),
    ]],
};

static FIELD_CHOICE: &[Key] =
    &[must("options", Kind::IdMap(&OPTION_OF_FIELD, 1), "Alternativen: id och text.")];

static OPTION_OF_FIELD: Kind = Kind::Either(&Kind::Line, &Kind::Map(&FIELD_OPTION));

static FIELD_TELLS: &[Key] = &[
    may(
        "points",
        Kind::Word(&["place", "time", "role", "event", "age"]),
        "Vad fältet berättar som tillsammans med annat kan peka ut någon.",
    ),
    may("points_by", Kind::List(&Kind::Id, 1), "Alternativen som berättar det; alla om inget sägs."),
    may(
        "bound",
        Kind::Id,
        "Frågan som fältet måste stämma med, så som förvalet säger. Annars stannar granskningen.",
    ),
    may(
        "prefill",
        Kind::Either(&Kind::Map(&PREFILL_FROM), &Kind::List(&Kind::OneOf("prefill", PREFILLS), 1)),
        "Vad vandringen redan säger. I choice gäller första raden som håller, i choices alla som håller.",
    ),
];

/// A field with one of several options.
pub static CHOICE: Shape = Shape {
    name: "choice",
    doc: "Ett fält med ett av flera alternativ.",
    keys: &[
        &[must("kind", Kind::Word(&["choice"]), "Slag av fält."), COUNT, NOBODY],
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
        &[must("kind", Kind::Word(&["choices"]), "Slag av fält."), COUNT],
        FIELD_CHOICE,
        FIELD_TELLS,
        FIELD_COMMON,
    ],
};

/// The day the form is filled in.
pub static DATE: Shape = Shape {
    name: "date",
    doc: "Dagen då blanketten fylls i.",
    keys: &[&[must("kind", Kind::Word(&["date"]), "Slag av fält.")], FIELD_COMMON],
};

/// When it happened.
pub static PERIOD: Shape = Shape {
    name: "period",
    doc: "När det hände: en vecka eller månad, och en dag bara där exact håller.",
    keys: &[
        &[
            must("kind", Kind::Word(&["period"]), "Slag av fält."),
            may("exact", Kind::Guard, "När en exakt dag får anges; aldrig om inget sägs."),
        ],
        FIELD_COMMON,
    ],
};

/// Free text.
pub static FREE_TEXT: Shape = Shape {
    name: "text",
    doc: "Fri text, som granskas innan den sparas.",
    keys: &[
        &[
            must("kind", Kind::Word(&["text"]), "Slag av fält."),
            may("max", Kind::Count(1), "Högsta antal tecken; 1000 om inget sägs."),
        ],
        FIELD_COMMON,
    ],
};

/// The acts of the walk.
pub static ACTS: Shape = Shape {
    name: "acts",
    doc: "Vandringens åtgärder med sina märken.",
    keys: &[&[must("kind", Kind::Word(&["acts"]), "Slag av fält."), COUNT], FIELD_COMMON],
};

/// An option of a form field that has more than its text.
pub static FIELD_OPTION: Shape = Shape {
    name: "field-option",
    doc: "Ett alternativ i ett fält.",
    keys: &[&[
        must("text", Kind::Line, "Vad den som fyller i ser."),
        may("note", Kind::Text, "En påminnelse som visas när alternativet är valt."),
        may("alone", Kind::Truth, "I choices: om alternativet väljs ensamt och utesluter alla andra."),
        may("unsure", Kind::Truth, "I choices: om detta är alternativet för den som inte vet."),
    ]],
};

/// The two kinds of prefilling.
pub static PREFILLS: &[&Shape] = &[&PREFILL_SET, &PREFILL_FROM];

/// A row that sets an option.
pub static PREFILL_SET: Shape = Shape {
    name: "set",
    doc: "Sätter ett alternativ när villkoret håller. Utan villkor är raden ett förval och står sist.",
    keys: &[&[
        must("set", Kind::Id, "Alternativet som sätts."),
        may("when", Kind::Guard, "När det sätts, prövat i slutet av vandringen."),
    ]],
};

/// A row that follows a step.
pub static PREFILL_FROM: Shape = Shape {
    name: "from",
    doc: "Sätter alternativet som har samma id som stegets svar.",
    keys: &[&[must("from", Kind::Id, "Steget.")]],
};
