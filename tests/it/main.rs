//! The one integration binary.

#![expect(
    clippy::disallowed_methods,
    reason = "tests lay out their own folders, start the program and look at what it did"
)]

#[cfg(test)]
mod answers;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod attacks;
#[cfg(test)]
mod checking;
#[cfg(test)]
mod choices;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod conforms;
#[cfg(test)]
mod correct;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod declining;
#[cfg(test)]
mod doctored;
#[cfg(test)]
mod docs;
mod doctor;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod duckdb;
#[cfg(test)]
mod effort;
#[cfg(test)]
mod export;
#[cfg(test)]
mod flows_new;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod hurried;
#[cfg(test)]
mod inbox;
#[cfg(test)]
mod inbox_page;
#[cfg(test)]
mod interrupted;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod language;
#[cfg(test)]
mod law;
#[cfg(test)]
mod left_to_do;
#[cfg(test)]
mod lines_reach;
#[cfg(test)]
mod leaks;
#[cfg(test)]
mod left_over;
#[cfg(test)]
mod lobby;
#[cfg(test)]
mod map;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod memory;
#[cfg(test)]
mod mutants;
#[cfg(test)]
mod odd_files;
#[cfg(test)]
mod offered;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod page;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod pdf;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod plan_page;
#[cfg(test)]
mod plan_traced;
#[cfg(test)]
mod planned;
#[cfg(test)]
mod present;
#[cfg(test)]
mod profile;
#[cfg(test)]
mod prose;
#[cfg(test)]
mod prove;
#[cfg(test)]
mod pty;
#[cfg(test)]
mod quiz;
#[cfg(test)]
mod random;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod recipes;
#[cfg(test)]
mod rehearsal;
#[cfg(test)]
mod reported;
#[cfg(test)]
mod review;
#[cfg(test)]
mod rule_pages;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod scenario;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod scrollback;
#[cfg(test)]
mod shared;
#[cfg(test)]
mod shelf;
#[cfg(test)]
mod skip;
#[cfg(test)]
mod start_page;
#[cfg(test)]
mod store;
#[cfg(test)]
mod subject;
#[cfg(test)]
mod summary;
#[cfg(test)]
mod syscalls;
#[cfg(test)]
mod told;
#[cfg(test)]
mod training;
#[cfg(test)]
mod training_noted;
#[cfg(test)]
mod traps;
#[cfg(test)]
mod tui;
#[cfg(test)]
mod typed;
#[cfg(test)]
mod undone;
#[cfg(test)]
mod unmeant;
#[cfg(test)]
mod walks;
#[cfg(test)]
mod world;
#[cfg(test)]
mod writing;
