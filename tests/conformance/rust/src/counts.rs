//! How many records there are in all of a tree that a root read.
use crate::all_specs::*;
use kaitai::OptRc;
use serde_json::{json, Value};

#[derive(Default)]
pub struct Counts {
    libxl_records: usize,
    libxc_records: usize,
    colo_turns: usize,
}

impl Counts {
    pub fn of(root: &impl Tree) -> Value {
        let mut counts = Self::default();
        root.add_to(&mut counts);
        counts.told()
    }

    pub fn told(&self) -> Value {
        json!({
            "libxl_records": self.libxl_records,
            "libxc_records": self.libxc_records,
            "colo_turns": self.colo_turns,
        })
    }
}

/// What may have records.
pub trait Tree {
    fn add_to(&self, counts: &mut Counts);
}

/// A field; nothing is added for one that is not there.
impl<T: Tree> Tree for OptRc<T> {
    fn add_to(&self, counts: &mut Counts) {
        if !self.is_none() {
            (**self).add_to(counts);
        }
    }
}

impl<T: Tree> Tree for Vec<T> {
    fn add_to(&self, counts: &mut Counts) {
        self.iter().for_each(|each| each.add_to(counts));
    }
}

impl Tree for AllSpecs_XlMigrationWire {
    fn add_to(&self, counts: &mut Counts) {
        self.image().add_to(counts);
    }
}

impl Tree for AllSpecs_XlSaveImage {
    fn add_to(&self, counts: &mut Counts) {
        self.libxl().add_to(counts);
        self.libxc().add_to(counts);
    }
}

impl Tree for AllSpecs_LibvirtSaveImage {
    fn add_to(&self, counts: &mut Counts) {
        self.libxl().add_to(counts);
    }
}

impl Tree for AllSpecs_XapiSuspendImage {
    fn add_to(&self, counts: &mut Counts) {
        self.sections().add_to(counts);
        self.libxc().add_to(counts);
    }
}

impl Tree for AllSpecs_XapiSuspendImage_XapiSection {
    fn add_to(&self, counts: &mut Counts) {
        self.libxl().add_to(counts);
        self.libxc().add_to(counts);
    }
}

impl Tree for AllSpecs_LibxlMigration {
    fn add_to(&self, counts: &mut Counts) {
        self.contents().records().add_to(counts);
    }
}

impl Tree for AllSpecs_LibxlMigration_LibxlContent_LibxlRecord {
    fn add_to(&self, counts: &mut Counts) {
        counts.libxl_records += 1;
        self.libxc().add_to(counts);
        self.colo_turn().add_to(counts);
        self.libxc_continued().add_to(counts);
    }
}

impl Tree for AllSpecs_LibxlMigration_LibxlContent_ColoTurnRecord {
    fn add_to(&self, counts: &mut Counts) {
        counts.colo_turns += 1;
    }
}

impl Tree for AllSpecs_LibxcMigration {
    fn add_to(&self, counts: &mut Counts) {
        self.contents().add_to(counts);
    }
}

impl Tree for AllSpecs_LibxcMigration_EmbeddedStream {
    fn add_to(&self, counts: &mut Counts) {
        self.contents().add_to(counts);
    }
}

impl Tree for AllSpecs_LibxcMigration_Content {
    fn add_to(&self, counts: &mut Counts) {
        counts.libxc_records += self.records().len();
    }
}

impl Tree for AllSpecs_ColoBackChannel {
    fn add_to(&self, counts: &mut Counts) {
        counts.libxl_records += self.records().len();
    }
}

impl Tree for AllSpecs_QemuDeviceState {
    fn add_to(&self, _: &mut Counts) {}
}
