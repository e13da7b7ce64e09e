//! The result of a walk: a form filled from what was decided, and the gate it must pass before any byte is written.

pub mod advice;
pub mod coarsen;
pub mod correct;
pub mod deidentified;
pub mod fill;
pub mod model;
pub mod review;
