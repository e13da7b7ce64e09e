//! The local picture: what a folder of saved forms comes to, counted and then protected so that no small number can be
//! read or worked out.
//!
//! `read` takes from a form only what is counted, and never its free text; `tally` counts; `protect` is the only maker of
//! a [`Picture`], which is all that can be shown. What is protected, and why it holds, stands in
//! [`protect`](mod@protect).

mod chart;
pub mod csv;
mod left_out;
pub mod json;
pub mod missed;
mod page;
pub mod period;
pub mod picture;
pub mod protect;
pub mod read;
pub mod sheet;
pub mod svg;
pub mod tally;
pub mod text;
pub mod unprotected;

use chrono::NaiveDate;

use self::period::{Granularity, Month, TimeSpan};
use self::picture::{Cell, Picture};
use self::protect::protect_counts;
use self::read::{CountingBasis, LeftOut, RoutineOrigin};
use self::tally::{Tally, TrainingCounts};
use crate::export::{self, PageFormat, RenderFault};

/// What stands where a count is not shown.
pub const HIDDEN: &str = "–";

/// What a reader is told of the small numbers.
pub const PROTECTION: &str = "Antal under 5 visas inte, och inte heller andra antal som de kunde räknas ut från, eller det som alla \
har svarat: där står –. Noll visas. Dolda alternativ visas tillsammans när de är minst 5.";

/// What a reader is told of finds.
pub const FINDS: &str = "Fynd som inte rör någon person räknas för sig och läggs aldrig ihop med de andra. Av dem visas antal från 3.";

/// What a reader is told of the names of files that were left out.
const LEFT_OUT_NAMES: &str = "En fils namn står här bara där det varken säger vad en blankett handlar om eller kan peka ut någon. Vid \
framtagandet visas alla namn, med skäl.";

/// Pictures of one routine's forms, with what stands beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Of the forms about persons.
    pub picture: Picture,
    /// Of the finds that concern nobody.
    pub finds: Picture,
    /// How finely it tells of time.
    pub by: Granularity,
    /// Why so finely, where that was chosen by what the counts allow.
    pub chosen: Option<&'static str>,
    /// What time the forms are counted by.
    pub basis: CountingBasis,
    /// The routine, where there are forms.
    pub routine: Option<RoutineOrigin>,
    /// How many files were left out, and why.
    pub left_out: Vec<(LeftOut, usize)>,
    /// The names of those of them that may be told.
    pub left_out_names: Vec<(LeftOut, String)>,
    /// The trainings that were held.
    pub held: TrainingCounts,
    /// Who made it, and the day.
    pub made: ReportAuthor,
}

/// Who made a report, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportAuthor {
    /// Whose it is, the largest first: kommun, förvaltning.
    pub office: Vec<String>,
    /// The day.
    pub day: Option<NaiveDate>,
}

/// The counts of one routine's forms, which a [`Report`] is made of.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// The counts.
    pub tally: Tally,
    /// The routine.
    pub routine: Option<RoutineOrigin>,
    /// What time they were counted by.
    pub basis: CountingBasis,
    /// How many files were left out, and why.
    pub left_out: Vec<(LeftOut, usize)>,
    /// The trainings that were held.
    pub held: TrainingCounts,
}

impl Counts {
    /// What of them may be shown, by this fineness of time; by the finest that still says something where none is asked for.
    pub fn into_report(self, by: Option<Granularity>) -> Report {
        let Self { mut tally, routine, basis, left_out, held } = self;
        held.months().for_each(|month| tally.extend_to(month));
        let (picture, finds) = protect_counts(&tally);
        let telling = if picture.is_shown() { &picture } else { &finds };
        let finest =
            Granularity::ALL.into_iter().find(|by| telling.says_something(*by)).unwrap_or(Granularity::Year);
        let chosen = by.is_none().then_some(match finest {
            Granularity::Month => "Månad är den finaste indelning som går att visa.",
            Granularity::Tertial => "Tertial är valt: per månad hade det mesta varit dolt.",
            Granularity::Year => "År är valt: per tertial hade det mesta varit dolt.",
        });
        let (by, made) = (by.unwrap_or(finest), ReportAuthor::default());
        let left_out_names = Vec::new();
        Report { picture, finds, by, chosen, basis, routine, left_out, left_out_names, held, made }
    }
}

/// The formats a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// For the terminal.
    Text,
    /// For spreadsheets.
    Csv,
    /// For other programs.
    Json,
    /// A drawing.
    Svg,
    /// For the nämnd, as a web page.
    Html,
    /// For the nämnd, as pages.
    #[cfg(feature = "pdf")]
    Pdf,
    /// For the nämnd, to work on further.
    Docx,
    /// For pasting into other text.
    Md,
}

impl Report {
    /// The same, with who made it and when.
    #[must_use]
    pub fn made_by(mut self, made: ReportAuthor) -> Self {
        self.made = made;
        self
    }

    /// Who made it and when, in a sentence; `None` where neither is said.
    pub fn made_words(&self) -> Option<String> {
        let day = self.made.day.map(|day| format!("Framtagen {day}."));
        let office = (!self.made.office.is_empty()).then(|| format!("{}.", self.made.office.join(", ")));
        let words: Vec<String> = office.into_iter().chain(day).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// What it is of, in a line: `Lokal lägesbild, 2026-01 till 2026-11`.
    pub fn title(&self) -> String {
        let Some((first, last)) = self.month_range() else {
            return "Lokal lägesbild: inga blanketter".to_owned();
        };
        let (first, last) = (TimeSpan::Month(first), TimeSpan::Month(last));
        let till = if first == last { String::new() } else { format!(" till {last}") };
        format!("Lokal lägesbild, {first}{till}")
    }

    /// From and to which month it tells.
    pub fn month_range(&self) -> Option<(Month, Month)> {
        self.picture.month_range()
    }

    /// The stretches of time that are told apart, and last all of it; none where there are no forms.
    pub fn columns(&self) -> Vec<TimeSpan> {
        self.picture.columns(self.by)
    }

    /// The pictures that have something to show: of forms about persons, and of finds.
    pub fn shown_pictures(&self) -> Vec<(PictureKind, &Picture)> {
        let both = [(PictureKind::Persons, &self.picture), (PictureKind::Finds, &self.finds)];
        both.into_iter().filter(|(_, picture)| picture.is_shown()).collect()
    }

    /// What the names of the stretches of time mean, where some are shown that need it.
    pub fn span_explanation(&self) -> Option<&'static str> {
        (!self.shown_pictures().is_empty() && self.by == Granularity::Tertial)
            .then_some("T1 är jan–apr, T2 maj–aug och T3 (verksamhetsberättelsen) sep–dec.")
    }

    /// How many forms there are, in words: of either kind, and never of both together.
    pub fn describe_sizes(&self) -> Vec<String> {
        let size = |picture: &Picture, one: &str, many: &str| match picture.form_count(TimeSpan::All) {
            Cell::Count(0) => format!("Inga {many}."),
            Cell::Count(1) => format!("1 {one}."),
            Cell::Count(count) => format!("{count} {many}."),
            Cell::Hidden => format!("Färre än {} {many}.", picture.rule().limit),
        };
        match self.month_range() {
            None => Vec::new(),
            Some(_) => vec![
                size(&self.picture, "blankett", "blanketter"),
                size(&self.finds, "fynd utan person", "fynd utan person"),
            ],
        }
    }

    /// Which routine it is of, and by what time it is counted.
    pub fn describe_origin(&self) -> Option<String> {
        let RoutineOrigin { id, publisher, title, version } = self.routine.as_ref()?;
        let by = publisher.as_ref().map(|publisher| format!(", {publisher}")).unwrap_or_default();
        Some(format!("{title}, version {version}{by} ({id}). {}.", capitalize(self.basis.label())))
    }

    /// Why files were left out and how many, with the names that may be told; none where none was.
    fn left_out_reasons(&self) -> Vec<String> {
        let some = self.left_out.iter().filter(|(_, count)| *count > 0);
        let reason = |(why, count): &(LeftOut, usize)| {
            let names: Vec<&str> = self
                .left_out_names
                .iter()
                .filter(|(named, _)| named == why)
                .map(|(_, name)| name.as_str())
                .collect();
            let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
            format!("{count}: {}{names}", why.label())
        };
        some.map(reason).collect()
    }

    /// The same, with the names of files that were left out and may be told.
    #[must_use]
    pub fn with_left_out_names(mut self, names: Vec<(LeftOut, String)>) -> Self {
        self.left_out_names = names;
        self
    }

    /// What a reader is told before the tables.
    fn reader_notes(&self) -> Vec<String> {
        let told = self.span_explanation().into_iter().chain(self.chosen).map(str::to_owned);
        let told = self
            .made_words()
            .into_iter()
            .chain(self.describe_origin())
            .chain(self.describe_sizes())
            .chain(told);
        let finds = self.finds.is_shown().then(|| FINDS.to_owned());
        told.chain([PROTECTION.to_owned()]).chain(finds).collect()
    }
}

/// What a picture is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Forms about persons.
    Persons,
    /// Finds that concern nobody.
    Finds,
}

impl PictureKind {
    /// What stands before the id of a table in CSV.
    fn id_prefix(self) -> &'static str {
        match self {
            Self::Persons => "",
            Self::Finds => "fynd/",
        }
    }

    /// What stands before the caption of a table.
    fn caption_prefix(self) -> &'static str {
        match self {
            Self::Persons => "",
            Self::Finds => "Fynd utan person. ",
        }
    }

    /// The id of the table of how many there are.
    fn table_id(self) -> &'static str {
        match self {
            Self::Persons => "blanketter",
            Self::Finds => "fynd",
        }
    }

    /// What is counted.
    fn counted_noun(self) -> &'static str {
        match self {
            Self::Persons => "Blanketter",
            Self::Finds => "Fynd utan person",
        }
    }
}

fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl ReportFormat {
    /// Every format.
    pub const ALL: &[Self] = &[
        Self::Text,
        Self::Csv,
        Self::Json,
        Self::Svg,
        Self::Html,
        #[cfg(feature = "pdf")]
        Self::Pdf,
        Self::Docx,
        Self::Md,
    ];

    /// Those that a reader opens: a table, a web page, and pages to print.
    pub const FOR_READERS: &[Self] = &[
        Self::Csv,
        Self::Html,
        #[cfg(feature = "pdf")]
        Self::Pdf,
    ];

    /// The id on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Html => "html",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Md => "md",
        }
    }

    /// What the names of its files end in.
    pub fn file_suffix(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Csv | Self::Json | Self::Svg | Self::Html | Self::Docx | Self::Md => self.id(),
            #[cfg(feature = "pdf")]
            Self::Pdf => self.id(),
        }
    }

    /// The format with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.id() == id)
    }
}

/// The report as bytes.
///
/// # Errors
/// Where the document would not be what it says it is.
pub fn render_report(report: &Report, format: ReportFormat) -> Result<Vec<u8>, RenderFault> {
    let page = |format| export::render_document(&page::document_of_report(report), format);
    match format {
        ReportFormat::Text => Ok(text::write(report).into_bytes()),
        ReportFormat::Csv => Ok(csv::write(report).into_bytes()),
        ReportFormat::Json => Ok(format!("{:#}\n", json::write(report)).into_bytes()),
        ReportFormat::Svg => Ok(svg::write(report).into_bytes()),
        ReportFormat::Html => page(PageFormat::Html),
        #[cfg(feature = "pdf")]
        ReportFormat::Pdf => page(PageFormat::Pdf),
        ReportFormat::Docx => page(PageFormat::Docx),
        ReportFormat::Md => page(PageFormat::Md),
    }
}

/// A count as it is shown.
pub fn cell_text(cell: Cell) -> String {
    match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Hidden => HIDDEN.to_owned(),
    }
}
