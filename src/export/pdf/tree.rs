//! The tag tree while it grows: nodes that point to slots, which the painted lines fill.

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

use super::LANGUAGE;

/// A node of the tree, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TagNode(usize);

/// The tree.
#[derive(Debug, Default)]
pub(super) struct TagTreeBuilder {
    roots: Vec<TagNode>,
    nodes: Vec<(TagKind, Vec<TagChild>)>,
    slots: usize,
}

#[derive(Debug, Clone, Copy)]
enum TagChild {
    Branch(TagNode),
    Slot(usize),
}

impl TagTreeBuilder {
    /// A new node at the top.
    pub(super) fn add_root(&mut self, tag: impl Into<TagKind>) -> TagNode {
        let branch = self.add_node(tag.into());
        self.roots.push(branch);
        branch
    }

    /// A new last child of a node.
    pub(super) fn add_child(&mut self, above: TagNode, tag: impl Into<TagKind>) -> TagNode {
        let branch = self.add_node(tag.into());
        self.push_child(above, TagChild::Branch(branch));
        branch
    }

    /// A new slot, last under a node.
    pub(super) fn add_slot(&mut self, above: TagNode) -> usize {
        let slot = self.slots;
        self.slots += 1;
        self.push_child(above, TagChild::Slot(slot));
        slot
    }

    /// How many slots there are.
    pub(super) fn slot_count(&self) -> usize {
        self.slots
    }

    /// The tree with its slots filled.
    pub(super) fn fill_slots(&self, slots: &[Option<Identifier>]) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        for root in &self.roots {
            if let Some(group) = self.build_group(*root, slots) {
                tree.push(group);
            }
        }
        tree
    }

    fn build_group(&self, branch: TagNode, slots: &[Option<Identifier>]) -> Option<TagGroup> {
        let (tag, children) = self.nodes.get(branch.0)?;
        let mut group = TagGroup::new(tag.clone());
        for child in children {
            let child: Option<Node> = match child {
                TagChild::Branch(branch) => self.build_group(*branch, slots).map(Node::from),
                TagChild::Slot(slot) => slots.get(*slot).copied().flatten().map(Node::from),
            };
            if let Some(child) = child {
                group.push(child);
            }
        }
        Some(group)
    }

    fn add_node(&mut self, tag: TagKind) -> TagNode {
        self.nodes.push((tag, Vec::new()));
        TagNode(self.nodes.len() - 1)
    }

    fn push_child(&mut self, above: TagNode, child: TagChild) {
        if let Some((_, children)) = self.nodes.get_mut(above.0) {
            children.push(child);
        }
    }
}
