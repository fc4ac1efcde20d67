//! The bodies of records as JSON.
use crate::all_specs::*;
use crate::leaves;
use kaitai::{BytesReader, KResult, KStream, OptRc};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

type LibxcBody = AllSpecs_LibxcMigration_Content_Record_Body;
type LibxlBody = AllSpecs_LibxlMigration_LibxlContent_LibxlRecord_Body;
type BackBody = AllSpecs_ColoBackChannel_BackChannelRecord_Body;
type SectionType = AllSpecs_QemuDeviceState_DeviceStateSectionType;

pub fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// A text's octets; each character is one of ISO 8859-1.
pub fn text(given: &str) -> Value {
    json!(hex(&given.chars().map(|c| c as u8).collect::<Vec<_>>()))
}

pub fn sha(octets: &[u8]) -> Value {
    json!({"length": octets.len(), "sha256": hex(&Sha256::digest(octets))})
}

pub fn blob(given: &OptRc<AllSpecs_LibxcMigration_Blob>) -> KResult<Value> {
    Ok(sha(&given.data()?))
}

fn back_blob(given: &OptRc<AllSpecs_ColoBackChannel_BackChannelBlob>) -> KResult<Value> {
    Ok(sha(&given.data()?))
}

fn or_null<T>(given: &OptRc<T>, form: impl Fn(&OptRc<T>) -> KResult<Value>) -> KResult<Value> {
    if given.is_none() {
        Ok(Value::Null)
    } else {
        form(given)
    }
}

pub fn blob_or_null(given: &OptRc<AllSpecs_LibxcMigration_Blob>) -> KResult<Value> {
    or_null(given, blob)
}

pub fn back_blob_or_null(
    given: &OptRc<AllSpecs_ColoBackChannel_BackChannelBlob>,
) -> KResult<Value> {
    or_null(given, back_blob)
}

pub fn lazy(read: impl FnOnce() -> KResult<Value>) -> Value {
    read().unwrap_or_else(|_| json!("refused"))
}

pub fn each<T>(given: &[T], form: impl Fn(&T) -> KResult<Value>) -> KResult<Value> {
    Ok(Value::Array(
        given.iter().map(form).collect::<KResult<_>>()?,
    ))
}

fn words(given: &[u64]) -> KResult<Value> {
    each(given, |word| Ok(json!(word.to_string())))
}

pub fn libxc(body: &LibxcBody) -> KResult<Value> {
    use AllSpecs_LibxcMigration_Content_Record_Body::*;
    Ok(match body {
        AllSpecs_LibxcMigration_Content_PageData(b) => json!({
            "num_pfns": *b.header().num_pfns(),
            "reserved1": *b.header().reserved1(),
            "pfns": lazy(|| each(&b.pfns().entries()?, |e| {
                Ok(json!([*e.pfn()?, i64::from(&*e.page_type()?), *e.reserved1()?]))
            })),
            "pages": lazy(|| each(&b.pages().pages()?, blob)),
        }),
        AllSpecs_LibxcMigration_Content_X86PvInfo(b) => json!({
            "guest_width": *b.guest_width(),
            "num_pt_levels": *b.num_pt_levels(),
            "reserved1": *b.reserved1(),
            "reserved2": *b.reserved2(),
        }),
        AllSpecs_LibxcMigration_Content_X86PvP2mFrames(b) => json!({
            "start_pfn": *b.start_pfn(),
            "end_pfn": *b.end_pfn(),
            "pfns": lazy(|| words(&b.frames().pfns()?)),
        }),
        AllSpecs_LibxcMigration_Content_X86PvVcpuBasic(b) => {
            vcpu(*b.vcpu_id(), *b.reserved1(), leaves::xen_pv_context(&*b.context()?)?)
        }
        AllSpecs_LibxcMigration_Content_X86PvVcpuExtended(b) => {
            vcpu(*b.vcpu_id(), *b.reserved1(), leaves::pv_vcpu_extension(&*b.context()?)?)
        }
        AllSpecs_LibxcMigration_Content_X86PvVcpuXsave(b) => {
            vcpu(*b.vcpu_id(), *b.reserved1(), leaves::pv_vcpu_xsave(&*b.context()?)?)
        }
        AllSpecs_LibxcMigration_Content_X86PvVcpuMsrs(b) => {
            vcpu(*b.vcpu_id(), *b.reserved1(), leaves::msr_list(&*b.context()?)?)
        }
        AllSpecs_LibxcMigration_Content_SharedInfo(b) => {
            json!({"page": leaves::shared_info_page(&b.page())?})
        }
        AllSpecs_LibxcMigration_Content_X86TscInfo(b) => json!({
            "tsc_mode": i64::from(&*b.tsc_mode()?),
            "khz": *b.khz(),
            "nsec": b.nsec().to_string(),
            "incarnation": *b.incarnation(),
            "reserved1": *b.reserved1(),
        }),
        AllSpecs_XenHvmContext(b) => leaves::xen_hvm_context(b)?,
        AllSpecs_LibxcMigration_Content_HvmParams(b) => json!({
            "num_params": *b.header().num_params(),
            "reserved1": *b.header().reserved1(),
            "params": lazy(|| each(&b.params().entries()?, |p| {
                let param = i64::from(&*p.param()?) as u64;
                Ok(json!([param.to_string(), p.value().to_string()]))
            })),
        }),
        AllSpecs_LibxcMigration_Content_CheckpointDirtyPfnList(b) => {
            json!({"pfns": lazy(|| words(&b.pfns()?))})
        }
        AllSpecs_XenCpuPolicy(b) => leaves::xen_cpu_policy(b)?,
        AllSpecs_XenCpuPolicy_MsrList(b) => leaves::msr_list(b)?,
        AllSpecs_LibxcMigration_Blob(b) => blob(b)?,
    })
}

fn vcpu(id: u32, reserved1: u32, context: Value) -> Value {
    json!({"vcpu_id": id, "reserved1": reserved1, "context": context})
}

/// A CHECKPOINT_STATE. A number that an `if` leaves out is 0: the size of the body tells.
fn state(control: i64, reserved1: u32, io: &BytesReader) -> Value {
    json!({"control": control, "reserved1": (io.size() > 4).then_some(reserved1)})
}

pub fn libxl(body: &LibxlBody) -> KResult<Value> {
    use AllSpecs_LibxlMigration_LibxlContent_LibxlRecord_Body::*;
    Ok(match body {
        AllSpecs_LibxlMigration_LibxlContent_EmulatorXenstoreData(b) => json!({
            "emulator": i64::from(&*b.header().emulator()?),
            "index": *b.header().index(),
            "strings": lazy(|| each(&b.xenstore_data().strings()?, |given| Ok(text(given)))),
        }),
        AllSpecs_LibxlMigration_LibxlContent_EmulatorContext(b) => json!({
            "emulator": i64::from(&*b.header().emulator()?),
            "index": *b.header().index(),
            "context": blob(&b.context())?,
        }),
        AllSpecs_LibxlMigration_LibxlContent_CheckpointState(b) => {
            state(i64::from(&*b.control()?), *b.reserved1(), &b._io())
        }
        AllSpecs_LibxcMigration_Blob(b) => blob(b)?,
    })
}

pub fn colo_turn(turn: &AllSpecs_LibxlMigration_LibxlContent_ColoTurnRecord) -> KResult<Value> {
    let body = turn.colo_state();
    let (control, reserved1) = (i64::from(&*body.control()?), *body.reserved1());
    let io = body._io();
    Ok(state(control, reserved1, &io))
}

pub fn back_channel(body: &BackBody) -> KResult<Value> {
    use AllSpecs_ColoBackChannel_BackChannelRecord_Body::*;
    Ok(match body {
        AllSpecs_ColoBackChannel_BackChannelState(b) => {
            state(i64::from(&*b.control()?), *b.reserved1(), &b._io())
        }
        AllSpecs_ColoBackChannel_BackChannelDirtyPfnList(b) => {
            json!({"pfns": lazy(|| words(&b.pfns()?))})
        }
        AllSpecs_ColoBackChannel_BackChannelBlob(b) => back_blob(b)?,
    })
}

/// A section of qemu's. What an `if` leaves out is 0 or empty: the type of the section tells.
pub fn section_header(section: &AllSpecs_QemuDeviceState_SectionHeader) -> KResult<Value> {
    let (has_id, has_name) = (*section.has_id()?, *section.has_name()?);
    Ok(json!({
        "type": *section.type_id(),
        "named": !matches!(*section.section_type()?, SectionType::Unknown(_)),
        "section_id": has_id.then_some(*section.section_id()),
        "name": has_name.then(|| text(&section.name())),
        "instance_id": has_name.then_some(*section.instance_id()),
        "version": has_name.then_some(*section.version()),
    }))
}
