//! `stegvis schema`: the JSON Schema of a kind of file.

use super::args::{SchemaArguments, SchemaOf};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use crate::{answers, export, flow, plan, profile, scenario};

pub(super) fn print_schema(schema: &SchemaArguments, console: &mut Console) -> Result<Exit, Failure> {
    let text = match schema.of {
        SchemaOf::Flow => flow::schema::flow_schema(),
        SchemaOf::Form => export::json::build_schema(),
        SchemaOf::Answers => answers::shape::answers_schema(),
        SchemaOf::Scenario => scenario::shape::scenario_schema(),
        SchemaOf::Plan => plan::shape::plan_schema(),
        SchemaOf::Profile => profile::shape::profile_schema(),
    };
    console.write_result(format!("{text:#}\n"))?;
    Ok(Exit::Done)
}
