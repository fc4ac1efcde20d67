// Prints the lines of streams, by the generated Go parsers; see ../README.md.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/kaitai-io/kaitai_struct_go_runtime/kaitai"
)

// driver reads a stream record by record, so that the place of a refusal is exact.
type driver struct {
	io    *kaitai.Stream
	emit  func(object)
	place object
}

func streamOf(octets []byte) *kaitai.Stream {
	return kaitai.NewStream(bytes.NewReader(octets))
}

func (d *driver) begin(layer, kind string, index int) {
	d.place = object{"layer": layer, "kind": kind, "index": index}
}

func (d *driver) line(fields object) {
	for name, value := range d.place {
		fields[name] = value
	}
	d.emit(fields)
}

type defined interface{ isDefined() bool }

func (d *driver) record(kind uint32, named defined, optional bool, length uint32, body, padding any) {
	d.line(object{
		"type":     kind,
		"named":    named.isDefined(),
		"optional": optional,
		"length":   length,
		"body":     body,
		"padding":  padding,
	})
}

func (d *driver) left() int64 {
	return must(d.io.Size()) - must(d.io.Pos())
}

// octets does not allocate what a broken length asks for before it looks, as ReadBytes does.
func (d *driver) octets(count uint64) []byte {
	if count > uint64(d.left()) {
		check(io.ErrUnexpectedEOF)
	}
	return must(d.io.ReadBytes(int(count)))
}

func (d *driver) seek(to int64) {
	must(d.io.Seek(to, io.SeekStart))
}

func (d *driver) libxc(layer string, embedded bool) {
	d.begin(layer, "image_header", 0)
	header := NewLibxcMigration_ImageHeader()
	check(header.Read(d.io, nil, nil))
	isLe := must(header.IsLe())
	d.line(object{
		"version":          header.Version,
		"options":          header.Options,
		"reserved1":        header.Reserved1,
		"reserved2":        header.Reserved2,
		"is_le":            isLe,
		"endianness":       must(header.Endianness()),
		"reserved_options": must(header.ReservedOptions()),
	})
	d.begin(layer, "domain_header", 0)
	domain := NewLibxcMigration_Content_DomainHeader()
	check(domain.Read(d.io, contentOf(isLe, embedded), nil))
	d.line(object{
		"domain_type": uint32(must(domain.DomainType())),
		"page_shift":  domain.PageShift,
		"reserved1":   domain.Reserved1,
		"xen_major":   domain.XenMajor,
		"xen_minor":   domain.XenMinor,
	})
	d.libxcRecords(layer, isLe, embedded)
}

// contentOf makes a parent for single records: a content that has nothing but an END.
func contentOf(isLe, embedded bool) *LibxcMigration_Content {
	content := NewLibxcMigration_Content(isLe, embedded, false)
	check(content.Read(streamOf(make([]byte, 8)), nil, nil))
	return content
}

func (d *driver) libxcRecords(layer string, isLe, embedded bool) {
	parent := contentOf(isLe, embedded)
	for index := 0; ; index++ {
		d.begin(layer, "record", index)
		record := NewLibxcMigration_Content_Record()
		check(record.Read(d.io, parent, nil))
		kind := must(record.Header.RecordType())
		d.record(uint32(kind), kind, must(record.Header.IsOptional()), record.Header.LenBody,
			libxcBody(record.Body), blobOrNull(record.Padding))
		if kind == LibxcMigration_RecordType__End ||
			embedded && kind == LibxcMigration_RecordType__Checkpoint {
			return
		}
	}
}

// libxlParent makes a parent for what stands in libxl's records.
func libxlParent(isLe bool) *LibxlMigration_LibxlContent {
	content := NewLibxlMigration_LibxlContent(isLe)
	check(content.Read(streamOf(make([]byte, 8)), nil, nil))
	return content
}

func (d *driver) libxl(layer string) {
	d.begin(layer, "libxl_header", 0)
	header := NewLibxlMigration_LibxlHeader()
	check(header.Read(d.io, nil, nil))
	isLe := must(header.IsLe())
	d.line(object{
		"version":             header.Version,
		"options":             header.Options,
		"is_le":               isLe,
		"endianness":          must(header.Endianness()),
		"is_legacy_converted": must(header.IsLegacyConverted()),
		"reserved_options":    must(header.ReservedOptions()),
	})
	parent := libxlParent(isLe)
	for index := 0; ; index++ {
		d.begin(layer, "record", index)
		switch d.libxlRecord(parent) {
		case LibxlMigration_LibxlRecordType__LibxcContext:
			d.libxc(layer+"/libxc", true)
		case LibxlMigration_LibxlRecordType__CheckpointEnd:
			d.afterCheckpoint(layer, parent)
			if must(d.io.EOF()) {
				return
			}
		case LibxlMigration_LibxlRecordType__End:
			return
		}
	}
}

func (d *driver) libxlRecord(parent *LibxlMigration_LibxlContent) LibxlMigration_LibxlRecordType {
	header := d.nextLibxl(parent)
	kind := must(header.RecordType())
	var body, padding any
	switch kind {
	case LibxlMigration_LibxlRecordType__LibxcContext, LibxlMigration_LibxlRecordType__CheckpointEnd:
		// The generated type would read all of what follows too.
		d.seek(must(d.io.Pos()) + 8)
		body = sha(d.octets(uint64(header.LenBody)))
		if zeros := d.octets(uint64(must(header.LenPadding()))); len(zeros) > 0 {
			padding = sha(zeros)
		}
	default:
		record := NewLibxlMigration_LibxlContent_LibxlRecord()
		check(record.Read(d.io, parent, nil))
		body, padding = libxlBody(record.Body), blobOrNull(record.Padding)
	}
	d.record(uint32(kind), kind, must(header.IsOptional()), header.LenBody, body, padding)
	return kind
}

// firstRecord gives a record as a parent of a header or of COLO's turn.
func firstRecord(parent *LibxlMigration_LibxlContent) *LibxlMigration_LibxlContent_LibxlRecord {
	return parent.Records[0]
}

func (d *driver) nextLibxl(
	parent *LibxlMigration_LibxlContent,
) *LibxlMigration_LibxlContent_LibxlRecordHeader {
	at := must(d.io.Pos())
	header := NewLibxlMigration_LibxlContent_LibxlRecordHeader()
	check(header.Read(d.io, firstRecord(parent), nil))
	d.seek(at)
	return header
}

func (d *driver) afterCheckpoint(layer string, parent *LibxlMigration_LibxlContent) {
	if d.left() >= 8 && d.nextLibxl(parent).TypeId == 5 {
		d.begin(layer, "colo_turn", 0)
		turn := NewLibxlMigration_LibxlContent_ColoTurnRecord()
		check(turn.Read(d.io, firstRecord(parent), nil))
		body := turn.ColoState
		d.line(object{
			"type":    turn.TypeId,
			"length":  turn.LenColoState,
			"body":    state(must(body.Control()), body.Reserved1, body),
			"padding": blobOrNull(turn.Padding),
		})
	}
	if d.left() > 0 {
		d.libxcRecords(layer+"/libxc", parent.IsLe, true)
	}
}

func (d *driver) xl(layer string) {
	d.begin(layer, "preamble", 0)
	preamble := NewXlSaveImage_XlPreamble()
	check(preamble.Read(d.io, nil, nil))
	isLe := must(preamble.IsLe())
	d.line(object{
		"byteorder":    preamble.Byteorder,
		"is_native_le": must(preamble.IsNativeLe()),
		"is_le":        isLe,
	})
	d.begin(layer, "fields", 0)
	fields := NewXlSaveImage_XlFields(isLe)
	check(fields.Read(d.io, nil, nil))
	d.line(object{
		"mandatory_flags":         fields.MandatoryFlags,
		"optional_flags":          fields.OptionalFlags,
		"len_optional_data":       fields.LenOptionalData,
		"has_json_config":         must(fields.HasJsonConfig()),
		"has_stream_v2":           must(fields.HasStreamV2()),
		"unknown_mandatory_flags": must(fields.UnknownMandatoryFlags()),
	})
	if fields.LenOptionalData != 0 {
		d.begin(layer, "optional_data", 0)
		data := NewXlSaveImage_XlOptionalData(isLe)
		check(data.Read(streamOf(d.octets(uint64(fields.LenOptionalData))), nil, nil))
		d.line(object{
			"len_config":   data.LenConfig,
			"config":       blobOrNull(data.Config),
			"unknown_data": blob(data.UnknownData),
		})
	}
	if must(fields.HasStreamV2()) {
		d.libxl(layer + "/libxl")
	} else {
		d.libxc(layer+"/libxc", false)
	}
}

func (d *driver) libvirt(layer string) {
	d.begin(layer, "libvirt_header", 0)
	header := NewLibvirtSaveImage_LibvirtHeader()
	check(header.Read(d.io, nil, nil))
	d.line(object{
		"version": header.Version, "len_xml": header.LenXml, "reserved1": header.Reserved1,
	})
	d.begin(layer, "xml", 0)
	d.line(object{"xml": sha(d.octets(uint64(header.LenXml)))})
	d.libxl(layer + "/libxl")
}

func (d *driver) xapi(layer string) {
	d.begin(layer, "signature", 0)
	signature := NewXapiSuspendImage_XapiSignature()
	check(signature.Read(d.io, nil, nil))
	d.line(object{"version": text(signature.Version)})
	if !must(signature.HasSections()) {
		d.libxc(layer+"/libxc", false)
		return
	}
	for index := 0; ; index++ {
		d.begin(layer, "section", index)
		header := NewXapiSuspendImage_XapiSectionHeader()
		check(header.Read(d.io, nil, nil))
		kind := must(header.SectionType())
		var data any
		if !must(header.IsStream()) {
			data = sha(d.octets(header.LenBody))
		}
		d.line(object{
			"section_type": u8(uint64(kind)), "length": u8(header.LenBody), "data": data,
		})
		switch kind {
		case XapiSuspendImage_XapiSectionType__Libxc:
			d.libxc(layer+"/libxc", false)
		case XapiSuspendImage_XapiSectionType__Libxl:
			d.libxl(layer + "/libxl")
		case XapiSuspendImage_XapiSectionType__End:
			return
		}
	}
}

func (d *driver) banner(layer string) {
	d.begin(layer, "banner", 0)
	if d.left() > 0 && d.nextOctet() == 'x' {
		octets := must(d.io.ReadBytesTerm(0x0a, false, true, true))
		d.line(object{"text": hex.EncodeToString(octets)})
	}
}

func (d *driver) wire(layer string) {
	d.banner(layer)
	d.xl(layer + "/xl")
	for index := 0; d.left() > 0; index++ {
		d.begin(layer, "text", index)
		begun := must(d.io.Pos())
		found := NewXlMigrationWire_WireText()
		check(found.Read(d.io, nil, nil))
		// A number that is not there is 0: it is there if more was read than the text and its NUL.
		var status any
		if must(d.io.Pos())-begun > int64(len([]rune(found.Text)))+1 {
			status = found.Status
		}
		d.line(object{"text": text(found.Text), "status": status})
	}
}

func (d *driver) backChannel(layer string) {
	d.banner(layer)
	for index := 0; d.left() > 0; index++ {
		d.begin(layer, "record", index)
		record := NewColoBackChannel_BackChannelRecord()
		check(record.Read(d.io, nil, nil))
		kind := must(record.Header.RecordType())
		var padding any
		if record.Padding != nil {
			padding = sha(must(record.Padding.Data()))
		}
		d.record(uint32(kind), kind, must(record.Header.IsOptional()), record.Header.LenBody,
			backChannelBody(record.Body), padding)
	}
}

func (d *driver) qemu(layer string) {
	d.begin(layer, "device_state_header", 0)
	header := NewQemuDeviceState_DeviceStateHeader()
	check(header.Read(d.io, nil, nil))
	d.line(object{"version": header.Version})
	d.begin(layer, "configuration", 0)
	if d.left() > 0 && d.nextOctet() == 7 {
		configuration := NewQemuDeviceState_DeviceStateConfiguration()
		check(configuration.Read(d.io, nil, nil))
		d.line(object{"type": configuration.TypeId, "machine": text(configuration.Machine)})
	}
	d.begin(layer, "first_section", 0)
	if d.left() > 0 {
		section := NewQemuDeviceState_SectionHeader()
		check(section.Read(d.io, nil, nil))
		d.line(sectionHeader(section))
	}
	d.begin(layer, "rest", 0)
	d.line(object{"data": sha(must(d.io.ReadBytesFull()))})
}

func (d *driver) structOf(name string) {
	d.begin(name, "struct", 0)
	d.line(object{"fields": leaves(readStruct(name, d.io))})
}

func (d *driver) nextOctet() uint8 {
	octet := must(d.io.ReadU1())
	d.seek(must(d.io.Pos()) - 1)
	return octet
}

func (d *driver) read(format string) {
	switch format {
	case "libxc":
		d.libxc(format, false)
	case "libxl":
		d.libxl(format)
	case "xl":
		d.xl(format)
	case "libvirt":
		d.libvirt(format)
	case "xapi":
		d.xapi(format)
	case "wire":
		d.wire(format)
	case "back-channel":
		d.backChannel(format)
	case "qemu":
		d.qemu(format)
	default:
		d.structOf(format)
	}
}

// whole counts what the generated root, which parses all in one go, read; nil if it refused.
func whole(format string, octets []byte) any {
	debug.FreeOSMemory() // see main
	stream := streamOf(octets)
	found := &counts{}
	if refused(func() { found.root(format, stream) }) {
		return nil
	}
	return found
}

func lines(format string, octets []byte, emit func(object)) {
	d := &driver{io: streamOf(octets), emit: emit}
	if refused(func() { d.read(format) }) {
		emit(object{"refused_at": d.place, "whole": whole(format, octets)})
	} else {
		emit(object{"end": true, "rest": d.left(), "whole": whole(format, octets)})
	}
}

// main reads `FORMAT PATH` lines, and prints each stream's.
func main() {
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	emit := func(line object) {
		if err := encoder.Encode(line); err != nil {
			panic(err)
		}
		// At once: the runtime may end the process, see known.json.
		if err := out.Flush(); err != nil {
			panic(err)
		}
	}
	told := bufio.NewScanner(os.Stdin)
	for told.Scan() {
		format, path, _ := strings.Cut(told.Text(), " ")
		octets, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		emit(object{"file": path})
		// Without it, what earlier streams left makes others die under the run's limit, too.
		debug.FreeOSMemory()
		lines(format, octets, emit)
	}
}
