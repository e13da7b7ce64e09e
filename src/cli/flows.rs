//! `stegvis flows`: the routines there are.

use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::prose::visible;
use crate::routines::{self, Listed, Origin};

pub(super) fn run(console: &mut Console) -> Result<Exit, Failure> {
    let text: String = routines::list().iter().map(row).collect();
    console.result(text)?;
    Ok(Exit::Done)
}

fn row(listed: &Listed) -> String {
    let from = match &listed.origin {
        Origin::BuiltIn => "inbyggd".to_owned(),
        Origin::File(path) => crate::store::shown(path),
    };
    let about = match &listed.state {
        Ok(about) => visible(&format!("{}, version {}, {}", about.title, about.version, about.publisher)),
        Err(1) => "kan inte användas: 1 fel, se `stegvis check`".to_owned(),
        Err(faults) => format!("kan inte användas: {faults} fel, se `stegvis check`"),
    };
    format!("{}\n    {about}\n    {from}\n", visible(&listed.name))
}
