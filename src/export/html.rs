//! The form as a web page: one file, no script, nothing loaded; light and dark, on screen and on paper.

use super::Purpose;
use super::markup::escape_markup;
use super::sheet::{self, DIARY, EMPTY, EXERCISE, EXERCISE_TOLD, FOOT, LaidOutAnswer};
use crate::form::deidentified::DeidentifiedForm;
use crate::form::model::{ActRow, FormRow, FormSection, Tick, TickState};

/// The looks. Every pair of colours in it has a contrast of at least 4.5 to 1.
const STYLE: &str = include_str!("html/style.css");

/// The page as UTF-8.
pub fn write(form: &DeidentifiedForm, purpose: Purpose) -> Vec<u8> {
    let form = form.content();
    let sections: String = form.sections.iter().enumerate().map(render_section).collect();
    let head = format!(
        "<h1>{title}</h1>\n<p class=\"diary\">{DIARY}: <span class=\"blank\">fylls i för hand</span></p>\n",
        title = escape_markup(&form.title),
    );
    render_page(&form.title, purpose, &head, &sections, &render_facts(FOOT, &sheet::origin_facts(form)))
}

/// A whole page as UTF-8: its head, what stands under it and its foot, each of them HTML.
pub(super) fn render_page(title: &str, purpose: Purpose, head: &str, main: &str, foot: &str) -> Vec<u8> {
    let before = match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => format!("{EXERCISE}: "),
    };
    let (title, banner) = (escape_markup(title), render_banner(purpose));
    let body = format!("{banner}<main>\n<header>\n{head}</header>\n{main}</main>\n{foot}");
    format!(
        "<!doctype html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{before}{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
    .into_bytes()
}

fn render_banner(purpose: Purpose) -> String {
    match purpose {
        Purpose::Case => String::new(),
        Purpose::Exercise => {
            format!(
                "<aside class=\"exercise\" aria-label=\"Övning\">{EXERCISE_TOLD}</aside>\n\
                 <div class=\"mark\" aria-hidden=\"true\">{EXERCISE}</div>\n"
            )
        }
    }
}

fn render_section((at, section): (usize, &FormSection)) -> String {
    let id = format!("avsnitt-{}", at + 1);
    let rows: String = section.rows.iter().map(render_row).collect();
    let title = escape_markup(&section.title);
    format!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n{rows}</section>\n")
}

fn render_row(row: &FormRow) -> String {
    let label = escape_markup(&row.label);
    let value = match sheet::lay_out_answer(&row.entry) {
        LaidOutAnswer::Acts(acts) => return render_table(&label, acts) + &render_note(row),
        LaidOutAnswer::Ticks(ticks) => {
            format!("<ul class=\"ticks\">\n{}</ul>", ticks.into_iter().map(render_tick).collect::<String>())
        }
        LaidOutAnswer::Lines(lines) => {
            lines.iter().map(|line| escape_markup(line)).collect::<Vec<_>>().join("<br>\n")
        }
        LaidOutAnswer::Empty => format!("<span class=\"empty\">{EMPTY}</span>"),
    };
    format!("<dl>\n<dt>{label}</dt>\n<dd>{value}</dd>\n</dl>\n")
}

fn render_tick(tick: &Tick) -> String {
    let (class, mark, words) = match tick.state {
        TickState::On => ("on", '☒', "Ikryssat"),
        TickState::Off => ("off", '☐', "Inte ikryssat"),
    };
    let text = escape_markup(&tick.text);
    format!(
        "<li class=\"{class}\"><span class=\"box\" aria-hidden=\"true\">{mark}</span> \
         <span class=\"heard\">{words}: </span>{text}</li>\n"
    )
}

/// What a reader is to know of what stands in the field.
fn render_note(row: &FormRow) -> String {
    row.entry
        .note()
        .map(|note| format!("<p class=\"note\">{}</p>\n", escape_markup(note)))
        .unwrap_or_default()
}

fn render_table(label: &str, acts: &[ActRow]) -> String {
    let row = |act: &ActRow| {
        let text = escape_markup(&act.text);
        format!("<tr><th scope=\"row\">{text}</th><td>{}</td></tr>\n", act.state.label())
    };
    let rows: String = acts.iter().map(row).collect();
    format!(
        "<table>\n<caption>{label}</caption>\n<thead>\n<tr><th scope=\"col\">Åtgärd</th><th scope=\"col\">Läge</th>\
         </tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

/// The foot: where the page comes from.
pub(super) fn render_facts(heading: &str, facts: &[sheet::OriginFact]) -> String {
    let fact = |fact: &sheet::OriginFact| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>\n", fact.label, escape_markup(&fact.value))
    };
    let facts: String = facts.iter().map(fact).collect();
    format!("<footer>\n<h2>{heading}</h2>\n<dl class=\"facts\">\n{facts}</dl>\n</footer>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn sample_page(purpose: Purpose) -> String {
        String::from_utf8(write(&sample::sample_form(), purpose)).unwrap()
    }

    #[test]
    fn a_form_is_a_page() {
        let page = sample_page(Purpose::Case);
        let body = page.split_once("</style>").unwrap().1;
        insta::assert_snapshot!(body);
    }

    #[test]
    fn nothing_is_loaded_and_nothing_runs() {
        let page = sample_page(Purpose::Exercise);
        for word in
            ["<script", "<link", "<img", "src=", "href=", "url(", "@import", "http://", "https://", " on"]
        {
            let attribute = word == " on";
            let found = if attribute {
                page.contains(" onload=") || page.contains(" onclick=")
            } else {
                page.contains(word)
            };
            assert!(!found, "{word}");
        }
    }

    #[test]
    fn an_exercise_says_so_in_its_title_and_on_every_page() {
        let page = sample_page(Purpose::Exercise);
        assert!(page.contains("<title>ÖVNING: ") && page.contains("class=\"exercise\""));
        // On paper the mark stands behind every page.
        assert!(page.contains("<div class=\"mark\" aria-hidden=\"true\">ÖVNING</div>"));
        assert!(page.contains("position: fixed"));
    }

    #[test]
    fn the_colours_are_far_enough_apart() {
        // Text, background: the light pairs, then the dark ones, as they stand in the style sheet.
        let pairs = [
            ("1b1b1b", "ffffff"),
            ("595959", "ffffff"),
            ("1b1b1b", "eef2f6"),
            ("ffffff", "a3173a"),
            ("f2f2f2", "16181b"),
            ("b4b4b4", "16181b"),
            ("f2f2f2", "262b31"),
        ];
        for (text, ground) in pairs {
            assert!(STYLE.contains(text) && STYLE.contains(ground), "{text} {ground}");
            assert!(contrast_ratio(text, ground) >= 4.5, "{text} {ground}: {}", contrast_ratio(text, ground));
        }
    }

    /// The contrast of two colours as WCAG 2.2 counts it.
    fn contrast_ratio(one: &str, other: &str) -> f64 {
        let (one, other) = (relative_luminance(one), relative_luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn relative_luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(colour.get(at..at + 2).unwrap(), 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }
}
