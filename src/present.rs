//! What a step, a field, the review, a page of a lesson and an action plan say, as plain values. Screen, lines and papers lay them out:
//! where a text stands is for them to choose, whether it stands is not. Nothing here draws or prints.

pub mod field;
pub mod left;
pub mod lesson;
pub mod plan;
pub mod review;
pub mod step;

pub use self::field::{FieldView, SectionView, form_sections};
pub use self::left::{ToDo, act_confirmation, contacts_after, left_to_do, reason_text};
pub use self::lesson::{LessonBody, LessonPage};
pub use self::review::{RemarkView, ReviewField, ReviewSection, ReviewView, WayBack};
pub use self::step::{Call, Choices, LawView, OptionView, Quote, StepView};
