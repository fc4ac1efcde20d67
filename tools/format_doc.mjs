// Makes docs/format.md and the diagrams in docs/format/ from the specs.
//
//   node tools/format_doc.mjs [--write]
//
// Without --write it checks that they are up to date. The diagrams are drawn by graphviz's `dot`;
// the check needs none, since each carries a hash of what it was drawn from and of what was drawn.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diagrams, draw, isCurrent } from './format_diagram.mjs';
import { loadSpec, specPaths } from './kaitai.mjs';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const first = ['xl_save_image', 'libxl_migration', 'libxc_migration'];

const specs = Object.fromEntries(specPaths().map((path) => [basename(path, '.ksy'), loadSpec(path)]));
const order = [...first, ...Object.keys(specs).filter((id) => !first.includes(id))];

/** All types of all specs by their names, which are unique, and the endianness of each. */
const types = {};
const endians = {};
const collect = (id, type, outer) => {
  types[id] = type;
  const endian = type.meta?.endian;
  endians[id] = endian ? { endian, of: id } : outer;
  Object.entries(type.types ?? {}).forEach(([name, inner]) => collect(name, inner, endians[id]));
};
Object.entries(specs).forEach(([id, spec]) => collect(id, spec));
const drawings = await diagrams(specs);

// --- Sizes ---

const sum = (sizes) => sizes.reduce((all, one) => (one === null ? null : all + one), 0);

/** The octets of one value of a field, or null where only the stream tells. */
const sizeOfOne = ({ type, size, 'size-eos': toEnd }) => {
  if (size !== undefined || toEnd) {
    return Number.isInteger(size) ? size : null;
  }
  const [name] = typeof type === 'string' ? type.split('::').at(-1).split('(') : [''];
  const integer = /^[us]([1248])$/.exec(name);
  if (integer) {
    return Number(integer[1]);
  }
  const fields = types[name]?.seq;
  return fields?.length ? sum(fields.map(sizeOf)) : null;
};

/** The octets of a field, or null where only the stream tells. */
const sizeOf = (field) => {
  const one = sizeOfOne(field);
  const count = field.repeat ? field['repeat-expr'] : 1;
  return one === null || field.if || !Number.isInteger(count) ? null : one * count;
};

// --- Text ---

const cell = (text) => String(text).replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
const code = (text) => `\`${cell(text)}\``;
const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(...heads), row(...heads.map(() => '---')), ...rows, ''];
const list = (value) => (Array.isArray(value) ? value : [value]);

/** Paragraphs and the items of lists, each on a line of its own. */
const prose = (text = '') =>
  text.trim().split(/\n\s*\n/).flatMap((part) =>
    [...part.trim().replace(/\s*\n\s*(?!\s|\* |\d+\. )/g, ' ').split(/\s*\n\s*/), '']);

const references = (value) => [
  list(value)
    .map((url) => `[${decodeURI(url.split('/').at(-1)).replace('#L', ', line ')}](${url})`)
    .join(', '),
  '',
];

/** A number as hexadecimal octets; anything else as it is. */
const hex = (value) =>
  Number.isInteger(value) ? `0x${value.toString(16).replace(/^(?=(?:..)*.$)/, '0')}` : value;

const link = (type) => {
  if (!type) {
    return 'octets';
  }
  const name = type.split('::').at(-1).split('(')[0];
  return types[name] ? `[${name}](#${name})` : code(type);
};

/** Where a text ends, and what its characters are. */
const textOf = ({ type, terminator, 'eos-error': mustEnd, encoding }) => [
  terminator !== undefined && `ended by ${code(hex(terminator))}`,
  type === 'strz' && `ended by a NUL${mustEnd === false ? ' or where there is no more' : ''}`,
  encoding,
];

const kindOf = (field) => {
  const { type, enum: named, size, 'size-eos': toEnd, repeat } = field;
  const octets = `${Number.isInteger(size) ? size : code(size)} octets`;
  const times = {
    eos: 'repeated to the end',
    until: `repeated until ${code(field['repeat-until'])}`,
    expr: `${cell(field['repeat-expr'])} times`,
  };
  return [
    typeof type === 'object'
      ? `${octets} by ${code(type['switch-on'])}, see below`
      : link(type) + (size === undefined ? '' : ` of ${octets}${repeat ? ' each' : ''}`),
    named && `enum [${named}](#enum-${named})`,
    toEnd && 'to the end',
    ...textOf(field),
    times[repeat],
  ].filter(Boolean).join(', ');
};

const meaning = ({ doc, valid, if: condition }) =>
  cell([
    condition && `Only if ${code(condition)}.`,
    valid !== undefined && `Must be ${code(hex(valid))}.`,
    doc,
  ].filter(Boolean).join(' '));

const original = ({ '-orig-id': names = [] }) => list(names).map(code).join(', ');

// --- Sections ---

const fieldRows = (fields) => {
  let offset = 0;
  return fields.map((field) => {
    const at = offset ?? '';
    const size = sizeOf(field);
    offset = offset === null || size === null ? null : offset + size;
    return row(at, size ?? '', code(field.id), original(field), kindOf(field), meaning(field));
  });
};

const choices = ({ id, type }) => [
  `What ${code(id)} is:`, '',
  ...table(
    [code(type['switch-on']), 'type'],
    Object.entries(type.cases).map(([value, kind]) =>
      row(value === '_' ? 'anything else' : code(value.split('::').at(-1)), link(kind))),
  ),
];

const instanceRow = ([id, field]) => {
  const at = 'value' in field ? code(field.value) : `at ${code(field.pos)}: ${kindOf(field)}`;
  const named = field.enum && 'value' in field ? `, enum [${field.enum}](#enum-${field.enum})` : '';
  return row(code(id), original(field), at + named, meaning(field));
};

/** The words of a type or of a field taken apart. */
const bitRows = (bits, instances) =>
  Object.entries(bits)
    .sort(([left], [right]) => parseInt(right, 10) - parseInt(left, 10))
    .map(([range, id]) => {
      const { enum: named, ...field } = instances[id];
      const kind = named ? `enum [${named}](#enum-${named})` : '';
      return row(range, code(id), original(field), kind, meaning(field));
    });

const bitTable = (title, bits, instances) => [
  title, '',
  ...table(['bits', 'field', "Xen's name", 'type', 'meaning'], bitRows(bits, instances)),
];

const isWide = (field) => /^[us][248]$/.test(field.type);

/** The endianness of a type that sets it, or that has integers which depend on it. */
const endianness = (id, type) => {
  const { endian, of } = endians[id];
  const has = [...(type.seq ?? []), ...Object.values(type.instances ?? {})].some(isWide);
  if (of !== id && !has) {
    return [];
  }
  if (typeof endian === 'string') {
    return [{ le: 'Little-endian.', be: 'Big-endian.' }[endian], ''];
  }
  const told = code(endian['switch-on']);
  const whose = of === id ? told : `${told} of [${of}](#${of})`;
  return [`Little-endian or big-endian, as ${whose} tells.`, ''];
};

const enumSection = ([name, values]) => [
  `### enum ${name}`, '',
  ...table(
    ['value', 'name', "Xen's name", 'meaning'],
    Object.entries(values).map(([value, each]) => {
      const shown = Number(value) > 9 ? `0x${Number(value).toString(16)}` : value;
      return row(shown, code(each.id), original(each), cell(each.doc ?? ''));
    }),
  ),
];

const drawingsBefore = (id) =>
  Object.entries(drawings)
    .filter(([, { before }]) => before === id)
    .flatMap(([name]) => [`![The types from ${id} on](format/${name}.svg)`, '']);

const typeSection = (id, type, level = '###') => {
  const fields = type.seq ?? [];
  const all = type.instances ?? {};
  const words = [
    ...(type['-bits'] ? [['The word:', type['-bits']]] : []),
    ...fields
      .filter((field) => field['-bits'])
      .map((field) => [`${code(field.id)} has these bits:`, field['-bits']]),
  ];
  const bits = new Set(words.flatMap(([, each]) => Object.values(each)));
  const instances = Object.entries(all).filter(([name]) => !bits.has(name));
  const size = fields.length ? sum(fields.map(sizeOf)) : null;
  const parameters = type.params ?? [];
  return [
    `${level} ${id}`, '',
    ...prose(type.doc),
    ...(type['-orig-id'] ? [`In Xen: ${original(type)}.`, ''] : []),
    ...references(type['doc-ref']),
    ...drawingsBefore(id),
    ...endianness(id, type),
    ...(size === null ? [] : [`${size} octets.`, '']),
    ...(parameters.length
      ? table(
        ['parameter', 'type', 'meaning'],
        parameters.map((each) => row(code(each.id), code(each.type), meaning(each))),
      )
      : []),
    ...(fields.length
      ? table(['offset', 'octets', 'field', "Xen's name", 'type', 'meaning'], fieldRows(fields))
      : []),
    ...fields.filter((field) => typeof field.type === 'object').flatMap(choices),
    ...words.flatMap(([title, each]) => bitTable(title, each, all)),
    ...(instances.length
      ? table(['derived', "Xen's name", 'value', 'meaning'], instances.map(instanceRow))
      : []),
    ...Object.entries(type.types ?? {}).flatMap(([name, inner]) => typeSection(name, inner)),
    ...Object.entries(type.enums ?? {}).flatMap(enumSection),
  ];
};

const legend = [
  ['`u1`, `u2`, `u4`, `u8`', 'an unsigned integer of so many octets'],
  ['`str`, `strz`', 'a text; `strz` is ended by a NUL, which is not part of it'],
  ['octets', 'octets that are not described further'],
  ['to the end', 'to the end of what the type may read: a record\'s body where it has one'],
  ['`_`', 'the element that was read last, where something is repeated'],
  ['`_parent`', 'what holds the type: its other fields, and its own `_parent`'],
  [
    '`_io.size`, `_io.pos`, `_io.eof`',
    'of the octets that the type may read (a record\'s body where it has one, else the file):'
    + ' how many they are, how many are read, and whether all are',
  ],
  ['`x.as<u4>`', 'x, as a number of that type: a hint to some languages, which changes no value'],
  ['`sizeof<x>`', 'the octets of an x'],
  ['`x::y`', 'the value y of the enum x, or the type y of the spec x'],
  ['`a ? b : c`', 'b if a holds, else c'],
  ['`&`, `>>`, `%`', 'bitwise and, a shift to the right, the remainder of a division'],
  ['`x.size`, `x.to_s`', 'the number of elements of x; the number x as a text'],
];

const page = () => [
  '# The formats', '',
  '<!-- `make docs` writes this page from spec/, by tools/format_doc.mjs. Change the specs. -->', '',
  'Every field of every stream, as the specs in `spec/` have it, which are its source.', '',
  ...order.map((id) => `- [${specs[id].meta.title}](#${id})`), '',
  'What holds what:', '',
  '![The formats, and which is within which](format/layers.svg)', '',
  '![What Xen keeps of a domain on x86, within them](format/layers_x86.svg)', '',
  '## How to read the tables', '',
  'Offsets and sizes are in octets, and stand where no stream can change them. "Derived" are values'
  + ' that the parsers give and that take no octets of their own where they stand: computed from'
  + ' others, or parsed "at" a place once they are asked for. Where a field "must be" something,'
  + ' parsers stop otherwise. "Xen\'s name" is that of the headers or, where it differs, that of'
  + ' the specification, too; for what QEMU, libvirt and xapi write it is theirs.', '',
  'In the diagrams a row is the octets, the name and the type of a field. `[]` is said of what is'
  + ' repeated, `?` of what is not always there; *slanted* is what is parsed once it is asked for.',
  '',
  ...table(['in a table', 'is'], legend.map((each) => row(...each))),
  ...order.flatMap((id) => typeSection(id, specs[id], '##')),
].join('\n').trimEnd() + '\n';

// --- The files ---

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const folder = join(docs, 'format');
const present = existsSync(folder) ? readdirSync(folder) : [];

const text = page();
const old = [
  ...(read(join(docs, 'format.md')) === text ? [] : ['format.md']),
  ...Object.entries(drawings)
    .filter(([name, { dot }]) => !isCurrent(read(join(folder, `${name}.svg`)), dot))
    .map(([name]) => `format/${name}.svg`),
  ...present.filter((name) => !drawings[basename(name, '.svg')]).map((name) => `format/${name}`),
];

const write = (name) => {
  const drawing = drawings[basename(name, '.svg')];
  if (name === 'format.md') {
    writeFileSync(join(docs, name), text);
  } else if (!drawing) {
    rmSync(join(docs, name));
  } else {
    const drawn = draw(drawing.dot);
    if (!drawn) {
      throw new Error(`docs/${name} is out of date, and graphviz is not here to draw it`);
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(docs, name), drawn);
  }
};

for (const name of old) {
  try {
    if (!process.argv.includes('--write')) {
      throw new Error(`docs/${name} differs from what spec/ makes: run 'make docs'`);
    }
    write(name);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
