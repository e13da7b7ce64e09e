//! Scenarios: made-up events with answers, expectations and teaching notes. One file, four uses: test, demonstration,
//! quiz and printed example. Reads and walks; never touches a file, and never writes.

pub mod copy;
pub mod coverage;
mod read;
pub mod shape;
pub mod trial;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::answers::Answers;
use crate::check::verified::VerifiedFlow;
use crate::deid::Scanner;
use crate::deid::screened::Screened;
use crate::diagnostic::Diagnostic;
use crate::flow::guard::Outcome;
use crate::flow::id::{AnswerIx, FieldIx, LawIx, StepIx};
use crate::flow::lower::fields::FileNoun;
use crate::flow::lower::shape_check;
use crate::flow::model::Flow;
use crate::flow::tree::YamlNode;
use crate::flow::word::clip_word;
use crate::session::walk::Walk;
use crate::source::{FileId, SourceFile};

/// The code of a scenario whose file is called something else.
const OTHER_NAME: &str = "annat-namn";

/// What a scenario is called in messages.
const WHOLE: FileNoun = FileNoun { the: "scenariot", any: "Ett scenario" };

/// A scenario's file whose shape is right, not yet held against its routine.
#[derive(Debug, Clone)]
pub struct OpenedScenario {
    tree: YamlNode,
}

/// A scenario, every name in it resolved in its routine. Its texts have passed the gate, so that none of them can point
/// anyone out on a wall or on paper.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its id: `faltet-en-kvall`.
    pub id: String,
    /// Its title.
    pub title: Screened,
    /// What the group should take with it.
    pub aim: Screened,
    /// The story, in the order told.
    pub story: Vec<StoryPart>,
    /// What is expected of the walk and its form.
    pub expect: Expectations,
    /// Other answers than those given, in the order of the file.
    pub what_if: Vec<WhatIf>,
    /// Help for whoever leads the training, in the order of the file.
    pub notes: Vec<TrainerNote>,
    /// Questions for the room when the walk is done.
    pub discuss: Vec<Screened>,
    flow: Arc<VerifiedFlow>,
    answers: Answers,
}

/// A part of the story.
#[derive(Debug, Clone)]
pub struct StoryPart {
    /// The step it is told at; before the first where none is said.
    pub at: Option<StepIx>,
    /// What is told; small Markdown.
    pub text: Screened,
}

/// Help for whoever leads the training, at one step.
#[derive(Debug, Clone)]
pub struct TrainerNote {
    /// The step.
    pub at: StepIx,
    /// What to say or think of.
    pub say: Option<Screened>,
    /// Questions for the room.
    pub ask: Vec<Screened>,
}

/// Another answer than the one given, and what it would change.
#[derive(Debug, Clone)]
pub struct WhatIf {
    /// The question.
    pub at: StepIx,
    /// What it would come to.
    pub outcome: Outcome,
    /// What is said of it.
    pub says: Screened,
    /// Steps that would fall away.
    pub loses: Vec<StepIx>,
    /// The step that would come next.
    pub meets: Option<StepIx>,
}

/// What is expected. What the file does not say is not looked at.
#[derive(Debug, Clone)]
pub struct Expectations {
    /// Every step passed, in order, without the end.
    pub steps: Vec<StepIx>,
    /// Steps that are not passed.
    pub never: Vec<StepIx>,
    /// The acts on the way, all of them and in order.
    pub acts: Option<Vec<StepIx>>,
    /// Laws shown as in force on the way.
    pub laws: Vec<LawIx>,
    /// What `choose` steps offer, all of it and in order.
    pub offers: Vec<(StepIx, Vec<AnswerIx>)>,
    /// What stands in fields of the form, as an answers file would say it.
    pub form: BTreeMap<FieldIx, Vec<String>>,
    /// Fields that are not in the form.
    pub without: Vec<FieldIx>,
    /// Where the walk ends.
    pub end: StepIx,
}

/// Opens a scenario's file.
///
/// # Errors
/// Every fault of its text, else every fault of its shape.
pub fn open_scenario(file: &SourceFile, id: FileId) -> Result<OpenedScenario, Vec<Diagnostic>> {
    let shaped = shape_check::parse_shape(file, id, &shape::SCENARIO, WHOLE)?;
    Ok(OpenedScenario { tree: shaped.tree })
}

impl OpenedScenario {
    /// Its id.
    pub fn id(&self) -> &str {
        read::read_word(&self.tree, "id").trim()
    }

    /// The fault of a scenario whose file is called something else than it is.
    pub fn find_other_name(&self, stem: &str) -> Option<Diagnostic> {
        let node = self.tree.get("id").filter(|_| self.id() != stem)?;
        let message =
            format!("Scenariot heter `{}`, men filen heter `{}`.", clip_word(self.id()), clip_word(stem));
        let help = "Ge filen och scenariot samma namn: det är det som skrivs på kommandoraden.";
        Some(Diagnostic::error(OTHER_NAME, node.span, message).with_help(help))
    }

    /// The id of the routine the scenario walks.
    pub fn flow_id(&self) -> &str {
        read::read_word(&self.tree, "flow")
    }

    /// Reads the scenario against its routine. Its texts pass the gate of `scanner`.
    ///
    /// # Errors
    /// Every name the routine does not know, and every text that may point someone out.
    pub fn read_scenario(
        &self,
        flow: &Arc<VerifiedFlow>,
        scanner: &Scanner,
    ) -> Result<Scenario, Vec<Diagnostic>> {
        read::read_scenario(&self.tree, flow, scanner)
    }
}

impl Scenario {
    /// The routine it walks.
    pub fn flow(&self) -> &Flow {
        self.flow.flow()
    }

    /// The routine with its proof.
    pub fn verified_flow(&self) -> &Arc<VerifiedFlow> {
        &self.flow
    }

    /// The whole walk, to its end and with the form filled.
    ///
    /// # Errors
    /// The first question without an answer; else every answer the walk never comes to and every value that does not
    /// fit.
    pub fn walk_to_end(&self, scanner: &Scanner) -> Result<Walk, Vec<Diagnostic>> {
        self.answers.walk_to_end(&self.flow, scanner)
    }

    /// The parts of the story that are told before the first step.
    pub fn opening_parts(&self) -> impl Iterator<Item = &Screened> {
        self.story.iter().filter(|part| part.at.is_none()).map(|part| &part.text)
    }

    /// The parts of the story that are told at a step.
    pub fn story_at(&self, step: StepIx) -> impl Iterator<Item = &Screened> {
        self.story.iter().filter(move |part| part.at == Some(step)).map(|part| &part.text)
    }

    /// The help for whoever leads the training at a step.
    pub fn note_at(&self, step: StepIx) -> Option<&TrainerNote> {
        self.notes.iter().find(|note| note.at == step)
    }

    /// The other answers to think of at a step.
    pub fn what_if_at(&self, step: StepIx) -> impl Iterator<Item = &WhatIf> {
        self.what_if.iter().filter(move |other| other.at == step)
    }
}
