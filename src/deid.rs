//! De-identification: text in, findings out. A leaf that knows no other module.

pub mod screened;
