//! The one integration binary.

#[cfg(test)]
mod language;
#[cfg(test)]
mod schema;
