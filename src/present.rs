//! What a step, a field, the review, a page of a lesson and an action plan say, as plain values. Screen, lines and papers lay them out:
//! where a text stands is for them to choose, whether it stands is not. Nothing here draws or prints.

pub mod change;
pub mod coarsen;
pub mod field;
pub mod form_order;
pub mod keep;
pub mod left;
pub mod letter;
pub mod lesson;
pub mod number;
pub mod plan;
pub mod progress;
pub mod refusal;
pub mod review;
pub mod step;

pub use self::change::{ChangePart, describe_change, describe_return};
pub use self::coarsen::{CoarserView, calls_for_coarser, coarser_details};
pub use self::field::{FieldView, SectionView, form_advice, form_sections};
pub use self::form_order::{FormOrder, FormPrompt, describe_lost_text};
pub use self::keep::{NEVER_KEPT, ask_to_keep, explain_keeping};
pub use self::left::{
    ToDo, act_confirmation, contacts_after, describe_open_acts, describe_urgent_mark, done_confirmation,
    is_pressing, left_to_do, open_act_titles, reason_text,
};
pub use self::lesson::{LessonBody, LessonPage};
pub use self::letter::letter_meaning;
pub use self::number::{digits_mislead, has_direct_keys, leading_digit, row_digit};
pub use self::progress::{describe_place, describe_remaining};
pub use self::refusal::describe_refusal;
pub use self::review::{RemarkView, ReviewField, ReviewSection, ReviewView, WayBack};
pub use self::step::{Call, Choices, LawView, OptionView, Quote, StepView, TermsView};

/// What stands at the foot of every page of the screen, and over lines with every question of a walk, of its form and of a list.
pub const ACUTE: &str = "Akut fara för liv, hälsa eller egendom: ring 112.";

/// What is said of a key that came before its page could be read.
pub const EARLY_KEY: &str = "Tangenten kom innan sidan kunde läsas, och gjorde inget. Tryck igen.";

/// What is said over lines of a line that was there before its question.
pub const EARLY_LINE: &str =
    "Det som skrevs innan frågan stod här räknas inte. Läs frågan och skriv svaret nu.";

/// What is said where several lines came where one answer is asked for.
pub const LINES_AT_ONCE: &str = "Flera rader kom på en gång. Ingen av dem är tagen som svar. Skriv ett svar.";

/// What is said where a text of several lines may have one more.
pub const MORE_TEXT: &str = "Flera rader kom på en gång och är en text. Tryck Enter när allt är med: en sista rad utan radbrytning kommer då.";
