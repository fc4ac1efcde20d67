// What the specs say of processors, how long structs are, and which texts there are, as data for
// Python.
//
// `namesModule` gives the text of generated/xenstream_parsers/names.py, and `sizesModule` that of
// sizes.py; their docstrings say what is in them.
import { basename } from 'node:path';
import { loadSpec, specPaths } from './kaitai.mjs';

const list = (value) => (value === undefined ? [] : [value].flat());
const oneLine = (text = '') => text.trim().replace(/([^\n])\n(?=[^\n])/g, '$1 ');

/** All types of all specs by their names, the specs themselves included. */
const typesOf = () => {
  const found = {};
  const visit = (id, body) => {
    found[id] = { id, body };
    Object.entries(body.types ?? {}).forEach(([name, inner]) => visit(name, inner));
  };
  specPaths().forEach((path) => visit(basename(path, '.ksy'), loadSpec(path)));
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

/** Bits of a type before the first field whose length depends on the stream. */
const headOfType = (types, type) => {
  const bits = (type.body.seq ?? []).map((field) => bitsOfField(types, field));
  const free = bits.indexOf(undefined);
  return bits.slice(0, free < 0 ? bits.length : free).reduce((sum, each) => sum + each, 0);
};

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

/** Numbers that have a name, and their enums' values: high ones are in an enum of their own. */
const numbersOf = (types, low, highInstance) => {
  const { enum: high, if: when } = highInstance;
  const { enums } = types.xen_cpu_policy.body;
  const [, first] = match(when, /^\w+\.\S+ >= \((\w+)\)\S+$/, high);
  return [
    ...Object.entries(enums[low]).map(([number, value]) => [Number(number), value]),
    ...Object.entries(enums[high]).map(([number, value]) => [Number(number) + Number(first), value]),
  ];
};
const msrsOf = (types) =>
  numbersOf(types, 'msr_index', types.msr_entry.body.instances.extended_msr);

/** The leaves of CPUID that have a name: {name: leaf}, and what stands for no subleaf. */
const leavesOf = (types) => {
  const { extended_cpuid_index: high, has_subleaf: subleaf } = types.cpuid_leaf.body.instances;
  const leaves = numbersOf(types, 'cpuid_index', high).map(([number, { id }]) =>
    [number >= 2 ** 31 ? `extended_${id}` : id, number]);
  const [, none] = match(subleaf.value, /^subleaf\.\S+ != \((\w+)\)\S+$/, 'has_subleaf');
  return { leaves, none };
};

const head = `"""Names of a processor's features and MSRs, made from spec/: do not edit.

    FEATURES              all features of Xen's featureset, in its order
    WORDS["features_7b0"] where a word of them stands: leaf 0x7, subleaf 0, ebx
    MSRS[0x48].xen        ("MSR_SPEC_CTRL",)
    LEAVES["topology"]    0xb, a leaf of CPUID; NO_SUBLEAF stands for the subleaf of one without

Nothing here is needed to read a stream: import it when something is to be told or held against it.
"""

from __future__ import annotations

from typing import NamedTuple


class Msr(NamedTuple):
    """A model-specific register that a stream may hold."""

    id: str
    xen: tuple[str, ...] = ()
    doc: str = ""
    since: tuple[str, ...] = ()
    """The version of Xen that brought it to streams."""


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
    """A key of WORDS."""
    bit: int
    """Of the word, 0 to 31."""
    since: tuple[str, ...]
    """The releases that brought its name: of older branches, the first point release that has it."""
`;

export const namesModule = () => {
  const types = typesOf();
  const lines = [head, '', 'WORDS: dict[str, Word] = {'];
  for (const [id, word] of Object.entries(wordsOf(types))) {
    lines.push(`    ${python(id)}: ${call('Word', word, wordDefaults)},`);
  }
  lines.push('}', '', 'FEATURES: tuple[Feature, ...] = (');
  lines.push(...featuresOf(types).map((each) => `    ${call('Feature', each, {})},`), ')', '');
  lines.push('MSRS: dict[int, Msr] = {');
  for (const [number, value] of msrsOf(types)) {
    const key = `0x${number.toString(16)}`;
    lines.push(`    ${key}: ${call('Msr', named(value), namedDefaults)},`);
  }
  const { leaves, none } = leavesOf(types);
  lines.push('}', '', 'LEAVES: dict[str, int] = {');
  lines.push(...leaves.map(([id, number]) => `    ${python(id)}: 0x${number.toString(16)},`));
  lines.push('}', `NO_SUBLEAF = ${none}`, '');
  return lines.join('\n');
};

/** The texts that a field is told by: [name in Xen, the text with what ends it, as Python has it]. */
const textsOf = (types) =>
  Object.values(types).flatMap(({ body }) =>
    Object.values(body.instances ?? {}).flatMap(({ value, '-orig-id': xen }) => {
      const [, id, text] = /^(\w+) == "([^"\\]*)"$/.exec(value ?? '') ?? [];
      const { terminator = 0 } = body.seq?.find((field) => field.id === id) ?? {};
      const end = `\\x${terminator.toString(16).padStart(2, '0')}`;
      return id ? [[xen, `"${text}${end}"`]] : [];
    }));

/** Where the parts begin of types that have no sequence, as lines of Python. */
const placesOf = (types) =>
  Object.values(types).flatMap(({ id, body }) => {
    const places = Object.entries(body.instances ?? {}).filter(([, { pos }]) => pos > 0);
    const told = places.map(([name, { pos }]) => `${python(name)}: ${pos}`);
    return body.seq || !told.length ? [] : [`    ${python(id)}: {${told.join(', ')}},`];
  });

/** What HVM_CONTEXT is framed by, for a reader that imports no module of its types. */
const layoutOf = (types, name) =>
  `<${types[name].body.seq.map(({ type }) => ({ u1: 'B', u2: 'H', u4: 'I', u8: 'Q' })[type]).join('')}`;

const codesOf = (types) =>
  Object.entries(types.xen_hvm_context.body.enums.hvm_save_code).map(([code, { id }]) => [id, code]);

export const sizesModule = () => {
  const types = typesOf();
  const lines = [
    '"""Octets of the structs that have a fixed size, and texts of xl: made from spec/, do not edit.',
    '',
    'Of a struct that grew over the releases of Xen it is the size that the newest writes.',
    '"""',
    '',
    'SIZES = {',
  ];
  const heads = [];
  for (const type of Object.values(types)) {
    const bits = longestOfType(types, type);
    if (bits) {
      lines.push(`    ${python(type.id)}: ${bits / 8},`);
    } else if (headOfType(types, type)) {
      heads.push(`    ${python(type.id)}: ${headOfType(types, type) / 8},`);
    }
  }
  lines.push('}', '', 'HEADS = {', ...heads, '}');
  lines.push('"""Of the others: octets before the first field whose length depends on the stream."""');
  lines.push('', 'PLACES = {', ...placesOf(types), '}');
  lines.push('"""Where in a type that is nothing but places its parts begin, in octets."""');
  lines.push('', 'TEXTS = {', ...textsOf(types).map(([xen, text]) => `    ${python(xen)}: b${text},`), '}');
  lines.push('"""By Xen\'s names, with what ends them."""');
  lines.push('', `HVM_SAVE_DESCRIPTOR = ${python(layoutOf(types, 'hvm_save_descriptor'))}`);
  lines.push('"""The format of the struct, for struct.Struct."""');
  lines.push('', 'HVM_SAVE_CODES = {', ...codesOf(types).map(([id, code]) => `    ${python(id)}: ${code},`), '}');
  lines.push('"""The typecodes of the entries of an HVM save image, by their names in the spec."""');
  return [...lines, ''].join('\n');
};

/** Where the fields of structs stand that have a fixed size: {struct: {field: octets}}. */
export const offsetsModule = () => {
  const types = typesOf();
  const lines = [
    '"""Where the fields stand in the structs that have a fixed size, made from spec/: do not edit.',
    '',
    'In octets from the beginning of the struct, with all that newer releases of Xen have.',
    '"""',
    '',
    'OFFSETS = {',
  ];
  for (const type of Object.values(types)) {
    if (!longestOfType(types, type) || type.body.seq.some(({ type: of }) => /^b\d+$/.test(of))) {
      continue;
    }
    lines.push(`    ${python(type.id)}: {`);
    let at = 0;
    for (const { if: _, ...field } of type.body.seq) {
      lines.push(`        ${python(field.id)}: ${at},`);
      at += bitsOfField(types, field) / 8;
    }
    lines.push('    },');
  }
  return [...lines, '}', ''].join('\n');
};
