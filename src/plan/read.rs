//! From a tree of the right shape to a plan: days, points and functions.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Activity, FollowUpPoint, Plan, PlanArea, person};
use crate::calendar;
use crate::deid::{Class, Scanner};
use crate::diagnostic::Diagnostic;
use crate::flow::fault;
use crate::flow::lower::shape_check::ShapedFile;
use crate::flow::model::TextRemark;
use crate::flow::tree::{YamlEntry, YamlNode};
use crate::flow::word::{clip_word, suggest_nearest};
use crate::source::Span;

/// The code of somebody named as responsible.
const PERSON: &str = "ansvarig-person";

/// The code of a text that a comment cuts.
const CUT: &str = "klippt-text";

/// The code of a day far from the plan's year.
const FAR: &str = "annat-ar";

pub(super) fn plan_from_file(file: &ShapedFile, scanner: Option<&Scanner>) -> Result<Plan, Vec<Diagnostic>> {
    let mut reader = PlanReader {
        scanner,
        year: 0,
        faults: Vec::new(),
        remarks: file.remarks.iter().filter_map(describe_cut).collect(),
        points: Vec::new(),
        seen: BTreeMap::new(),
    };
    let mut plan = reader.read_plan(&file.tree);
    if reader.faults.is_empty() {
        reader.remarks.sort_by_key(Diagnostic::span);
        plan.remarks = reader.remarks;
        return Ok(plan);
    }
    reader.faults.sort_by_key(Diagnostic::span);
    Err(reader.faults)
}

/// A text that ends where a comment begins on its line.
fn describe_cut(remark: &TextRemark) -> Option<Diagnostic> {
    match remark {
        TextRemark::Hidden(_) => None,
        TextRemark::Cut(comment) => {
            let message = "Texten slutar före ` #`: resten av raden läses som en kommentar och visas inte.";
            Some(Diagnostic::warning(CUT, *comment, message).with_remark("visas inte").with_help(
                "Hör det till texten? Sätt citattecken om hela texten. Är det en kommentar? Flytta den till en egen rad.",
            ))
        }
    }
}

/// Reading under way.
struct PlanReader<'p> {
    /// What tells a function from a person; `None` where that is not looked at.
    scanner: Option<&'p Scanner>,
    year: u16,
    faults: Vec<Diagnostic>,
    remarks: Vec<Diagnostic>,
    points: Vec<FollowUpPoint>,
    /// Where each activity's id stands.
    seen: BTreeMap<String, Span>,
}

impl PlanReader<'_> {
    fn read_plan(&mut self, tree: &YamlNode) -> Plan {
        self.year = self.read_year(tree);
        let points = tree.get("points").map_or(&[][..], YamlNode::entries);
        self.points = points.iter().map(|entry| self.read_point(entry)).collect();
        let items = |key: &str| tree.get(key).map_or(&[][..], YamlNode::items).iter();
        let areas = items("areas").map(|area| self.read_area(area)).collect();
        Plan {
            id: line(tree, "id").unwrap_or_default(),
            title: line(tree, "plan").unwrap_or_default(),
            publisher: line(tree, "publisher").unwrap_or_default(),
            board: line(tree, "board").unwrap_or_default(),
            year: self.year,
            notice: line(tree, "notice"),
            principle: line(tree, "principle"),
            points: std::mem::take(&mut self.points),
            areas,
            revision: items("revision").map(|heading| heading.text().trim().to_owned()).collect(),
            remarks: Vec::new(),
        }
    }

    fn read_year(&mut self, tree: &YamlNode) -> u16 {
        let year = line(tree, "year").unwrap_or_default();
        let is_written_in_full = year.len() == 4 && year.chars().all(|c| c.is_ascii_digit());
        let read = year.parse().ok().filter(|year| is_written_in_full && (2000..=2099).contains(year));
        if let (None, Some(node)) = (read, tree.get("year")) {
            let message = format!("`{}` är inget år mellan 2000 och 2099.", clip_word(&year));
            self.faults.push(
                Diagnostic::error(fault::WRONG_VALUE, node.span, message)
                    .with_help("Skriv året med fyra siffror."),
            );
        }
        read.unwrap_or_default()
    }

    fn read_point(&mut self, entry: &YamlEntry) -> FollowUpPoint {
        FollowUpPoint {
            id: entry.key.clone(),
            label: line(&entry.value, "label").unwrap_or_default(),
            due: self.read_day(&entry.value, "due"),
        }
    }

    fn read_area(&mut self, node: &YamlNode) -> PlanArea {
        let activities = node.get("activities").map_or(&[][..], YamlNode::entries);
        PlanArea {
            title: line(node, "title").unwrap_or_default(),
            activities: activities.iter().map(|entry| self.read_activity(entry)).collect(),
        }
    }

    fn read_activity(&mut self, entry: &YamlEntry) -> Activity {
        self.note_id(entry);
        let node = &entry.value;
        let (starts, due) = (self.read_day(node, "starts"), self.read_day(node, "due"));
        if let (Some(first), Some(last), Some(at)) = (starts, due, node.get("due"))
            && last < first
        {
            let message = format!("Aktiviteten `{}` ska vara klar innan den påbörjas.", entry.key);
            let fault = Diagnostic::error(fault::WRONG_VALUE, at.span, message);
            self.faults.push(fault.with_help("Rätta `starts` eller `due`."));
        }
        Activity {
            id: entry.key.clone(),
            text: line(node, "text").unwrap_or_default(),
            responsible: self.read_function(node),
            time: line(node, "time"),
            starts,
            due,
            follow_up: self.read_follow_up(node),
            measure: line(node, "measure"),
            goal: line(node, "goal"),
            shows_principle: node.get("principle").is_some_and(YamlNode::is_true),
        }
    }

    fn note_id(&mut self, entry: &YamlEntry) {
        if let Some(first) = self.seen.insert(entry.key.clone(), entry.key_span) {
            let message = format!("Aktiviteten `{}` står två gånger.", clip_word(&entry.key));
            let fault =
                Diagnostic::error(fault::DUPLICATE_KEY, entry.key_span, message).with_remark("andra gången");
            self.faults.push(fault.with_place(first, "första gången").with_help("Ge den ena ett annat id."));
        }
    }

    /// Who answers for it: a function. Somebody's name is refused, and the name is not repeated.
    fn read_function(&mut self, node: &YamlNode) -> Option<String> {
        let at = node.get("responsible")?;
        let function = at.text().trim();
        let found = self.scanner.map(|scanner| person::find_persons(scanner, function)).unwrap_or_default();
        if !found.is_empty() {
            let message = format!(
                "Ansvarig ska vara en funktion, aldrig en person: här står {}.",
                Class::describe_counts(&found)
            );
            let fault = Diagnostic::error(PERSON, at.span, message);
            self.faults.push(
                fault.with_help(
                    "Skriv befattningen, till exempel ”Enhetschefen” eller ”Biträdande enhetschef”.",
                ),
            );
        }
        Some(function.to_owned()).filter(|function| !function.is_empty())
    }

    fn read_follow_up(&mut self, node: &YamlNode) -> Vec<usize> {
        let Some(at) = node.get("follow_up") else { return Vec::new() };
        let one = std::slice::from_ref(at);
        let named = if at.items().is_empty() { one } else { at.items() };
        let mut places = Vec::new();
        for point in named {
            let word = point.text().trim();
            match self.find_point(word, point.span) {
                Some(place) if places.contains(&place) => {
                    let message = format!("Tillfället `{}` står två gånger.", clip_word(word));
                    let fault = Diagnostic::error(fault::WRONG_VALUE, point.span, message);
                    self.faults.push(fault.with_help("Ta bort det ena."));
                }
                found => places.extend(found),
            }
        }
        places
    }

    fn find_point(&mut self, word: &str, span: Span) -> Option<usize> {
        let found = self.points.iter().position(|point| point.id == word);
        if found.is_none() {
            let known: Vec<&str> = self.points.iter().map(|point| point.id.as_str()).collect();
            let help =
                suggest_nearest(word, &known).unwrap_or_else(|| format!("Här finns: {}.", known.join(", ")));
            let message = format!("Planen har inget tillfälle `{}`.", clip_word(word));
            self.faults.push(Diagnostic::error(fault::WRONG_VALUE, span, message).with_help(help));
        }
        found
    }

    fn read_day(&mut self, node: &YamlNode, key: &str) -> Option<NaiveDate> {
        let at = node.get(key)?;
        let written = at.text().trim();
        let day = calendar::parse_day(written);
        if day.is_none() {
            let message = format!("`{}` är ingen dag mellan 2000-01-01 och 2099-12-31.", clip_word(written));
            let fault = Diagnostic::error(fault::WRONG_VALUE, at.span, message);
            self.faults
                .push(fault.with_help("Skriv dagen som 2019-09-01, eller skriv tidplanen med ord i `time`."));
        }
        self.remarks.extend(day.and_then(|day| describe_far_day(self.year, day, at.span)));
        day
    }
}

/// A day that lies more than a year from the plan's own.
fn describe_far_day(year: u16, day: NaiveDate, span: Span) -> Option<Diagnostic> {
    let far = (day.year() - i32::from(year)).abs() > 1;
    far.then(|| {
        let message = format!("{day} ligger långt från planens år, {year}.");
        Diagnostic::warning(FAR, span, message).with_help("Kontrollera årtalet.")
    })
}

/// The text under a key, where there is one.
fn line(node: &YamlNode, key: &str) -> Option<String> {
    let text = node.get(key)?.text().trim();
    (!text.is_empty()).then(|| text.to_owned())
}
