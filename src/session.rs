//! Walking: a verified flow and a log of events in, a position out. Where we are is never stored, always replayed.

pub mod answer;
pub mod change;
pub mod decline;
pub mod event;
pub mod marks;
pub mod period;
pub mod refusal;
pub mod replay;
pub mod spoken_time;
pub mod ticks;
pub mod walk;
