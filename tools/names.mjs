// What the specs say beside what the parsers read, as data for Python: names, offsets' makings, docs.
//
// `namesModule` gives the text of generated/xenstream_parsers/names.py, whose docstrings say what is
// in it, and `sizesModule` that of sizes.py.
import { basename } from 'node:path';
import { loadSpec, specPaths } from './kaitai.mjs';

const list = (value) => (value === undefined ? [] : [value].flat());
const className = (id) => id.split('_').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
const oneLine = (text = '') => text.trim().replace(/([^\n])\n(?=[^\n])/g, '$1 ');

/** All types of all specs, the specs themselves included, in the order in which they are written. */
const typesOf = () => {
  const found = [];
  const visit = (id, body, path, module, isSwitched) => {
    const endian = body.meta?.endian;
    const switched = typeof endian === 'object' || (endian === undefined && isSwitched);
    found.push({ id, body, path: [...path, className(id)], module, isSwitched: switched });
    for (const [name, inner] of Object.entries(body.types ?? {})) {
      visit(name, inner, found.find((each) => each.id === id).path, module, switched);
    }
  };
  for (const path of specPaths()) {
    const module = basename(path, '.ksy');
    visit(module, loadSpec(path), [], module, false);
  }
  return found;
};

const last = (name) => name.split('::').at(-1);

/** Bits of a number's type, as `u4`, `s8` or `b3`. */
const bitsOfNumber = (type) => {
  const [, kind, count] = /^([usb])(\d+)$/.exec(type ?? '') ?? [];
  return kind === undefined ? undefined : Number(count) * (kind === 'b' ? 1 : 8);
};

/** Bits that an element of a field takes, undefined where they hang on the stream. */
const bitsOfElement = (types, { type, size }) => {
  if (Number.isInteger(size)) {
    return size * 8;
  }
  if (size !== undefined || typeof type !== 'string') {
    return undefined;
  }
  return bitsOfNumber(type) ?? bitsOfType(types, types[last(type)]);
};

const bitsOfField = (types, field) => {
  if (field.if !== undefined || field['size-eos'] || field.terminator !== undefined) {
    return undefined;
  }
  const count = field.repeat ? field['repeat-expr'] : 1;
  const bits = bitsOfElement(types, field);
  return bits === undefined || !Number.isInteger(count) ? undefined : bits * count;
};

const bitsOfType = (types, type) => {
  if (!type?.body.seq) {
    return undefined;
  }
  const bits = type.body.seq.map((field) => bitsOfField(types, field));
  return bits.includes(undefined) ? undefined : bits.reduce((sum, each) => sum + each, 0);
};

/** What is read of an older layout is shorter: the whole of it is the longest that a Xen wrote. */
const longestOfType = (types, type) => {
  const seq = (type.body.seq ?? []).map(({ if: _, ...field }) => field);
  return bitsOfType(types, { body: { ...type.body, seq } });
};

const isDecimal = (body, id, field) =>
  (field['-radix'] ?? body['-radix']) === 10 ||
  /^(len|num)_/.test(id) ||
  (body['-webide-representation'] ?? '').includes(`{${id}:dec}`);

const fieldOf = (types, body, id, field, role) => {
  const cases = typeof field.type === 'object' ? Object.entries(field.type.cases) : [];
  const type = typeof field.type === 'string' ? last(field.type) : '';
  return {
    id,
    role,
    xen: list(field['-orig-id']),
    type,
    bits: bitsOfElement(types, field) ?? 0,
    repeat: field.repeat ?? '',
    count: Number.isInteger(field['repeat-expr']) ? field['repeat-expr'] : 0,
    pos: field.pos ?? null,
    io: field.io ?? '',
    is_sized: field.size !== undefined || field['size-eos'] === true,
    radix: isDecimal(body, id, field) ? 10 : 16,
    enum: field.enum ? last(field.enum) : '',
    when: String(field.if ?? ''),
    value: String(field.value ?? ''),
    cases: cases.map(([value, name]) => [last(value), last(name)]),
    doc: oneLine(field.doc),
    since: list(field['-since']).flatMap((each) => String(each).split(', ')),
  };
};

const fieldsOf = (types, { body }) => [
  ...(body.seq ?? []).map((field) => fieldOf(types, body, field.id, field, 'seq')),
  ...Object.entries(body.instances ?? {}).map(([id, field]) =>
    fieldOf(types, body, id, field, 'value' in field ? 'value' : 'lazy'),
  ),
];

/** A value as Python has it. */
const python = (value) => {
  if (value === null) {
    return 'None';
  }
  if (Array.isArray(value)) {
    return `(${value.map(python).join(', ')}${value.length === 1 ? ',' : ''})`;
  }
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
};

/** A call that makes a tuple, without what is as the tuple's class has it. */
const call = (name, values, defaults) => {
  const given = Object.entries(values).filter(
    ([key, value]) => !(key in defaults) || JSON.stringify(value) !== JSON.stringify(defaults[key]),
  );
  return `${name}(${given.map(([key, value]) => `${key}=${python(value)}`).join(', ')})`;
};

const fieldDefaults = {
  xen: [], type: '', bits: 0, repeat: '', count: 0, pos: null, io: '', is_sized: false, radix: 16,
  enum: '', when: '', value: '', cases: [], doc: '', since: [],
};

const valueOf = (value) => (typeof value === 'string' ? { id: value } : value);

const named = ({ id, doc, ...rest }) => ({
  id,
  xen: list(rest['-orig-id']),
  doc: oneLine(doc),
  since: list(rest['-since']).flatMap((each) => String(each).split(', ')),
});
const namedDefaults = { xen: [], doc: '', since: [] };

const match = (text, pattern, what) => {
  const found = pattern.exec(text);
  if (!found) {
    throw new Error(`${what}: ${text} is not understood`);
  }
  return found;
};

/** Where the words of features stand: {word: {leaf, subleaf, register} or {msr, first_bit}}. */
const wordsOf = (types) => {
  const words = {};
  const leaf = types.cpuid_leaf.body;
  const registers = Object.fromEntries(leaf.seq.map(({ id }, index) => [index * 4, id]));
  const places = (body) =>
    Object.entries(body.instances).filter(([id]) => id.startsWith('features_'));
  for (const [id, { pos, if: when }] of places(leaf)) {
    const pattern = /^leaf\.\S+ == \((\w+)\)\S+(?: and subleaf\.\S+ == \((\w+)\)\S+)?$/;
    const [, number, subleaf] = match(when, pattern, id);
    words[id] = {
      leaf: Number(number),
      subleaf: subleaf === undefined ? null : Number(subleaf),
      register: registers[pos],
    };
  }
  const value = 8; // its two numbers before it
  for (const [id, { pos, if: when }] of places(types.msr_entry.body)) {
    const [, number] = match(when, /^index\.\S+ == \((\w+)\)\S+$/, id);
    words[id] = { msr: Number(number), first_bit: (pos - value) * 8 };
  }
  return words;
};
const wordDefaults = { leaf: null, subleaf: null, register: '', msr: null, first_bit: 0 };

const featuresOf = (types) =>
  Object.keys(wordsOf(types)).flatMap((word) => {
    let bit = 0;
    return types[word].body.seq.flatMap((field) => {
      const at = bit;
      bit += bitsOfNumber(field.type);
      const [xen] = list(field['-orig-id']);
      const since = String(field['-since']).split(', ');
      const name = xen?.replace(/^XEN_X86_FEATURE_/, '');
      return xen ? [{ name, id: field.id, word, bit: at, since }] : [];
    });
  });

/** The numbers of MSRs that have a name: those from 0xc0000000 on are in an enum of their own. */
const msrsOf = (types) => {
  const { msr_index: low, extended_msr_index: high } = types.xen_cpu_policy.body.enums;
  const { if: when } = types.msr_entry.body.instances.extended_msr;
  const [, first] = match(when, /^index\.\S+ >= \((\w+)\)\S+$/, 'extended_msr');
  return [
    ...Object.entries(low).map(([number, value]) => [Number(number), value]),
    ...Object.entries(high).map(([number, value]) => [Number(number) + Number(first), value]),
  ];
};

const head = `"""Names of what the parsers read, made from spec/ by \`make generate\`: do not edit.

Nothing here is needed to read a stream: import it when something is to be shown or told.

    TYPES["hvm_cpu"].fields        all that a struct has, in the order of the spec
    CLASSES["HvmCpu"]              "hvm_cpu": the name of an object's type, by its class
    ENUMS["hvm_save_code"][2].id   "cpu"
    FEATURES, WORDS                the bits of CPUID and of MSR 0x10a, by Xen's names
    MSRS[0x48].xen                 ("MSR_SPEC_CTRL",)

Where a field stands: those of the role "seq" follow each other, as far as they are there (not None),
each of \`bits\` an element, or as long as its own struct is; those of the role "lazy" stand at \`pos\`
of the octets that their struct was read of. A struct that \`is_sized\` is read of octets of its own.
"""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """What a struct has."""

    id: str
    """Its name in the spec, and of the attribute that the parser makes."""
    role: str
    """seq: read in order; lazy: read when asked for; value: computed of others."""
    xen: tuple[str, ...] = ()
    """Its names in Xen, the best first."""
    type: str = ""
    """u1 to u8, s1 to s8, b1 to b64, str, strz, a key of TYPES, or empty: octets, or see \`cases\`."""
    bits: int = 0
    """Of one element; 0 where that hangs on the stream."""
    repeat: str = ""
    """expr, eos (to the end) or until, for a list; else empty."""
    count: int = 0
    """Of a list, how many; 0 where that hangs on the stream."""
    pos: int | str | None = None
    """Of a lazy field, the offset in octets, or an expression."""
    io: str = ""
    """Of a lazy field, whose octets it is read of, if not of its struct's."""
    is_sized: bool = False
    """Whether a struct has octets of its own, from 0 on."""
    radix: int = 16
    """How people read its number."""
    enum: str = ""
    """A key of ENUMS."""
    when: str = ""
    """The expression on which it is there; empty: always."""
    value: str = ""
    """The expression that computes it."""
    cases: tuple[tuple[str, str], ...] = ()
    """Of a type that hangs on another field: its values' names, and keys of TYPES."""
    doc: str = ""
    since: tuple[str, ...] = ()
    """The releases of Xen that brought it: the last one is the version since which all have it."""


class Type(NamedTuple):
    """A struct."""

    module: str
    path: str
    """The class in its module."""
    fields: tuple[Field, ...]
    xen: tuple[str, ...] = ()
    doc: str = ""
    line: str = ""
    """What says it in one line, as the Web IDE writes it: {field} and {field:dec} stand for values."""
    is_switched: bool = False
    """Whether its constructor wants to be told the endianness."""


class Named(NamedTuple):
    """A number that has a name."""

    id: str
    xen: tuple[str, ...] = ()
    doc: str = ""
    since: tuple[str, ...] = ()


class Word(NamedTuple):
    """Where 32 features stand: in a register of CPUID, or from a bit of an MSR on."""

    leaf: int | None = None
    subleaf: int | None = None
    """None: the leaf has none."""
    register: str = ""
    """eax, ebx, ecx or edx."""
    msr: int | None = None
    first_bit: int = 0


class Feature(NamedTuple):
    """A bit of a processor's features."""

    name: str
    """In Xen, without XEN_X86_FEATURE_ before it."""
    id: str
    word: str
    """A key of WORDS and of TYPES."""
    bit: int
    """Of the word, 0 to 31."""
    since: tuple[str, ...]
    """The releases that brought its name: of older branches, the first point release that has it."""
`;

export const namesModule = () => {
  const all = typesOf();
  const types = Object.fromEntries(all.map((each) => [each.id, each]));
  const lines = [head, '', 'TYPES: dict[str, Type] = {'];
  for (const type of all) {
    const { body } = type;
    lines.push(`    ${python(type.id)}: Type(`);
    lines.push(`        module=${python(type.module)},`, `        path=${python(type.path.join('.'))},`);
    lines.push('        fields=(');
    for (const field of fieldsOf(types, type)) {
      lines.push(`            ${call('Field', field, fieldDefaults)},`);
    }
    lines.push('        ),');
    const rest = {
      xen: list(body['-orig-id']),
      doc: oneLine(body.doc),
      line: body['-webide-representation'] ?? '',
      is_switched: type.isSwitched,
    };
    const defaults = { xen: [], doc: '', line: '', is_switched: false };
    for (const [key, value] of Object.entries(rest)) {
      if (JSON.stringify(value) !== JSON.stringify(defaults[key])) {
        lines.push(`        ${key}=${python(value)},`);
      }
    }
    lines.push('    ),');
  }
  lines.push('}', '', 'CLASSES: dict[str, str] = {');
  lines.push(...all.map(({ id, path }) => `    ${python(path.at(-1))}: ${python(id)},`), '}', '');
  lines.push('ENUMS: dict[str, dict[int, Named]] = {');
  for (const { body } of all) {
    for (const [id, values] of Object.entries(body.enums ?? {})) {
      lines.push(`    ${python(id)}: {`);
      for (const [number, value] of Object.entries(values)) {
        lines.push(`        ${number}: ${call('Named', named(valueOf(value)), namedDefaults)},`);
      }
      lines.push('    },');
    }
  }
  lines.push('}', '', 'WORDS: dict[str, Word] = {');
  for (const [id, word] of Object.entries(wordsOf(types))) {
    lines.push(`    ${python(id)}: ${call('Word', word, wordDefaults)},`);
  }
  lines.push('}', '', 'FEATURES: tuple[Feature, ...] = (');
  lines.push(...featuresOf(types).map((each) => `    ${call('Feature', each, {})},`), ')', '');
  lines.push('MSRS: dict[int, Named] = {');
  for (const [number, value] of msrsOf(types)) {
    const key = `0x${number.toString(16)}`;
    lines.push(`    ${key}: ${call('Named', named(value), namedDefaults)},`);
  }
  lines.push('}', '');
  return lines.join('\n');
};

export const sizesModule = () => {
  const all = typesOf();
  const types = Object.fromEntries(all.map((each) => [each.id, each]));
  const lines = [
    '"""Octets of the structs that have a fixed size, made from spec/: do not edit.',
    '',
    'Of one that grew over the releases of Xen it is the size that the newest writes.',
    '"""',
    '',
    'SIZES = {',
  ];
  for (const type of all) {
    const bits = longestOfType(types, type);
    if (bits) {
      lines.push(`    ${python(type.id)}: ${bits / 8},`);
    }
  }
  return [...lines, '}', ''].join('\n');
};
