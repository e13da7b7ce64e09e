//! What is left to do after saved forms, until it is done or not relevant: noted when a form is saved, told on the start page. Of an act
//! that the form keeps quiet about only a reminder is kept, tied to no form, and gone when it is done or after the days of a draft.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

use crate::corrections::{CorrectionFault, OpenCorrection};
use crate::draft::list::KEPT_DAYS;
use crate::flow::model::{InForm, Mark, StepKind, Urgency};
use crate::present::{Choices, ToDo, left_to_do};
use crate::prose::sanitize;
use crate::session::marks::ActOption;
use crate::session::walk::Walk;
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::form_files::FormState;
pub use crate::store::todo::ToDoItem;
use crate::store::todo::{Closed, ToDoFile, USUAL_REASONS};

/// How something is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToDoClosing {
    /// It is done.
    Done,
    /// It is not relevant, for the reason at this place.
    NotRelevant(usize),
}

/// What a walk leaves to do whose form was saved in these files on the day, the most pressing first.
pub fn collect_left(walk: &Walk, files: &[PathBuf], day: NaiveDate) -> Vec<ToDoItem> {
    let form = files.first().and_then(|file| file_stem(file));
    left_to_do(walk).into_iter().map(|act| left_item(walk, act, form.clone(), day)).collect()
}

/// Notes what a walk leaves to do, after what was noted before.
///
/// # Errors
/// What happened; nothing is then noted.
pub fn note_left(file: &ToDoFile, left: Vec<ToDoItem>) -> Result<(), StoreError> {
    if left.is_empty() {
        return Ok(());
    }
    let mut items = file.read_all()?;
    items.extend(left);
    file.write_all(items)
}

/// What is left to do on the day, the most pressing first and of those the oldest. Reminders whose days are over, and what was over as long ago, are taken away for
/// good.
///
/// # Errors
/// Why it cannot be read.
pub fn list_open(
    file: &ToDoFile,
    today: NaiveDate,
    most_days: Option<u64>,
) -> Result<Vec<ToDoItem>, StoreError> {
    let days = Days::new(most_days.map_or(KEPT_DAYS, |most| most.min(KEPT_DAYS)));
    let items = file.read_all()?;
    let before = items.len();
    let kept: Vec<ToDoItem> = items.into_iter().filter(|item| is_kept(item, today, days)).collect();
    if kept.len() < before {
        file.write_all(kept.clone())?;
    }
    let mut open: Vec<ToDoItem> = kept.into_iter().filter(|item| item.closed.is_none()).collect();
    open.sort_by_key(|item| item.urgency);
    Ok(open)
}

/// Closes something: a reminder is gone at once, and of what a form names it is kept how it was over, for the days of a draft.
///
/// # Errors
/// What happened; it is then as before.
pub fn close_item(file: &ToDoFile, id: &str, how: &ToDoClosing, today: NaiveDate) -> Result<(), StoreError> {
    let items = file.read_all()?.into_iter().filter_map(|mut item| {
        if item.id == id {
            item.form.as_ref()?;
            let reason = match how {
                ToDoClosing::Done => None,
                ToDoClosing::NotRelevant(nth) => item.reasons.get(*nth).cloned(),
            };
            item.closed = Some(Closed { day: today, reason });
        }
        Some(item)
    });
    file.write_all(items.collect())
}

/// Closes something, and says the same of it in the form that names it, so that the two agree; what was done, in words.
///
/// # Errors
/// What happened to the list; it is then as before.
pub fn close_with_form(
    (file, store): (&ToDoFile, &Store),
    id: &str,
    how: &ToDoClosing,
    today: NaiveDate,
) -> Result<String, StoreError> {
    let item = file.read_all()?.into_iter().find(|item| item.id == id);
    let (mark, said) = match how {
        ToDoClosing::Done => (Mark::Done, "Märkt gjort."),
        ToDoClosing::NotRelevant(_) => (Mark::NotRelevant, "Märkt inte aktuellt."),
    };
    let in_form = item.and_then(|item| mark_in_form((file, store), &item, mark, today));
    close_item(file, id, how, today)?;
    Ok(format!("{said}{}", in_form.map(|told| format!(" {told}")).unwrap_or_default()))
}

/// Marks the act in the form that names it; what came of it, in words. `None` where no form does.
fn mark_in_form(
    (file, store): (&ToDoFile, &Store),
    item: &ToDoItem,
    mark: Mark,
    today: NaiveDate,
) -> Option<String> {
    let (form, act) = (item.form.as_ref()?, item.act.as_ref()?);
    let marked = store.find_form(form).map_err(CorrectionFault::Save).and_then(|path| {
        let mut open = OpenCorrection::open_file(&path, today)?.followed_in(file.clone());
        open.mark_act(act, mark)?;
        Ok(open.state)
    });
    Some(match marked {
        Ok(FormState::NotSent) => "Blanketten säger det också.".to_owned(),
        Ok(FormState::Sent) => "Blanketten säger det också. Skicka den nya.".to_owned(),
        Err(CorrectionFault::Refused(_)) => {
            "Blanketten är inte ändrad: rätta den under Blanketter.".to_owned()
        }
        Err(fault @ (CorrectionFault::Unreadable(_) | CorrectionFault::Save(_))) => {
            format!("Blanketten är inte ändrad: {fault}")
        }
    })
}

/// Takes away what is tied to a form that is deleted.
///
/// # Errors
/// What happened; it is then as before.
pub fn forget_form(file: &ToDoFile, form: &Path) -> Result<(), StoreError> {
    let (items, stem) = (file.read_all()?, file_stem(form));
    let others: Vec<ToDoItem> =
        items.iter().filter(|item| item.form.is_none() || item.form != stem).cloned().collect();
    if others.len() < items.len() { file.write_all(others) } else { Ok(()) }
}

/// How many things are left, in words.
pub fn count_things(things: usize) -> String {
    match things {
        0 => "inget kvar att göra".to_owned(),
        1 => "1 sak kvar att göra".to_owned(),
        things => format!("{things} saker kvar att göra"),
    }
}

/// What the start page names beside the count: what goes before everything, and reminders, which stand nowhere else.
pub fn list_named(items: &[ToDoItem]) -> impl Iterator<Item = String> {
    let named = items.iter().filter(|item| item.urgency == Urgency::Now || item.form.is_none());
    named.map(|item| format!("{}, kvar att göra sedan {}", sanitize(&item.title), item.day))
}

/// Since when something is left to do, and from which form.
pub fn describe_item(item: &ToDoItem) -> String {
    match &item.form {
        Some(form) => format!("Sedan {}, blanketten {form}.", item.day),
        None => format!("Påminnelse från {}. Den hör inte till någon blankett.", item.day),
    }
}

fn left_item(walk: &Walk, act: ToDo<'_>, form: Option<String>, day: NaiveDate) -> ToDoItem {
    let named = matches!(&walk.flow().step(act.at).kind, StepKind::Act { in_form: InForm::Named, .. });
    ToDoItem {
        id: String::new(),
        day,
        title: act.title.to_owned(),
        urgency: act.urgency,
        act: named.then(|| walk.flow().step(act.at).id.to_string()),
        form: form.filter(|_| named),
        reasons: list_reasons(walk, act),
        closed: None,
    }
}

/// The routine's own reasons, or where it asks for none, those that always can be.
fn list_reasons(walk: &Walk, act: ToDo<'_>) -> Vec<String> {
    let Choices::Mark { bare, reasons } = Choices::from_walk(walk, act.at) else { return Vec::new() };
    let own = reasons.iter().filter_map(|reason| match reason {
        ActOption::Declined(reason) => Some(reason.text.clone()),
        ActOption::Mark(_) | ActOption::Back(..) => None,
    });
    let own: Vec<String> = own.collect();
    if own.is_empty() && bare.contains(&Mark::NotRelevant) {
        USUAL_REASONS.map(str::to_owned).to_vec()
    } else {
        own
    }
}

fn is_kept(item: &ToDoItem, today: NaiveDate, days: Days) -> bool {
    let from = match (&item.closed, &item.form) {
        (Some(closed), _) => closed.day,
        (None, None) => item.day,
        (None, Some(_)) => return true,
    };
    from.checked_add_days(days).is_none_or(|last| today <= last)
}

fn file_stem(file: &Path) -> Option<String> {
    Some(file.file_stem()?.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn item(title: &str, form: Option<&str>) -> ToDoItem {
        let reasons = USUAL_REASONS.map(str::to_owned).to_vec();
        let form = form.map(str::to_owned);
        let (id, title, act) = (String::new(), title.to_owned(), None);
        ToDoItem { id, day: day(1), title, urgency: Urgency::Normal, form, act, reasons, closed: None }
    }

    fn titles(items: &[ToDoItem]) -> Vec<&str> {
        items.iter().map(|item| item.title.as_str()).collect()
    }

    #[test]
    fn what_a_form_names_stays_until_it_is_over_and_a_reminder_no_longer_than_a_draft() {
        let folder = tempfile::tempdir().unwrap();
        let file = ToDoFile::at_path(folder.path().join("todo.jsonl"));
        note_left(&file, vec![item("Informera chefen", Some("a")), item("Anmäl oro", None)]).unwrap();
        let open = list_open(&file, day(15), None).unwrap();
        assert_eq!(titles(&open), ["Informera chefen", "Anmäl oro"]);
        assert_eq!(titles(&list_open(&file, day(16), None).unwrap()), ["Informera chefen"]);
        assert_eq!(file.read_all().unwrap().len(), 1, "the reminder is gone from the file too");
        close_item(&file, &open[0].id, &ToDoClosing::NotRelevant(1), day(16)).unwrap();
        assert!(list_open(&file, day(16), None).unwrap().is_empty());
        let closed = file.read_all().unwrap()[0].closed.clone().unwrap();
        assert_eq!(closed.reason.as_deref(), Some(USUAL_REASONS[1]));
        assert!(list_open(&file, day(30), None).unwrap().is_empty());
        assert_eq!(file.read_all().unwrap().len(), 1);
    }

    #[test]
    fn a_reminder_that_is_done_leaves_nothing_and_a_deleted_form_takes_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let file = ToDoFile::at_path(folder.path().join("todo.jsonl"));
        note_left(&file, vec![item("Ett", Some("a")), item("Två", Some("b")), item("Anmäl oro", None)])
            .unwrap();
        let open = list_open(&file, day(2), Some(30)).unwrap();
        close_item(&file, &open[2].id, &ToDoClosing::Done, day(2)).unwrap();
        forget_form(&file, Path::new("/x/b.json")).unwrap();
        assert_eq!(titles(&file.read_all().unwrap()), ["Ett"]);
    }
}
