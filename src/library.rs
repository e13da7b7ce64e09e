//! What is part of the program: routines, what they share, plans, questions and scenarios, each one row, read without a disk.

mod scenarios;

use crate::diagnostic::Diagnostic;
use crate::flow;
use crate::flow::model::Flow;
use crate::flow::shared::{FetchedFile, MissingFile, SharedFile};
use crate::source::SourceFile;

pub use self::scenarios::SCENARIOS;

/// The routines: id and text.
pub const FLOWS: &[(&str, &str)] = &[
    ("stockholm-vbe", include_str!("../flows/stockholm-vbe.yaml")),
    ("lidingo-vbe", include_str!("../flows/lidingo-vbe.yaml")),
    ("nationell-vbe", include_str!("../flows/nationell-vbe.yaml")),
];

/// What routines share: id and text.
pub const SHARED: &[(&str, &str)] = &[
    ("blankett-vbe", include_str!("../flows/blankett-vbe.yaml")),
    ("kallor", include_str!("../flows/kallor.yaml")),
    ("lagar", include_str!("../flows/lagar.yaml")),
    ("ordlista", include_str!("../flows/ordlista.yaml")),
];

/// Local action plans: id and text.
pub const PLANS: &[(&str, &str)] = &[
    ("plan-alvsjo-2019", include_str!("../flows/plan-alvsjo-2019.yaml")),
    ("plan-tom", include_str!("../flows/plan-tom.yaml")),
];

/// Written questions on routines: the routine's id and text.
pub const QUIZZES: &[(&str, &str)] = &[
    ("stockholm-vbe", include_str!("../flows/quiz/stockholm-vbe.yaml")),
    ("lidingo-vbe", include_str!("../flows/quiz/lidingo-vbe.yaml")),
    ("nationell-vbe", include_str!("../flows/quiz/nationell-vbe.yaml")),
];

/// What kind of file something of the program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A routine.
    Flow,
    /// What routines share.
    Shared,
    /// Questions on a routine.
    Quiz,
    /// An action plan.
    Plan,
    /// A scenario.
    Scenario,
}

/// Every file of the program: its kind, the name it is shown by, and its text. The questions on a routine, which have its
/// id, are `quiz/` and that.
pub fn list_files() -> impl Iterator<Item = (FileKind, String, &'static str)> {
    let named = |kind: FileKind, rows: &'static [(&'static str, &'static str)]| {
        rows.iter().map(move |(id, text)| match kind {
            FileKind::Quiz => (kind, format!("quiz/{id}"), *text),
            FileKind::Flow | FileKind::Shared | FileKind::Plan | FileKind::Scenario => {
                (kind, (*id).to_owned(), *text)
            }
        })
    };
    named(FileKind::Flow, FLOWS)
        .chain(named(FileKind::Shared, SHARED))
        .chain(named(FileKind::Quiz, QUIZZES))
        .chain(named(FileKind::Plan, PLANS))
        .chain(named(FileKind::Scenario, SCENARIOS))
}

/// Returns the text of the questions that are written for the routine with this id.
pub fn find_quiz(id: &str) -> Option<SourceFile> {
    find_file(QUIZZES, id)
}

/// Returns the text of the scenario with this id.
pub fn find_scenario(id: &str) -> Option<SourceFile> {
    let (id, text) = SCENARIOS.iter().find(|(known, _)| *known == id)?;
    Some(SourceFile::new(format!("inbyggt scenario: {id}"), text))
}

/// Returns the text of the action plan with this id.
pub fn find_plan(id: &str) -> Option<SourceFile> {
    find_file(PLANS, id)
}

/// Returns the text of the routine with this id.
pub fn find_flow(id: &str) -> Option<SourceFile> {
    find_file(FLOWS, id)
}

/// Returns the text of the shared file with this id.
pub fn find_shared(id: &str) -> Option<SourceFile> {
    find_file(SHARED, id)
}

/// Reads the routine with this id, with what it takes in; `None` where there is none.
///
/// # Errors
/// Every fault of its text.
pub fn read_flow(id: &str) -> Option<Result<Flow, Vec<Diagnostic>>> {
    let file = find_flow(id)?;
    let fetch = |id: &str| match find_shared(id) {
        Some(file) => Ok(SharedFile::new(file).into()),
        None => Err(MissingFile::Unknown(SHARED.iter().map(|(id, _)| (*id).to_owned()).collect())),
    };
    let read = flow::parse_flow(&file).and_then(|parsed| {
        let fetched: Vec<FetchedFile> = parsed
            .include_ids()
            .into_iter()
            .map(|id| FetchedFile { id: id.to_owned(), file: fetch(id) })
            .collect();
        parsed.try_into_flow(&fetched)
    });
    Some(read)
}

fn find_file(rows: &[(&str, &str)], id: &str) -> Option<SourceFile> {
    let (id, text) = rows.iter().find(|(known, _)| *known == id)?;
    Some(SourceFile::new(format!("inbyggd: {id}"), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_routine_of_the_program_is_read_without_a_disk() {
        for (id, _) in FLOWS {
            assert_eq!(read_flow(id).unwrap().unwrap().id.as_str(), *id);
        }
        assert!(read_flow("ingen").is_none());
    }
}
