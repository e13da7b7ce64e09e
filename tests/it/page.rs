//! The page of a routine: every walk goes over its links as it goes in the engine, and nothing in it can be typed in, run or
//! loaded.

use std::sync::Arc;

use stegvis::check::verified::{self, VerifiedFlow};
use stegvis::clock;
use stegvis::flow::guard::Outcome;
use stegvis::flow::id::AnswerIx;
use stegvis::flow::model::{Mark, StepKind};
use stegvis::page::RoutinePage;
use stegvis::present::Choices;
use stegvis::routines;
use stegvis::session::answer;
use stegvis::session::walk::Walk;

use crate::random::{self, RandomSource};
use crate::world::{TODAY, TestEnvironment};

/// How many walks are walked over the page of each routine.
const WALKS: usize = 400;

#[test]
fn every_walk_over_the_links_is_the_engines() {
    for id in ["stockholm-vbe", "lidingo-vbe", "nationell-vbe"] {
        let flow = routines::load_routine(id, clock::parse_day(TODAY).unwrap()).unwrap();
        let page = RoutinePage::from_flow(&flow, clock::parse_day(TODAY).unwrap()).unwrap();
        let shown = Shown::from_html(&page.to_html());
        let mut chance = RandomSource(1);
        (0..WALKS).for_each(|_| walk_the_page(&flow, &page, &shown, &mut chance));
    }
}

#[test]
fn the_pages_of_any_small_routines_are_theirs() {
    let mut walked = 0;
    for seed in 0..2_000 {
        let day = clock::parse_day(TODAY).unwrap();
        let mut bare = random::flow(seed);
        bare.guarantees.clear();
        let Ok(flow) = verified::verify_flow(bare, day).map(Arc::new) else { continue };
        let page = RoutinePage::from_flow(&flow, day).unwrap();
        let shown = Shown::from_html(&page.to_html());
        let mut chance = RandomSource(seed);
        (0..20).for_each(|_| walk_the_page(&flow, &page, &shown, &mut chance));
        walked += 1;
    }
    assert!(walked > 30, "{walked}");
}

/// A page as a reader sees it: of each part its heading, and where its links lead, in order.
struct Shown(Vec<(String, Vec<usize>)>);

impl Shown {
    fn from_html(html: &str) -> Self {
        let mut parts = Vec::new();
        for part in html.split("<section id=\"s").skip(1) {
            let (number, rest) = part.split_once('"').unwrap();
            let part = rest.split("</section>").next().unwrap();
            let title =
                part.split_once("<h1 ").unwrap().1.split_once('>').unwrap().1.split_once('<').unwrap().0;
            let links = part.split("class=\"way\"><a href=\"#s").skip(1);
            let links = links.map(|link| link.split_once('"').unwrap().0.parse().unwrap()).collect();
            parts.push((number.parse::<usize>().unwrap(), (title.to_owned(), links)));
        }
        parts.sort_by_key(|(number, _)| *number);
        assert!(parts.iter().map(|(number, _)| *number).eq(0..parts.len()));
        Self(parts.into_iter().map(|(_, part)| part).collect())
    }
}

/// One walk at random, in the engine and over the links at once.
fn walk_the_page(flow: &Arc<VerifiedFlow>, page: &RoutinePage, shown: &Shown, chance: &mut RandomSource) {
    let (mut walk, mut at) = (Walk::new(Arc::clone(flow)), 0);
    loop {
        let (node, step) = (&page.nodes()[at], walk.flow().step(walk.position().at));
        assert_eq!(node.step(), walk.position().at);
        let (title, links) = &shown.0[at];
        let plain = step.title.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;");
        assert_eq!(*title, plain.replace('<', "&lt;").replace('>', "&gt;"));
        if let StepKind::End = step.kind {
            assert!(node.links().is_empty());
            return;
        }
        assert!(node.links().iter().map(|link| link.to).eq(links.iter().copied()));
        let outcome = any_outcome(&walk, chance);
        let event = answer::make_event(step, &outcome).unwrap();
        at = node.follow_link(&outcome).unwrap();
        walk.apply(event).unwrap();
    }
}

/// An outcome that the step takes here.
fn any_outcome(walk: &Walk, chance: &mut RandomSource) -> Outcome {
    let at = walk.position().at;
    let step = walk.flow().step(at);
    let options: Vec<AnswerIx> =
        Choices::from_walk(walk, at).options().iter().map(|option| option.at).collect();
    match &step.kind {
        StepKind::Ask { .. } => Outcome::One(options[chance.below(options.len())]),
        StepKind::Choose { options: all, at_least, .. } => loop {
            let chosen: Vec<AnswerIx> = options.iter().copied().filter(|_| chance.one_in(3)).collect();
            let alone = chosen.iter().any(|option| all[option.index()].alone);
            if chosen.len() >= *at_least && (!alone || chosen.len() == 1) {
                break Outcome::Many(chosen);
            }
        },
        StepKind::Act { .. } => {
            let marks: Vec<Mark> = step.possible_marks();
            marks[chance.below(marks.len())].outcome()
        }
        StepKind::Tell { .. } | StepKind::End => Outcome::Passed,
    }
}

#[test]
fn the_page_has_no_script_no_field_and_nothing_to_load() {
    let run = TestEnvironment::new().run(&["export-page", "-o", "-"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for never in [
        "<script",
        "<form",
        "<input",
        "<textarea",
        "src=",
        "http-equiv=\"refresh\"",
        "url(",
        "@import",
        "onclick",
        "localStorage",
    ] {
        assert!(!run.out.contains(never), "{never}");
    }
    for href in run.out.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(href.starts_with('#') || href == "tel:112", "{href}");
    }
    for there in [
        "lang=\"sv\"",
        "<a href=\"tel:112\">112</a>",
        "default-src 'none'",
        "prefers-color-scheme: dark",
        "id=\"hela\"",
    ] {
        assert!(run.out.contains(there), "{there}");
    }
}

#[test]
fn the_page_is_a_new_file_with_the_contacts_of_the_profile_where_asked() {
    let world = TestEnvironment::new();
    let run = world.run(&["export-page"]);
    assert_eq!((run.code, run.out.trim()), (0, "rutin-stockholm-vbe.html"), "{}", run.err);
    let again = world.run(&["export-page"]);
    assert_eq!(again.code, 1, "{}", again.out);
    assert_eq!(world.run(&["export-page", "finns-inte"]).code, 2);
    world.write(".config/stegvis/profil.yaml", "contacts: {socialtjanst: {phone: 08-465 004 01}}\n");
    let local = world.run(&["export-page", "--local", "-o", "-"]);
    assert!(local.out.contains("08-465 004 01"), "{}", local.err);
    assert!(!world.run(&["export-page", "-o", "-"]).out.contains("08-465 004 01"));
}
