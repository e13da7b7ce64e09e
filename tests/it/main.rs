//! The one integration binary.

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod language;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod tui;
