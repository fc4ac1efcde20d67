//! Reads a stream record by record, so that the place of a refusal is exact.
use crate::all_specs::*;
use crate::bodies;
use crate::counts::{Counts, Tree};
use crate::leaves;
use kaitai::{BytesReader, KResult, KStream, KStruct, OptRc, SharedType};
use serde_json::{json, Value};

type ImageHeader = AllSpecs_LibxcMigration_ImageHeader;
type Content = AllSpecs_LibxcMigration_Content;
type DomainHeader = AllSpecs_LibxcMigration_Content_DomainHeader;
type Record = AllSpecs_LibxcMigration_Content_Record;
type RecordType = AllSpecs_LibxcMigration_RecordType;

type LibxlHeader = AllSpecs_LibxlMigration_LibxlHeader;
type LibxlRecord = AllSpecs_LibxlMigration_LibxlContent_LibxlRecord;
type LibxlRecordHeader = AllSpecs_LibxlMigration_LibxlContent_LibxlRecordHeader;
type LibxlRecordType = AllSpecs_LibxlMigration_LibxlRecordType;
type ColoTurn = AllSpecs_LibxlMigration_LibxlContent_ColoTurnRecord;

type Preamble = AllSpecs_XlSaveImage_XlPreamble;
type Fields = AllSpecs_XlSaveImage_XlFields;
type OptionalData = AllSpecs_XlSaveImage_XlOptionalData;

type LibvirtHeader = AllSpecs_LibvirtSaveImage_LibvirtHeader;
type Signature = AllSpecs_XapiSuspendImage_XapiSignature;
type SectionHeader = AllSpecs_XapiSuspendImage_XapiSectionHeader;
type SectionType = AllSpecs_XapiSuspendImage_XapiSectionType;

type WireText = AllSpecs_XlMigrationWire_WireText;
type BackRecord = AllSpecs_ColoBackChannel_BackChannelRecord;
type BackRecordType = AllSpecs_ColoBackChannel_BackChannelRecordType;

type DeviceStateHeader = AllSpecs_QemuDeviceState_DeviceStateHeader;
type DeviceStateConfiguration = AllSpecs_QemuDeviceState_DeviceStateConfiguration;
type DeviceStateSection = AllSpecs_QemuDeviceState_SectionHeader;

pub struct Driver<'a> {
    io: BytesReader,
    root: OptRc<AllSpecs>,
    emit: &'a mut dyn FnMut(&Value),
    place: Value,
}

/// What the generated code takes a stream's endianness as.
fn endian(is_le: bool) -> i32 {
    if is_le {
        1
    } else {
        2
    }
}

impl<'a> Driver<'a> {
    pub fn new(octets: Vec<u8>, emit: &'a mut dyn FnMut(&Value)) -> Self {
        let io = BytesReader::from(octets);
        let root = AllSpecs::read_into::<_, AllSpecs>(&io, None, None);
        Self {
            io,
            root: root.expect("the root has no fields"),
            emit,
            place: Value::Null,
        }
    }

    /// Emits all lines of the stream.
    pub fn lines(&mut self, format: &str) {
        let done = self.stream(format);
        let rest = self.left();
        let whole = self.whole(format).ok();
        (self.emit)(&match done {
            Ok(()) => json!({"end": true, "rest": rest, "whole": whole}),
            Err(_) => json!({"refused_at": self.place, "whole": whole}),
        });
    }

    fn stream(&mut self, format: &str) -> KResult<()> {
        match format {
            "libxc" => self.libxc(format, false),
            "libxl" => self.libxl(format),
            "xl" => self.xl(format),
            "libvirt" => self.libvirt(format),
            "xapi" => self.xapi(format),
            "wire" => self.wire(format),
            "back-channel" => self.back_channel(format),
            "qemu" => self.qemu(format),
            _ => self.structure(format),
        }
    }

    /// Counts what the generated type of the stream, which reads it in one go, read.
    fn whole(&self, format: &str) -> KResult<Value> {
        self.io.seek(0)?;
        match format {
            "libxc" => self.read_whole::<AllSpecs_LibxcMigration>(),
            "libxl" => self.read_whole::<AllSpecs_LibxlMigration>(),
            "xl" => self.read_whole::<AllSpecs_XlSaveImage>(),
            "libvirt" => self.read_whole::<AllSpecs_LibvirtSaveImage>(),
            "xapi" => self.read_whole::<AllSpecs_XapiSuspendImage>(),
            "wire" => self.read_whole::<AllSpecs_XlMigrationWire>(),
            "back-channel" => self.read_whole::<AllSpecs_ColoBackChannel>(),
            "qemu" => self.read_whole::<AllSpecs_QemuDeviceState>(),
            _ => leaves::read(self, format).map(|_| Counts::default().told()),
        }
    }

    fn read_whole<T: KStruct<Root = AllSpecs> + Tree + 'static>(&self) -> KResult<Value> {
        Ok(Counts::of(&self.read::<T>(|_| ())?))
    }

    pub fn read<T: KStruct<Root = AllSpecs> + 'static>(
        &self,
        init: impl Fn(&mut T),
    ) -> KResult<OptRc<T>> {
        self.read_within(&self.io, None, init)
    }

    fn read_within<T: KStruct<Root = AllSpecs> + 'static>(
        &self,
        io: &BytesReader,
        parent: Option<SharedType<T::Parent>>,
        init: impl Fn(&mut T),
    ) -> KResult<OptRc<T>> {
        let root = Some(self.root._self.clone());
        AllSpecs::read_into_with_init::<_, T>(io, root, parent, &|fresh: &mut T| {
            init(fresh);
            Ok(())
        })
    }

    fn left(&self) -> usize {
        self.io.size() - self.io.pos()
    }

    fn begin(&mut self, layer: &str, kind: &str, index: usize) {
        self.place = json!({"layer": layer, "kind": kind, "index": index});
    }

    fn line(&mut self, fields: Value) {
        let (Value::Object(mut line), Value::Object(fields)) = (self.place.clone(), fields) else {
            unreachable!("a line is an object");
        };
        line.extend(fields);
        (self.emit)(&Value::Object(line));
    }

    fn libxc(&mut self, layer: &str, embedded: bool) -> KResult<()> {
        self.begin(layer, "image_header", 0);
        let header = self.read::<ImageHeader>(|_| ())?;
        let is_le = *header.is_le()?;
        self.line(json!({
            "version": *header.version(),
            "options": *header.options(),
            "reserved1": *header.reserved1(),
            "reserved2": *header.reserved2(),
            "is_le": is_le,
            "endianness": i64::from(&*header.endianness()?),
            "reserved_options": *header.reserved_options()?,
        }));
        self.begin(layer, "domain_header", 0);
        let domain = self.read::<DomainHeader>(|it| it.set_endian(endian(is_le)))?;
        self.line(json!({
            "domain_type": i64::from(&*domain.domain_type()?),
            "page_shift": *domain.page_shift(),
            "reserved1": *domain.reserved1(),
            "xen_major": *domain.xen_major(),
            "xen_minor": *domain.xen_minor(),
        }));
        self.libxc_records(layer, is_le, embedded)
    }

    fn libxc_records(&mut self, layer: &str, is_le: bool, embedded: bool) -> KResult<()> {
        let parent = self.content_of(is_le, embedded)?;
        for index in 0.. {
            self.begin(layer, "record", index);
            let kind = self.libxc_record(&parent, is_le)?;
            if kind == RecordType::End || embedded && kind == RecordType::Checkpoint {
                break;
            }
        }
        Ok(())
    }

    /// Makes a parent for single records: a content that has nothing but an END.
    fn content_of(&self, is_le: bool, embedded: bool) -> KResult<OptRc<Content>> {
        let end = BytesReader::from(vec![0; 8]);
        self.read_within::<Content>(&end, None, |it| it.set_params(is_le, embedded, false))
    }

    fn libxc_record(&mut self, parent: &Content, is_le: bool) -> KResult<RecordType> {
        let parent = Some(parent._self.clone());
        let record =
            self.read_within::<Record>(&self.io, parent, |it| it.set_endian(endian(is_le)))?;
        let header = record.header();
        let kind = header.record_type()?.clone();
        let body = bodies::libxc(record.body().as_ref().expect("a record has a body"))?;
        self.line(json!({
            "type": i64::from(&kind),
            "named": !matches!(kind, RecordType::Unknown(_)),
            "optional": *header.is_optional()?,
            "length": *header.len_body(),
            "body": body,
            "padding": bodies::blob_or_null(&record.padding())?,
        }));
        Ok(kind)
    }

    fn libxl(&mut self, layer: &str) -> KResult<()> {
        self.begin(layer, "libxl_header", 0);
        let header = self.read::<LibxlHeader>(|_| ())?;
        let is_le = *header.is_le()?;
        self.line(json!({
            "version": *header.version(),
            "options": *header.options(),
            "is_le": is_le,
            "endianness": i64::from(&*header.endianness()?),
            "is_legacy_converted": *header.is_legacy_converted()?,
            "reserved_options": *header.reserved_options()?,
        }));
        for index in 0.. {
            self.begin(layer, "record", index);
            match self.libxl_record(is_le)? {
                LibxlRecordType::LibxcContext => self.libxc(&format!("{layer}/libxc"), true)?,
                LibxlRecordType::CheckpointEnd => {
                    self.after_checkpoint(layer, is_le)?;
                    if self.left() == 0 {
                        break;
                    }
                }
                LibxlRecordType::End => break,
                _ => (),
            }
        }
        Ok(())
    }

    fn libxl_record(&mut self, is_le: bool) -> KResult<LibxlRecordType> {
        let header = self.next_libxl(is_le)?;
        let kind = header.record_type()?.clone();
        let (body, padding) = match kind {
            LibxlRecordType::LibxcContext | LibxlRecordType::CheckpointEnd => {
                self.libxl_marker(&header)?
            }
            _ => {
                let record = self.read::<LibxlRecord>(|it| it.set_endian(endian(is_le)))?;
                let body = bodies::libxl(record.body().as_ref().expect("a record has a body"))?;
                let padding = bodies::blob_or_null(&record.padding())?;
                (body, padding)
            }
        };
        self.line(json!({
            "type": i64::from(&kind),
            "named": !matches!(kind, LibxlRecordType::Unknown(_)),
            "optional": *header.is_optional()?,
            "length": *header.len_body(),
            "body": body,
            "padding": padding,
        }));
        Ok(kind)
    }

    /// Reads a record whose generated type would read all of what follows too.
    fn libxl_marker(&self, header: &LibxlRecordHeader) -> KResult<(Value, Value)> {
        self.io.seek(self.io.pos() + 8)?;
        let body = self.io.read_bytes(*header.len_body() as usize)?;
        let padding = self.io.read_bytes(*header.len_padding()? as usize)?;
        let padding = (!padding.is_empty()).then(|| bodies::sha(&padding));
        Ok((bodies::sha(&body), padding.unwrap_or_default()))
    }

    fn next_libxl(&self, is_le: bool) -> KResult<OptRc<LibxlRecordHeader>> {
        let at = self.io.pos();
        let header = self.read::<LibxlRecordHeader>(|it| it.set_endian(endian(is_le)))?;
        self.io.seek(at)?;
        Ok(header)
    }

    fn after_checkpoint(&mut self, layer: &str, is_le: bool) -> KResult<()> {
        if self.left() >= 8 && *self.next_libxl(is_le)?.type_id() == 5 {
            self.begin(layer, "colo_turn", 0);
            let turn = self.read::<ColoTurn>(|it| it.set_endian(endian(is_le)))?;
            self.line(json!({
                "type": *turn.type_id(),
                "length": *turn.len_colo_state(),
                "body": bodies::colo_turn(&turn)?,
                "padding": bodies::blob_or_null(&turn.padding())?,
            }));
        }
        if self.left() > 0 {
            self.libxc_records(&format!("{layer}/libxc"), is_le, true)?;
        }
        Ok(())
    }

    fn xl(&mut self, layer: &str) -> KResult<()> {
        self.begin(layer, "preamble", 0);
        let preamble = self.read::<Preamble>(|_| ())?;
        let is_le = *preamble.is_le()?;
        self.line(json!({
            "byteorder": *preamble.byteorder(),
            "is_native_le": *preamble.is_native_le()?,
            "is_le": is_le,
        }));
        self.begin(layer, "fields", 0);
        let fields = self.read::<Fields>(|it| it.set_params(is_le))?;
        self.line(json!({
            "mandatory_flags": *fields.mandatory_flags(),
            "optional_flags": *fields.optional_flags(),
            "len_optional_data": *fields.len_optional_data(),
            "has_json_config": *fields.has_json_config()?,
            "has_stream_v2": *fields.has_stream_v2()?,
            "unknown_mandatory_flags": *fields.unknown_mandatory_flags()?,
        }));
        if *fields.len_optional_data() != 0 {
            self.begin(layer, "optional_data", 0);
            self.optional_data(*fields.len_optional_data() as usize, is_le)?;
        }
        if *fields.has_stream_v2()? {
            self.libxl(&format!("{layer}/libxl"))
        } else {
            self.libxc(&format!("{layer}/libxc"), false)
        }
    }

    fn optional_data(&mut self, length: usize, is_le: bool) -> KResult<()> {
        let io = BytesReader::from(self.io.read_bytes(length)?);
        let data = self.read_within::<OptionalData>(&io, None, |it| it.set_params(is_le))?;
        self.line(json!({
            "len_config": *data.len_config(),
            "config": bodies::blob_or_null(&data.config())?,
            "unknown_data": bodies::blob(&data.unknown_data())?,
        }));
        Ok(())
    }

    fn libvirt(&mut self, layer: &str) -> KResult<()> {
        self.begin(layer, "libvirt_header", 0);
        let header = self.read::<LibvirtHeader>(|_| ())?;
        self.line(json!({
            "version": *header.version(),
            "len_xml": *header.len_xml(),
            "reserved1": *header.reserved1(),
        }));
        self.begin(layer, "xml", 0);
        let xml = self.io.read_bytes(*header.len_xml() as usize)?;
        self.line(json!({"xml": bodies::sha(&xml)}));
        self.libxl(&format!("{layer}/libxl"))
    }

    fn xapi(&mut self, layer: &str) -> KResult<()> {
        self.begin(layer, "signature", 0);
        let signature = self.read::<Signature>(|_| ())?;
        self.line(json!({"version": bodies::text(&signature.version())}));
        if !*signature.has_sections()? {
            return self.libxc(&format!("{layer}/libxc"), false);
        }
        for index in 0.. {
            self.begin(layer, "section", index);
            match self.section()? {
                SectionType::Libxc => self.libxc(&format!("{layer}/libxc"), false)?,
                SectionType::Libxl => self.libxl(&format!("{layer}/libxl"))?,
                SectionType::End => break,
                _ => (),
            }
        }
        Ok(())
    }

    fn section(&mut self) -> KResult<SectionType> {
        let header = self.read::<SectionHeader>(|_| ())?;
        let kind = header.section_type()?.clone();
        let data = if *header.is_stream()? {
            Value::Null
        } else {
            bodies::sha(&self.io.read_bytes(*header.len_body() as usize)?)
        };
        self.line(json!({
            "section_type": header.type_id().to_string(),
            "length": header.len_body().to_string(),
            "data": data,
        }));
        Ok(kind)
    }

    fn banner(&mut self, layer: &str) -> KResult<()> {
        self.begin(layer, "banner", 0);
        if self.left() > 0 && self.next_octet()? == b'x' {
            let text = self.io.read_bytes_term(b'\n', false, true, true)?;
            self.line(json!({"text": bodies::hex(&text)}));
        }
        Ok(())
    }

    fn wire(&mut self, layer: &str) -> KResult<()> {
        self.banner(layer)?;
        self.xl(&format!("{layer}/xl"))?;
        for index in 0.. {
            if self.left() == 0 {
                break;
            }
            self.begin(layer, "text", index);
            let begun = self.io.pos();
            let found = self.read::<WireText>(|_| ())?;
            // A number that is not there is 0: it is there if more was read than the text and its NUL.
            let length = found.text().chars().count();
            let status = (self.io.pos() - begun > length + 1).then(|| *found.status());
            self.line(json!({"text": bodies::text(&found.text()), "status": status}));
        }
        Ok(())
    }

    fn back_channel(&mut self, layer: &str) -> KResult<()> {
        self.banner(layer)?;
        for index in 0.. {
            if self.left() == 0 {
                break;
            }
            self.begin(layer, "record", index);
            self.back_record()?;
        }
        Ok(())
    }

    fn back_record(&mut self) -> KResult<()> {
        let record = self.read::<BackRecord>(|_| ())?;
        let header = record.header();
        let kind = header.record_type()?.clone();
        let body = bodies::back_channel(record.body().as_ref().expect("a record has a body"))?;
        self.line(json!({
            "type": i64::from(&kind),
            "named": !matches!(kind, BackRecordType::Unknown(_)),
            "optional": *header.is_optional()?,
            "length": *header.len_body(),
            "body": body,
            "padding": bodies::back_blob_or_null(&record.padding())?,
        }));
        Ok(())
    }

    fn qemu(&mut self, layer: &str) -> KResult<()> {
        self.begin(layer, "device_state_header", 0);
        let header = self.read::<DeviceStateHeader>(|_| ())?;
        self.line(json!({"version": *header.version()}));
        self.begin(layer, "configuration", 0);
        if self.left() > 0 && self.next_octet()? == 7 {
            let found = self.read::<DeviceStateConfiguration>(|_| ())?;
            self.line(json!({"type": *found.type_id(), "machine": bodies::text(&found.machine())}));
        }
        self.begin(layer, "first_section", 0);
        if self.left() > 0 {
            let section = self.read::<DeviceStateSection>(|_| ())?;
            self.line(bodies::section_header(&section)?);
        }
        self.begin(layer, "rest", 0);
        let rest = self.io.read_bytes_full()?;
        self.line(json!({"data": bodies::sha(&rest)}));
        Ok(())
    }

    fn structure(&mut self, name: &str) -> KResult<()> {
        self.begin(name, "struct", 0);
        let fields = leaves::read(self, name)?;
        self.line(json!({"fields": fields}));
        Ok(())
    }

    fn next_octet(&self) -> KResult<u8> {
        let octet = self.io.read_u1()?;
        self.io.seek(self.io.pos() - 1)?;
        Ok(octet)
    }
}
