//! The one integration binary.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod language;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod plain;
#[cfg(test)]
#[cfg(unix)]
mod pty;
#[cfg(test)]
#[cfg(unix)]
mod readme;
#[cfg(test)]
mod prove;
#[cfg(test)]
mod random;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod store;
#[cfg(test)]
mod told;
#[cfg(test)]
mod tui;
#[cfg(test)]
mod world;
