//! What the map costs: laying it out, and a frame while scrolling. `cargo bench --bench map`.
//!
//! A frame is a key, the rows in sight, and all cells of an 80×24 screen.

#[expect(dead_code, reason = "not every kind of flow is drawn here")]
mod generated;

use std::sync::Arc;

use chrono::NaiveDate;
use divan::Bencher;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::KeyCode;
use stegvis::check::verified::{VerifiedFlow, verify_flow};
use stegvis::flow::model::Flow;
use stegvis::map::Map;
use stegvis::routines;
use stegvis::session::replay::Position;
use stegvis::tui::key::KeyPress;
use stegvis::tui::layout::ScreenLayout;
use stegvis::tui::message::Message;
use stegvis::tui::model::Model;
use stegvis::tui::theme::{ColorSupport, Theme};
use stegvis::tui::{update, update_undrawn, view};

use generated::{Kind, read, text};

fn main() {
    divan::main();
}

#[divan::bench]
fn layout_of_stockholm(bencher: Bencher<'_, '_>) {
    layout(bencher, &stockholm());
}

#[divan::bench]
fn layout_of_1000_steps(bencher: Bencher<'_, '_>) {
    layout(bencher, &verified(read(&text(Kind::Plain, 1_000))));
}

#[divan::bench]
fn frame_of_stockholm(bencher: Bencher<'_, '_>) {
    frame(bencher, &stockholm());
}

#[divan::bench]
fn frame_of_1000_steps(bencher: Bencher<'_, '_>) {
    frame(bencher, &verified(read(&text(Kind::Plain, 1_000))));
}

fn layout(bencher: Bencher<'_, '_>, flow: &VerifiedFlow) {
    let position = Position::start(flow.flow());
    bencher.bench(|| Map::from_flow(flow, Some(&position)));
}

/// Everything is unfolded, and the map scrolls a row for every frame, down and then round from the top.
fn frame(bencher: Bencher<'_, '_>, flow: &Arc<VerifiedFlow>) {
    let mut model = Model::new(NaiveDate::default(), (80, 24), Vec::new());
    let mut press = |key| update_undrawn(&mut model, key);
    press(Message::Mapped(Arc::clone(flow)));
    press(Message::Key(KeyPress::char('f')));
    let theme = Theme::new(ColorSupport::Sixteen);
    let Ok(mut terminal) = Terminal::new(TestBackend::new(80, 24));
    bencher.bench_local(|| {
        update::update(&mut model, Message::Key(KeyPress::plain(KeyCode::Down)));
        let mut layout = ScreenLayout::default();
        let drawn = terminal.draw(|frame| layout = view::draw_screen(frame, &model, &theme)).is_ok();
        model.layout = layout;
        drawn
    });
}

/// A day on which the laws that the routine cites are in force.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default()
}

fn stockholm() -> Arc<VerifiedFlow> {
    match routines::load_routine(routines::DEFAULT, today()) {
        Ok(flow) => flow,
        Err(_) => unwalkable(1),
    }
}

fn verified(flow: Flow) -> Arc<VerifiedFlow> {
    match verify_flow(flow, today()) {
        Ok(flow) => Arc::new(flow),
        Err(findings) => unwalkable(findings.len()),
    }
}

#[expect(clippy::panic, reason = "a bench over a flow that cannot be walked measures nothing")]
fn unwalkable(findings: usize) -> ! {
    panic!("the flow cannot be walked: {findings} findings")
}
