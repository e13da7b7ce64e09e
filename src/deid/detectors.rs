//! One file per kind of identifier. Each exposes a `find_…`: a page in, candidates out.

pub(super) mod address;
pub(super) mod age;
pub(super) mod bank_account;
pub(super) mod coordinates;
pub(super) mod date;
pub(super) mod document_number;
pub(super) mod email;
pub(super) mod handle;
pub(super) mod institution;
pub(super) mod identity_number;
pub(super) mod network_address;
pub(super) mod person;
pub(super) mod phone;
pub(super) mod plate;
pub(super) mod property;
pub(super) mod relation;
pub(super) mod role;
pub(super) mod school;
pub(super) mod school_class;
pub(super) mod script;
pub(super) mod spaced;
pub(super) mod url;
