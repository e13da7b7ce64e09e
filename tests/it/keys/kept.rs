//! What lies on the disk when the play of keys begins: saved forms, a plan and an inbox.

use std::sync::{Arc, LazyLock};

use stegvis::calendar::PastDays;
use stegvis::check::verified::VerifiedFlow;
use stegvis::clock;
use stegvis::corrections::OpenCorrection;
use stegvis::deid::Scanner;
use stegvis::draft::list::{Drafts, FoundDraft};
use stegvis::form::correct::ReopenedForm;
use stegvis::inbox::OpenInbox;
use stegvis::library;
use stegvis::plan::progress::PlanProgress;
use stegvis::plan::read_plan;
use stegvis::plans::OpenPlan;
use stegvis::store::Store;
use stegvis::store::form_files::FormState;
use stegvis::store::inbox::Inbox;
use stegvis::store::list::SavedForm;
use stegvis::store::picture::count_forms;
use stegvis::summary::period::Granularity;
use stegvis::summary::read::CountingBasis;
use stegvis::tui::model::{CountedForms, CountedPicture, DraftCard};

use crate::world::{TODAY, TestEnvironment};

/// A few saved forms, one of them damaged, and the walks that were interrupted: what the pages of them are played on.
pub(super) static FORMS: LazyLock<(Vec<SavedForm>, CountedPicture, Vec<DraftCard>)> = LazyLock::new(|| {
    let world = TestEnvironment::new();
    let answers = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/under-18.yaml");
    for _ in 0..3 {
        assert_eq!(world.run(&["walk", "--answers", answers, "--save", "json"]).code, 0);
    }
    world.write(".local/share/stegvis/forms/2026-v40-oro-abcdef.json", "{\"format\": ");
    for _ in 0..3 {
        world.run_with(&["walk", "--plain"], "2\n3\n");
    }
    let store = Store::in_folder(world.path(".local/share/stegvis/forms"));
    let drafts = Drafts::in_folder(world.path(".local/share/stegvis/drafts"));
    let card = |found: FoundDraft| DraftCard {
        id: found.id,
        routine: found.head.routine,
        title: "Rutin".to_owned(),
        says: "påbörjad\u{1b}[2J".to_owned(),
        left: vec!["Ring\u{1b}[2J".to_owned()],
    };
    let cards = drafts.find_drafts().into_iter().map(card).collect();
    let counted =
        count_forms(&[store.folder().unwrap()], CountingBasis::Filled, clock::parse_day(TODAY).unwrap())
            .unwrap();
    let picture = CountedPicture {
        of: CountedForms::Received,
        report: counted.report(Some(Granularity::Month), None),
        counts: counted.counts(None),
        left_out: "utelämnad\n".to_owned(),
    };
    (store.forms().unwrap(), picture, cards)
});

/// A plan with nothing noted of it.
pub(super) static PLAN: LazyLock<OpenPlan> = LazyLock::new(|| {
    let plan = read_plan(&library::find_plan("plan-alvsjo-2019").unwrap(), &Scanner::builtin()).unwrap();
    OpenPlan { plan, progress: PlanProgress::default(), warnings: Vec::new() }
});

/// An inbox with one form.
pub(super) static INBOX: LazyLock<OpenInbox> = LazyLock::new(|| {
    let world = TestEnvironment::new();
    let answers = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/under-18.yaml");
    assert_eq!(
        world.run(&["walk", "--answers", answers, "--save", "json", "--out", &world.arg("post")]).code,
        0
    );
    let inbox = Inbox::in_folder(world.path("data"));
    OpenInbox::receive_files(&inbox, &[world.path("post")], clock::parse_day(TODAY).unwrap()).unwrap()
});

/// One of the saved forms, open to be corrected.
pub(super) fn open_correction(flow: Arc<VerifiedFlow>) -> OpenCorrection {
    let saved = FORMS.0.iter().find(|saved| saved.form.is_ok()).unwrap();
    let past = PastDays::until_tomorrow(clock::parse_day(TODAY).unwrap());
    let form = ReopenedForm::open_form(saved.form.clone().unwrap(), Some(flow), past);
    OpenCorrection::new(saved.path.clone(), FormState::Sent, form, clock::parse_day(TODAY).unwrap())
}
