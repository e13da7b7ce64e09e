//! Which format a file is written in: the one asked for, which its name must not gainsay.

use std::path::Path;

use super::failure::Failure;
use crate::store::display_path;

/// The formats something can be written in, as far as names of files are concerned.
pub(super) struct FormatChoice<F: 'static> {
    /// Every format, with the ending of its files.
    pub(super) known: Vec<(F, &'static str)>,
    /// The one that is meant where nothing says which.
    pub(super) usual: F,
}

impl<F: Copy + PartialEq> FormatChoice<F> {
    /// The format asked for, or the one that the file's name ends in, or the usual one.
    ///
    /// # Errors
    /// [`Failure::Ending`] where the two disagree, or no format has that ending.
    pub(super) fn choose_format(&self, asked: Option<F>, output: Option<&Path>) -> Result<F, Failure> {
        let named = output.filter(|path| path.as_os_str() != "-");
        let Some((path, ending)) = named.and_then(|path| Some((path, path.extension()?))) else {
            return Ok(asked.unwrap_or(self.usual));
        };
        let ending = ending.to_string_lossy().to_lowercase();
        let meant = self.known.iter().find(|(_, known)| *known == ending).map(|(format, _)| *format);
        match (meant, asked) {
            (Some(meant), None) => Ok(meant),
            (Some(meant), Some(asked)) if meant == asked => Ok(asked),
            (Some(_) | None, Some(asked)) => {
                Err(Failure::Ending(display_path(path), vec![self.ending(asked)]))
            }
            (None, None) => {
                Err(Failure::Ending(display_path(path), self.known.iter().map(|(_, known)| *known).collect()))
            }
        }
    }

    fn ending(&self, format: F) -> &'static str {
        self.known.iter().find(|(known, _)| *known == format).map_or("", |(_, ending)| *ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_says_something_else_is_refused() {
        let endings = FormatChoice { known: vec![(1, "pdf"), (2, "html")], usual: 1 };
        let choose = |asked, output: &str| endings.choose_format(asked, Some(Path::new(output))).ok();
        assert_eq!(choose(None, "x.HTML"), Some(2));
        assert_eq!(
            (choose(None, "x"), choose(Some(2), "x"), choose(Some(2), "-")),
            (Some(1), Some(2), Some(2))
        );
        assert_eq!(
            (choose(None, "x.docx"), choose(Some(1), "x.docx"), choose(Some(1), "x.html")),
            (None, None, None)
        );
        assert_eq!(endings.choose_format(None, None).ok(), Some(1));
    }
}
