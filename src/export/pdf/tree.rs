//! The tag tree while it grows: nodes that point to slots, which the painted lines fill.

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

use super::LANGUAGE;

/// A node of the tree, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Branch(usize);

/// The tree.
#[derive(Debug, Default)]
pub(super) struct Tree {
    roots: Vec<Branch>,
    nodes: Vec<(TagKind, Vec<Child>)>,
    slots: usize,
}

#[derive(Debug, Clone, Copy)]
enum Child {
    Branch(Branch),
    Slot(usize),
}

impl Tree {
    /// A new node at the top.
    pub(super) fn root(&mut self, tag: impl Into<TagKind>) -> Branch {
        let branch = self.node(tag.into());
        self.roots.push(branch);
        branch
    }

    /// A new last child of a node.
    pub(super) fn under(&mut self, above: Branch, tag: impl Into<TagKind>) -> Branch {
        let branch = self.node(tag.into());
        self.push(above, Child::Branch(branch));
        branch
    }

    /// A new slot, last under a node.
    pub(super) fn slot(&mut self, above: Branch) -> usize {
        let slot = self.slots;
        self.slots += 1;
        self.push(above, Child::Slot(slot));
        slot
    }

    /// How many slots there are.
    pub(super) fn slots(&self) -> usize {
        self.slots
    }

    /// The tree with its slots filled.
    pub(super) fn filled(&self, slots: &[Option<Identifier>]) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        for root in &self.roots {
            if let Some(group) = self.group(*root, slots) {
                tree.push(group);
            }
        }
        tree
    }

    fn group(&self, branch: Branch, slots: &[Option<Identifier>]) -> Option<TagGroup> {
        let (tag, children) = self.nodes.get(branch.0)?;
        let mut group = TagGroup::new(tag.clone());
        for child in children {
            let child: Option<Node> = match child {
                Child::Branch(branch) => self.group(*branch, slots).map(Node::from),
                Child::Slot(slot) => slots.get(*slot).copied().flatten().map(Node::from),
            };
            if let Some(child) = child {
                group.push(child);
            }
        }
        Some(group)
    }

    fn node(&mut self, tag: TagKind) -> Branch {
        self.nodes.push((tag, Vec::new()));
        Branch(self.nodes.len() - 1)
    }

    fn push(&mut self, above: Branch, child: Child) {
        if let Some((_, children)) = self.nodes.get_mut(above.0) {
            children.push(child);
        }
    }
}
