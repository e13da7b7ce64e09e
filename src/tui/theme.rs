//! Colours and emphasis. Colour is never the only sign: every style here is told apart without it too.

use ratatui::style::{Color, Modifier, Style};

use crate::profile::ThemeSetting;

/// The styles of the whole interface.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// The whole screen, under everything.
    pub ground: Style,
    /// Running text.
    pub text: Style,
    /// The question or heading of a page.
    pub heading: Style,
    /// Secondary text: sources, hints, the trail.
    pub quiet: Style,
    /// What the cursor stands on.
    pub selected: Style,
    /// Keys in the key bar.
    pub key: Style,
    /// Acute danger.
    pub urgent: Style,
    /// Something that wants attention.
    pub attention: Style,
    /// Found to be identifying, in text being typed.
    pub found: Style,
    /// A word that the dictionary does not have.
    pub unknown: Style,
}

/// Which colours the terminal is to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorSupport {
    /// None: bold, underline and reverse only.
    None,
    /// The sixteen colours every terminal has, as its owner has set them.
    Sixteen,
    /// The 256 that are the same in every terminal that has them.
    Many,
}

impl Theme {
    /// The terminal's own colours, with a few of the sixteen.
    pub fn new(colours: ColorSupport) -> Self {
        Self::from_look(ThemeSetting::Auto, colours)
    }

    /// The theme of a look, in the colours the terminal has.
    pub fn from_look(look: ThemeSetting, colours: ColorSupport) -> Self {
        let mono = Self::mono();
        match (look, colours) {
            (_, ColorSupport::None) | (ThemeSetting::Mono, ColorSupport::Sixteen | ColorSupport::Many) => {
                mono
            }
            (ThemeSetting::Auto, ColorSupport::Sixteen | ColorSupport::Many) => mono.with_warnings(),
            (ThemeSetting::Light, ColorSupport::Sixteen) => {
                mono.with_ground(Color::Black, Color::Gray).with_warnings()
            }
            (ThemeSetting::Dark, ColorSupport::Sixteen) => {
                mono.with_ground(Color::Gray, Color::Black).with_warnings()
            }
            (ThemeSetting::HighContrast, ColorSupport::Sixteen) => {
                mono.with_ground(Color::White, Color::Black)
            }
            (ThemeSetting::Light, ColorSupport::Many) => Self::light(),
            (ThemeSetting::Dark, ColorSupport::Many) => Self::dark(),
            (ThemeSetting::HighContrast, ColorSupport::Many) => Self::high_contrast(),
        }
    }

    /// The same theme for the wall of a room: everything bold, and white on black where there are colours.
    #[must_use]
    pub fn for_a_room(self) -> Self {
        let lit = |style: Style| match self.urgent.bg {
            Some(_) => style.add_modifier(Modifier::BOLD).fg(Color::White).bg(Color::Black),
            None => style.add_modifier(Modifier::BOLD),
        };
        Self {
            ground: lit(self.ground),
            text: lit(self.text),
            heading: lit(self.heading),
            quiet: lit(self.quiet),
            selected: lit(self.selected),
            key: lit(self.key),
            urgent: self.urgent,
            attention: lit(self.attention),
            found: lit(self.found),
            unknown: lit(self.unknown),
        }
    }

    /// What tells everything apart without colours.
    fn mono() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        Self {
            ground: plain,
            text: plain,
            heading: bold,
            quiet: plain,
            selected: reversed,
            key: bold,
            urgent: reversed.add_modifier(Modifier::BOLD),
            attention: bold.add_modifier(Modifier::UNDERLINED),
            found: plain.add_modifier(Modifier::UNDERLINED),
            unknown: plain.add_modifier(Modifier::ITALIC),
        }
    }

    fn light() -> Self {
        let mono = Self::mono().with_ground(Color::Indexed(16), Color::Indexed(231));
        Self {
            quiet: mono.quiet.fg(Color::Indexed(239)),
            key: mono.key.fg(Color::Indexed(18)),
            found: mono.found.fg(Color::Indexed(88)),
            ..mono.with_warning_colors(Color::Indexed(16), Color::Indexed(222))
        }
    }

    fn dark() -> Self {
        let mono = Self::mono().with_ground(Color::Indexed(254), Color::Indexed(16));
        Self {
            quiet: mono.quiet.fg(Color::Indexed(249)),
            key: mono.key.fg(Color::Indexed(117)),
            found: mono.found.fg(Color::Indexed(222)),
            ..mono.with_warning_colors(Color::Indexed(16), Color::Indexed(222))
        }
    }

    fn high_contrast() -> Self {
        let mono = Self::mono().with_ground(Color::Indexed(231), Color::Indexed(16));
        let yellow = Color::Indexed(226);
        Self {
            key: mono.key.fg(yellow),
            found: mono.found.fg(yellow),
            ..mono.with_warning_colors(Color::Indexed(16), yellow)
        }
    }

    /// On a ground of its own.
    fn with_ground(self, fg: Color, bg: Color) -> Self {
        Self { ground: self.ground.fg(fg).bg(bg), ..self }
    }

    /// With the two warnings in colours that stand out on any ground.
    fn with_warnings(self) -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        Self {
            urgent: bold.fg(Color::White).bg(Color::Red),
            attention: self.attention.fg(Color::White).bg(Color::Blue),
            ..self
        }
    }

    /// The same in colours that every terminal shows alike.
    fn with_warning_colors(self, fg: Color, bg: Color) -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        Self {
            urgent: bold.fg(Color::Indexed(231)).bg(Color::Indexed(88)),
            attention: self.attention.fg(fg).bg(bg),
            ..self
        }
    }

    /// Every style with its name.
    #[cfg(test)]
    fn styles(&self) -> [(&'static str, Style); 9] {
        let Self { ground: _, text, heading, quiet, selected, key, urgent, attention, found, unknown } =
            *self;
        [
            ("text", text),
            ("heading", heading),
            ("quiet", quiet),
            ("selected", selected),
            ("key", key),
            ("urgent", urgent),
            ("attention", attention),
            ("found", found),
            ("unknown", unknown),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rgb = (u8, u8, u8);

    /// The sixteen colours as four common terminals show them: the Linux console, xterm, Windows Terminal (Campbell) and
    /// GNOME Terminal (Tango). Red, blue and the greys are what the themes use of them.
    const PALETTES: [(&str, [(Color, Rgb); 5]); 4] = [
        ("linux", palette((0, 0, 0), (170, 0, 0), (0, 0, 170), (170, 170, 170), (255, 255, 255))),
        ("xterm", palette((0, 0, 0), (205, 0, 0), (0, 0, 238), (229, 229, 229), (255, 255, 255))),
        ("campbell", palette((12, 12, 12), (197, 15, 31), (0, 55, 218), (204, 204, 204), (242, 242, 242))),
        ("tango", palette((46, 52, 54), (204, 0, 0), (52, 101, 164), (211, 215, 207), (238, 238, 236))),
    ];

    const fn palette(black: Rgb, red: Rgb, blue: Rgb, gray: Rgb, white: Rgb) -> [(Color, Rgb); 5] {
        [
            (Color::Black, black),
            (Color::Red, red),
            (Color::Blue, blue),
            (Color::Gray, gray),
            (Color::White, white),
        ]
    }

    /// A colour as a terminal shows it; those above 15 are the same everywhere: a cube of six, then greys.
    fn rgb(colour: Color, palette: &[(Color, Rgb)]) -> Rgb {
        let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        if let Some((_, known)) = palette.iter().find(|(known, _)| *known == colour) {
            return *known;
        }
        let Color::Indexed(index) = colour else { panic!("{colour:?} is in no palette") };
        match index {
            grey @ 232.. => (8 + 10 * (grey - 232), 8 + 10 * (grey - 232), 8 + 10 * (grey - 232)),
            cube @ 16.. => (level((cube - 16) / 36), level((cube - 16) / 6 % 6), level((cube - 16) % 6)),
            named => panic!("{named} is in no palette"),
        }
    }

    /// Relative luminance, after WCAG 2.2.
    fn luminance((r, g, b): Rgb) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    /// The contrast of text on its ground, after WCAG 2.2; `None` where both are the terminal owner's own.
    fn contrast(theme: &Theme, style: Style, palette: &[(Color, Rgb)]) -> Option<f64> {
        let style = theme.ground.patch(style);
        let (fg, bg) = (luminance(rgb(style.fg?, palette)), luminance(rgb(style.bg?, palette)));
        Some((fg.max(bg) + 0.05) / (fg.min(bg) + 0.05))
    }

    #[test]
    fn every_text_is_readable_on_its_ground() {
        let mut measured = 0;
        for look in ThemeSetting::ALL {
            for colours in [ColorSupport::None, ColorSupport::Sixteen, ColorSupport::Many] {
                let theme = Theme::from_look(look, colours);
                let wanted = if look == ThemeSetting::HighContrast { 7.0 } else { 4.5 };
                for ((name, palette), (which, style)) in
                    PALETTES.iter().flat_map(|palette| theme.styles().map(|style| (palette, style)))
                {
                    let Some(contrast) = contrast(&theme, style, palette) else { continue };
                    assert!(contrast >= wanted, "{look:?} {colours:?} {which} i {name}: {contrast:.2}");
                    measured += 1;
                }
            }
        }
        assert!(measured > 150, "{measured}");
    }

    #[test]
    fn nothing_is_half_coloured() {
        for look in ThemeSetting::ALL {
            for colours in [ColorSupport::None, ColorSupport::Sixteen, ColorSupport::Many] {
                let theme = Theme::from_look(look, colours);
                for (which, style) in theme.styles() {
                    let style = theme.ground.patch(style);
                    assert_eq!(style.fg.is_some(), style.bg.is_some(), "{look:?} {colours:?} {which}");
                }
            }
        }
    }

    #[test]
    fn without_colour_what_matters_still_stands_out() {
        for look in ThemeSetting::ALL {
            for colours in [ColorSupport::None, ColorSupport::Sixteen, ColorSupport::Many] {
                let theme = Theme::from_look(look, colours);
                for style in
                    [theme.heading, theme.selected, theme.key, theme.urgent, theme.attention, theme.found]
                {
                    assert!(!style.add_modifier.is_empty(), "{look:?} {colours:?}");
                }
                assert_ne!(theme.urgent, theme.attention);
            }
        }
    }
}
