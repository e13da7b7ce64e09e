//! A file that is no flow, checked against its table of keys by the same reader: every fault of its shape in one pass.
//! What the words in it name is for its own module to resolve, in a tree that is then known to be whole.

use super::Lowering;
use super::fields::{FileNoun, Slot};
use super::scalar::{MOST, describe_wanted};
use crate::diagnostic::Diagnostic;
use crate::flow::model::TextRemark;
use crate::flow::shape::{Shape, ShapeKey, ValueKind};
use crate::flow::tree::{YamlNode, YamlValue};
use crate::flow::yaml;
use crate::source::{FileId, SourceFile};

/// The tree of a file of the right shape.
#[derive(Debug)]
pub(crate) struct ShapedFile {
    /// The tree.
    pub(crate) tree: YamlNode,
    /// What is to be said of its texts.
    pub(crate) remarks: Vec<TextRemark>,
}

/// Parses a file, and checks it against its table.
///
/// # Errors
/// Every fault of its text, else every fault of its shape, in the order of the file. A character that does not show is
/// one: nobody is asked about it later, as they are about a flow's.
pub(crate) fn parse_shape(
    file: &SourceFile,
    id: FileId,
    shape: &'static Shape,
    whole: FileNoun,
) -> Result<ShapedFile, Vec<Diagnostic>> {
    let tree = yaml::parse_yaml(file, id)?;
    let remarks = check_shape(file, &tree, shape, whole)?;
    Ok(ShapedFile { tree, remarks })
}

/// Checks the tree of a file against its table, and returns what is to be said of its texts.
///
/// # Errors
/// As [`parse_shape`].
pub(crate) fn check_shape(
    file: &SourceFile,
    tree: &YamlNode,
    shape: &'static Shape,
    whole: FileNoun,
) -> Result<Vec<TextRemark>, Vec<Diagnostic>> {
    let mut lowering = Lowering::from_root(tree, whole);
    lowering.texts = vec![file];
    lowering.check_map(lowering.root_slot(tree), shape);
    let remarks = std::mem::take(&mut lowering.remarks);
    for remark in &remarks {
        if let TextRemark::Hidden(hidden) = remark {
            lowering.report_hidden_character(hidden.value, hidden.span);
        }
    }
    lowering.finish(Some(remarks))
}

impl<'t> Lowering<'t> {
    fn check_map(&mut self, slot: Slot<'t>, shape: &'static Shape) {
        let Some(fields) = self.read_fields(slot, shape) else { return };
        let check = |ShapeKey { name, value, .. }: &'static ShapeKey| {
            if let Some(slot) = fields.get_slot(name) {
                self.check_value(slot, value);
            }
        };
        shape.all_keys().for_each(check);
    }

    fn check_value(&mut self, slot: Slot<'t>, kind: &'static ValueKind) {
        match kind {
            ValueKind::Format => self.check_format(slot),
            ValueKind::Line => _ = self.read_line(slot),
            ValueKind::Text => _ = self.read_text(slot),
            ValueKind::Id => _ = self.read_id(slot),
            ValueKind::Date => _ = self.read_date(slot),
            ValueKind::Count(least) => _ = self.read_count(slot, *least, MOST),
            ValueKind::Truth => _ = self.read_bool(slot),
            ValueKind::Word(words) => _ = self.one_of(slot, words),
            ValueKind::Map(shape) | ValueKind::OneKey(shape) => self.check_map(slot, shape),
            ValueKind::List(kind, least) => self.check_list(slot, kind, *least),
            ValueKind::IdMap(kind, least) => self.check_id_map(slot, kind, *least),
            ValueKind::OneOrList(kind) if matches!(slot.node.value, YamlValue::Seq(_)) => {
                self.check_list(slot, kind, 1);
            }
            ValueKind::OneOrList(kind) => self.check_value(slot, kind),
            ValueKind::Either(first, second) => {
                self.check_value(slot, if is_written_as(second, slot.node) { second } else { first });
            }
            ValueKind::FieldValue => self.check_field_value(slot, kind),
            // These name steps, which only flows declare.
            ValueKind::OneOf(..) | ValueKind::Guard | ValueKind::Target => {}
        }
    }

    /// That something stands there; what it is is for the field to say.
    fn check_field_value(&mut self, slot: Slot<'t>, kind: &ValueKind) {
        let is_text = |node: &YamlNode| matches!(node.value, YamlValue::Text(_));
        let fits = match &slot.node.value {
            YamlValue::Text(_) => true,
            YamlValue::Seq(items) => items.iter().all(is_text),
            YamlValue::Null | YamlValue::Map(_) => false,
        };
        if !fits {
            self.report_wrong_type(slot, describe_wanted(kind));
        }
    }

    fn check_list(&mut self, slot: Slot<'t>, kind: &'static ValueKind, least: usize) {
        for item in self.read_items(slot, least) {
            self.check_value(slot.with_item(item), kind);
        }
    }

    fn check_id_map(&mut self, slot: Slot<'t>, kind: &'static ValueKind, least: usize) {
        let entries = self.read_register(Some(slot));
        if least > 0 {
            self.not_empty(Some(slot));
        }
        for entry in entries {
            self.check_value(Slot::from_entry(entry), kind);
        }
    }
}

/// Whether a value written so is meant to be of this kind, rather than of another.
fn is_written_as(kind: &ValueKind, node: &YamlNode) -> bool {
    match node.value {
        YamlValue::Seq(_) => matches!(kind, ValueKind::List(..)),
        YamlValue::Map(_) => matches!(kind, ValueKind::Map(_)),
        YamlValue::Null | YamlValue::Text(_) => !matches!(kind, ValueKind::List(..) | ValueKind::Map(_)),
    }
}
