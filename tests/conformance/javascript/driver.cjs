// Prints the lines of streams, by the generated JavaScript parsers; see ../README.md.
'use strict';
const { createHash } = require('node:crypto');
const { readFileSync, writeSync } = require('node:fs');
const KaitaiStream = require('kaitai-struct/KaitaiStream');
const { ColoBackChannel } = require('./generated/ColoBackChannel');
const { LibvirtSaveImage } = require('./generated/LibvirtSaveImage');
const { LibxcMigration } = require('./generated/LibxcMigration');
const { LibxlMigration } = require('./generated/LibxlMigration');
const { QemuDeviceState } = require('./generated/QemuDeviceState');
const { XapiSuspendImage } = require('./generated/XapiSuspendImage');
const { XlMigrationWire } = require('./generated/XlMigrationWire');
const { XlSaveImage } = require('./generated/XlSaveImage');

const { Content } = LibxcMigration;
const { LibxlContent } = LibxlMigration;
const { RecordType } = LibxcMigration;
const { LibxlRecordType } = LibxlMigration;

// The runtime adds the halves as doubles, which rounds from 2^53 on.
const exact = (high, low) => {
  const sum = high * 0x100000000 + low;
  return Number.isSafeInteger(sum) ? sum : (BigInt(high) << 32n) | BigInt(low);
};
KaitaiStream.prototype.readU8le = function readU8le() {
  this.ensureBytesLeft(8);
  const low = this.readU4le();
  return exact(this.readU4le(), low);
};
KaitaiStream.prototype.readS8le = function readS8le() {
  this.ensureBytesLeft(8);
  const low = this.readU4le();
  const sum = (BigInt(this.readS4le()) << 32n) | BigInt(low);
  return Number.isSafeInteger(Number(sum)) ? Number(sum) : sum;
};
KaitaiStream.prototype.readU8be = function readU8be() {
  this.ensureBytesLeft(8);
  const high = this.readU4be();
  return exact(high, this.readU4be());
};

/** JSON with its keys sorted. */
const canonical = (value) => {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value ?? null);
  }
  const fields = Object.keys(value).sort().map((key) => `"${key}":${canonical(value[key])}`);
  return `{${fields.join(',')}}`;
};

const streamOf = (octets) => new KaitaiStream(octets);
const sha = (octets) => ({
  length: octets.length,
  sha256: createHash('sha256').update(octets).digest('hex'),
});
const blob = (given) => sha(given.data);
const blobOrNull = (given) => (given === undefined ? null : blob(given));
const text = (given) => Buffer.from(given, 'latin1').toString('hex');

const lazy = (read) => {
  try {
    return read();
  } catch {
    return 'refused';
  }
};

const words = (given) => lazy(() => given.pfns.map(String));

// The types of Xen and x86, and of each its fields: their names, their forms, are they lazy.
const STRUCTS = {};
const fieldsOf = new Map();
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const upper = (name) => camel(`_${name}`);
for (const [path, fields] of Object.entries(JSON.parse(readFileSync(`${__dirname}/leaves.json`)))) {
  const [spec, name = spec] = path.split('/');
  const root = require(`./generated/${upper(spec)}`)[upper(spec)];
  STRUCTS[name] = name === spec ? root : root[upper(name)];
  fieldsOf.set(STRUCTS[name], fields.map((field) => [camel(field[0]), ...field]));
}

/** All fields of a struct of Xen or x86. */
const leaves = (given) => {
  const found = {};
  for (const [property, name, form, isLazy] of fieldsOf.get(given.constructor)) {
    const read = () => leaf(given[property], form);
    const value = isLazy ? lazy(read) : read();
    if (value !== undefined) {
      found[name] = value;
    }
  }
  return found;
};
const leaf = (given, form) => {
  if (given === undefined) {
    return undefined;
  }
  if (Array.isArray(given) || (given instanceof Uint8Array && form !== 'octets')) {
    return Array.from(given, (one) => leaf(one, form));
  }
  switch (form) {
    case 'struct':
    case 'switch':
      return leaves(given);
    case 'octets':
      return sha(given);
    case 'text':
      return text(given);
    case 'u64':
    case 's64':
      return String(given);
    default:
      return given;
  }
};

const withContext = (body) => ({
  vcpu_id: body.vcpuId, reserved1: body.reserved1, context: leaves(body.context),
});

const libxcBodies = {
  [RecordType.PAGE_DATA]: (body) => ({
    num_pfns: body.header.numPfns,
    reserved1: body.header.reserved1,
    pfns: lazy(() => body.pfns.entries.map((e) => [e.pfn, e.pageType, e.reserved1])),
    pages: lazy(() => body.pages.pages.map(blob)),
  }),
  [RecordType.X86_PV_INFO]: (body) => ({
    guest_width: body.guestWidth,
    num_pt_levels: body.numPtLevels,
    reserved1: body.reserved1,
    reserved2: body.reserved2,
  }),
  [RecordType.X86_PV_P2M_FRAMES]: (body) => ({
    start_pfn: body.startPfn, end_pfn: body.endPfn, pfns: words(body.frames),
  }),
  [RecordType.X86_PV_VCPU_BASIC]: withContext,
  [RecordType.X86_PV_VCPU_EXTENDED]: withContext,
  [RecordType.X86_PV_VCPU_XSAVE]: withContext,
  [RecordType.X86_PV_VCPU_MSRS]: withContext,
  [RecordType.SHARED_INFO]: (body) => ({ page: leaves(body.page) }),
  [RecordType.X86_TSC_INFO]: (body) => ({
    tsc_mode: body.tscMode,
    khz: body.khz,
    nsec: String(body.nsec),
    incarnation: body.incarnation,
    reserved1: body.reserved1,
  }),
  [RecordType.HVM_CONTEXT]: leaves,
  [RecordType.HVM_PARAMS]: (body) => ({
    num_params: body.header.numParams,
    reserved1: body.header.reserved1,
    params: lazy(() => body.params.entries.map((p) => [String(p.param), String(p.value)])),
  }),
  [RecordType.CHECKPOINT_DIRTY_PFN_LIST]: (body) => ({ pfns: words(body) }),
  [RecordType.X86_CPUID_POLICY]: leaves,
  [RecordType.X86_MSR_POLICY]: leaves,
};

const state = (body) => ({ control: body.control, reserved1: body.reserved1 });
const emulator = ({ header }, fields) => ({
  emulator: header.emulator, index: header.index, ...fields,
});
const libxlBodies = {
  [LibxlRecordType.EMULATOR_XENSTORE_DATA]: (body) => emulator(body, {
    strings: lazy(() => body.xenstoreData.strings.map(text)),
  }),
  [LibxlRecordType.EMULATOR_CONTEXT]: (body) => emulator(body, { context: blob(body.context) }),
  [LibxlRecordType.CHECKPOINT_STATE]: state,
};
const backChannelBodies = {
  [ColoBackChannel.BackChannelRecordType.CHECKPOINT_STATE]: state,
  [ColoBackChannel.BackChannelRecordType.CHECKPOINT_DIRTY_PFN_LIST]:
    (body) => ({ pfns: words(body) }),
};

/** Reads a stream record by record, so that the place of a refusal is exact. */
class Driver {
  constructor(octets, emit) {
    this.io = streamOf(octets);
    this.emit = emit;
    this.place = {};
  }

  begin(layer, kind, index = 0) {
    this.place = { layer, kind, index };
  }

  line(fields) {
    this.emit({ ...this.place, ...fields });
  }

  framed(header, kinds, body, padding) {
    this.line({
      type: header.recordType,
      named: kinds[header.recordType] !== undefined,
      optional: header.isOptional,
      length: header.lenBody,
      body,
      padding,
    });
  }

  record({ header, body, padding }, kinds, bodies) {
    const fields = (bodies[header.recordType] ?? blob)(body);
    this.framed(header, kinds, fields, blobOrNull(padding));
  }

  libxc(layer, embedded = false) {
    this.begin(layer, 'image_header');
    const header = new LibxcMigration.ImageHeader(this.io);
    this.line({
      version: header.version,
      options: header.options,
      reserved1: header.reserved1,
      reserved2: header.reserved2,
      is_le: header.isLe,
      endianness: header.endianness,
      reserved_options: header.reservedOptions,
    });
    this.begin(layer, 'domain_header');
    const domain = new Content.DomainHeader(this.io, null, null, header.isLe);
    this.line({
      domain_type: domain.domainType,
      page_shift: domain.pageShift,
      reserved1: domain.reserved1,
      xen_major: domain.xenMajor,
      xen_minor: domain.xenMinor,
    });
    this.libxcRecords(layer, header.isLe, embedded);
  }

  libxcRecords(layer, isLe, embedded) {
    // A parent for single records: a content that has nothing but an END.
    const parent = new Content(streamOf(new Uint8Array(8)), null, null, isLe, embedded, false);
    const ends = embedded ? [RecordType.END, RecordType.CHECKPOINT] : [RecordType.END];
    for (let index = 0, kind; !ends.includes(kind); index += 1) {
      this.begin(layer, 'record', index);
      const record = new Content.Record(this.io, parent, null, isLe);
      this.record(record, RecordType, libxcBodies);
      kind = record.header.recordType;
    }
  }

  libxl(layer) {
    this.begin(layer, 'libxl_header');
    const header = new LibxlMigration.LibxlHeader(this.io);
    this.line({
      version: header.version,
      options: header.options,
      is_le: header.isLe,
      endianness: header.endianness,
      is_legacy_converted: header.isLegacyConverted,
      reserved_options: header.reservedOptions,
    });
    for (let index = 0, kind; kind !== LibxlRecordType.END; index += 1) {
      this.begin(layer, 'record', index);
      kind = this.nextLibxl(header.isLe).recordType;
      if (kind === LibxlRecordType.LIBXC_CONTEXT || kind === LibxlRecordType.CHECKPOINT_END) {
        // The generated type would read all of what follows too.
        const head = new LibxlContent.LibxlRecordHeader(this.io, null, null, header.isLe);
        const body = sha(this.io.readBytes(head.lenBody));
        const padding = this.io.readBytes(head.lenPadding);
        this.framed(head, LibxlRecordType, body, padding.length ? sha(padding) : null);
      } else {
        const record = new LibxlContent.LibxlRecord(this.io, null, null, header.isLe);
        this.record(record, LibxlRecordType, libxlBodies);
      }
      if (kind === LibxlRecordType.LIBXC_CONTEXT) {
        this.libxc(`${layer}/libxc`, true);
      }
      if (kind === LibxlRecordType.CHECKPOINT_END) {
        this.afterCheckpoint(layer, header.isLe);
        if (this.io.isEof()) {
          return;
        }
      }
    }
  }

  nextLibxl(isLe) {
    const at = this.io.pos;
    const header = new LibxlContent.LibxlRecordHeader(this.io, null, null, isLe);
    this.io.seek(at);
    return header;
  }

  afterCheckpoint(layer, isLe) {
    if (this.left() >= 8 && this.nextLibxl(isLe).typeId === 5) {
      this.begin(layer, 'colo_turn');
      const turn = new LibxlContent.ColoTurnRecord(this.io, null, null, isLe);
      this.line({
        type: turn.typeId,
        length: turn.lenColoState,
        body: state(turn.coloState),
        padding: blobOrNull(turn.padding),
      });
    }
    if (!this.io.isEof()) {
      this.libxcRecords(`${layer}/libxc`, isLe, true);
    }
  }

  xl(layer) {
    this.begin(layer, 'preamble');
    const { byteorder, isNativeLe, isLe } = new XlSaveImage.XlPreamble(this.io);
    this.line({ byteorder, is_native_le: isNativeLe, is_le: isLe });
    this.begin(layer, 'fields');
    const fields = new XlSaveImage.XlFields(this.io, null, null, isLe);
    this.line({
      mandatory_flags: fields.mandatoryFlags,
      optional_flags: fields.optionalFlags,
      len_optional_data: fields.lenOptionalData,
      has_json_config: fields.hasJsonConfig,
      has_stream_v2: fields.hasStreamV2,
      unknown_mandatory_flags: fields.unknownMandatoryFlags,
    });
    if (fields.lenOptionalData) {
      this.begin(layer, 'optional_data');
      const octets = this.io.readBytes(fields.lenOptionalData);
      const data = new XlSaveImage.XlOptionalData(streamOf(octets), null, null, isLe);
      this.line({
        len_config: data.lenConfig,
        config: blobOrNull(data.config),
        unknown_data: blob(data.unknownData),
      });
    }
    if (fields.hasStreamV2) {
      this.libxl(`${layer}/libxl`);
    } else {
      this.libxc(`${layer}/libxc`);
    }
  }

  libvirt(layer) {
    this.begin(layer, 'libvirt_header');
    const { version, lenXml, reserved1 } = new LibvirtSaveImage.LibvirtHeader(this.io);
    this.line({ version, len_xml: lenXml, reserved1 });
    this.begin(layer, 'xml');
    this.line({ xml: sha(this.io.readBytes(lenXml)) });
    this.libxl(`${layer}/libxl`);
  }

  xapi(layer) {
    this.begin(layer, 'signature');
    const signature = new XapiSuspendImage.XapiSignature(this.io);
    this.line({ version: text(signature.version) });
    if (!signature.hasSections) {
      this.libxc(`${layer}/libxc`);
      return;
    }
    const { XapiSectionType } = XapiSuspendImage;
    for (let index = 0, kind; kind !== XapiSectionType.END; index += 1) {
      this.begin(layer, 'section', index);
      const header = new XapiSuspendImage.XapiSectionHeader(this.io);
      kind = header.sectionType;
      const data = header.isStream ? null : sha(this.io.readBytes(header.lenBody));
      this.line({ section_type: String(kind), length: String(header.lenBody), data });
      if (kind === XapiSectionType.LIBXC) {
        this.libxc(`${layer}/libxc`);
      }
      if (kind === XapiSectionType.LIBXL) {
        this.libxl(`${layer}/libxl`);
      }
    }
  }

  banner(layer) {
    this.begin(layer, 'banner');
    if (this.nextOctet() === 'x'.charCodeAt(0)) {
      const octets = this.io.readBytesTerm(0x0a, false, true, true);
      this.line({ text: Buffer.from(octets).toString('hex') });
    }
  }

  wire(layer) {
    this.banner(layer);
    this.xl(`${layer}/xl`);
    for (let index = 0; !this.io.isEof(); index += 1) {
      this.begin(layer, 'text', index);
      const found = new XlMigrationWire.WireText(this.io);
      this.line({ text: text(found.text), status: found.status ?? null });
    }
  }

  backChannel(layer) {
    this.banner(layer);
    for (let index = 0; !this.io.isEof(); index += 1) {
      this.begin(layer, 'record', index);
      const record = new ColoBackChannel.BackChannelRecord(this.io);
      this.record(record, ColoBackChannel.BackChannelRecordType, backChannelBodies);
    }
  }

  qemu(layer) {
    this.begin(layer, 'device_state_header');
    const { version } = new QemuDeviceState.DeviceStateHeader(this.io);
    this.line({ version });
    this.begin(layer, 'configuration');
    if (this.nextOctet() === QemuDeviceState.DeviceStateSectionType.CONFIGURATION) {
      const { typeId, machine } = new QemuDeviceState.DeviceStateConfiguration(this.io);
      this.line({ type: typeId, machine: text(machine) });
    }
    this.begin(layer, 'first_section');
    if (!this.io.isEof()) {
      const section = new QemuDeviceState.SectionHeader(this.io);
      this.line({
        type: section.typeId,
        named: QemuDeviceState.DeviceStateSectionType[section.typeId] !== undefined,
        section_id: section.sectionId,
        name: section.hasName ? text(section.name) : null,
        instance_id: section.instanceId,
        version: section.version,
      });
    }
    this.begin(layer, 'rest');
    this.line({ data: sha(this.io.readBytesFull()) });
  }

  struct(name) {
    this.begin(name, 'struct');
    this.line({ fields: leaves(new STRUCTS[name](this.io)) });
  }

  nextOctet() {
    if (this.io.isEof()) {
      return null;
    }
    const octet = this.io.readU1();
    this.io.seek(this.io.pos - 1);
    return octet;
  }

  left() {
    return this.io.size - this.io.pos;
  }
}

const FORMATS = {
  libxc: [LibxcMigration, Driver.prototype.libxc],
  libxl: [LibxlMigration, Driver.prototype.libxl],
  xl: [XlSaveImage, Driver.prototype.xl],
  libvirt: [LibvirtSaveImage, Driver.prototype.libvirt],
  xapi: [XapiSuspendImage, Driver.prototype.xapi],
  wire: [XlMigrationWire, Driver.prototype.wire],
  'back-channel': [ColoBackChannel, Driver.prototype.backChannel],
  qemu: [QemuDeviceState, Driver.prototype.qemu],
};

const COUNTED = new Map([
  [LibxlContent.LibxlRecord, 'libxl_records'],
  [ColoBackChannel.BackChannelRecord, 'libxl_records'],
  [Content.Record, 'libxc_records'],
  [LibxlContent.ColoTurnRecord, 'colo_turns'],
]);
// The fields, of any type, under which such records are.
const WAYS = [
  'image', 'sections', 'libxl', 'libxc', 'contents', 'records', 'coloTurn', 'libxcContinued',
];

/** How many records there are in all of a tree that a root read. */
const countsOf = (root) => {
  const counts = { libxl_records: 0, libxc_records: 0, colo_turns: 0 };
  const trees = [root];
  while (trees.length) {
    const tree = trees.pop();
    if (COUNTED.has(tree.constructor)) {
      counts[COUNTED.get(tree.constructor)] += 1;
    }
    for (const under of WAYS.flatMap((way) => tree[way] ?? [])) {
      trees.push(under);
    }
  }
  return counts;
};

/** What the generated root, which parses all in one go, read; null if it refused. */
const wholeOf = (Root, octets) => {
  const root = lazy(() => new Root(streamOf(octets)));
  return root === 'refused' ? null : countsOf(root);
};

const parses = (read) => lazy(() => Boolean(read())) === true;

const readStream = (format, octets, emit) => {
  const [Root, begin] = FORMATS[format] ?? [STRUCTS[format], Driver.prototype.struct];
  const whole = wholeOf(Root, octets);
  const driver = new Driver(octets, emit);
  if (parses(() => begin.call(driver, format) ?? true)) {
    emit({ end: true, rest: driver.left(), whole });
  } else {
    emit({ refused_at: driver.place, whole });
  }
};

for (const told of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [format, path] = [told.slice(0, told.indexOf(' ')), told.slice(told.indexOf(' ') + 1)];
  const lines = [JSON.stringify({ file: path })];
  // A copy: a small file's Buffer is part of a larger pool.
  readStream(format, new Uint8Array(readFileSync(path)), (line) => lines.push(canonical(line)));
  let rest = Buffer.from(`${lines.join('\n')}\n`);
  while (rest.length) {
    rest = rest.subarray(writeSync(1, rest));
  }
}
