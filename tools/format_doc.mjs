// Makes docs/format.md and docs/format.svg from the specs.
//
//   node tools/format_doc.mjs [--write]
//
// Without --write it checks that they are up to date. The diagram is rendered by graphviz's `dot`;
// the check needs none, since the diagram carries a hash of what it was rendered from.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileSpec, generatedFolder, loadSpec, specPaths } from './kaitai.mjs';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const first = ['xl_save_image', 'libxl_migration', 'libxc_migration'];

const specs = Object.fromEntries(specPaths().map((path) => [basename(path, '.ksy'), loadSpec(path)]));
const order = [...first, ...Object.keys(specs).filter((id) => !first.includes(id))];

/** All types of all specs by their names, which are unique. */
const types = {};
const collect = (id, type) => {
  types[id] = type;
  Object.entries(type.types ?? {}).forEach(([name, inner]) => collect(name, inner));
};
Object.entries(specs).forEach(([id, spec]) => collect(id, spec));

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

/** Paragraphs, each on a line of its own. */
const prose = (text = '') =>
  text.trim().split(/\n\s*\n/).flatMap((part) => [part.replace(/\s*\n\s*/g, ' '), '']);

const references = (value) => [
  list(value).map((url) => `[${decodeURI(url.split('/').at(-1))}](${url})`).join(', '), '',
];

const link = (type) => {
  const name = type.split('::').at(-1).split('(')[0];
  return types[name] ? `[${name}](#${name})` : code(type);
};

const kindOf = ({ type, enum: named, size, 'size-eos': toEnd, ...field }) => {
  const parts = [];
  if (typeof type === 'object') {
    parts.push(`by ${code(type['switch-on'])}, see below`);
  } else if (type) {
    parts.push(link(type));
  } else {
    parts.push('octets');
  }
  if (named) {
    parts.push(`enum [${named}](#enum-${named})`);
  }
  if (field.repeat === 'eos') {
    parts.push('repeated to the end');
  } else if (field.repeat === 'until') {
    parts.push(`repeated until ${code(field['repeat-until'])}`);
  } else if (field.repeat) {
    parts.push(`${cell(field['repeat-expr'])} times`);
  }
  if (typeof size === 'string') {
    parts.push(`${code(size)} octets`);
  } else if (toEnd) {
    parts.push('to the end');
  }
  return parts.join(', ');
};

const meaning = ({ doc, valid, if: condition }) =>
  cell([
    condition && `Only if ${code(condition)}.`,
    valid !== undefined && `Must be ${code(valid)}.`,
    doc,
  ].filter(Boolean).join(' '));

const original = (field) => (field['-orig-id'] ? code(field['-orig-id']) : '');

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

const endianness = ({ endian } = {}) => {
  if (!endian) {
    return [];
  }
  const words = { le: 'Little-endian.', be: 'Big-endian.' };
  return [words[endian] ?? `In the endianness that ${code(endian['switch-on'])} tells.`, ''];
};

const enumSection = ([name, values]) => [
  `### enum ${name}`, '',
  ...table(
    ['value', 'name', "Xen's name", 'meaning'],
    Object.entries(values).map(([value, each]) => {
      const text = typeof each === 'string' ? { id: each } : each;
      const shown = Number(value) > 9 ? `0x${Number(value).toString(16)}` : value;
      return row(shown, code(text.id), original(text), cell(text.doc ?? ''));
    }),
  ),
];

const typeSection = (id, type, level = '###') => {
  const fields = type.seq ?? [];
  const instances = Object.entries(type.instances ?? {});
  const size = fields.length ? sum(fields.map(sizeOf)) : null;
  const parameters = (type.params ?? []).map((each) => code(each.id)).join(', ');
  return [
    `${level} ${id}`, '',
    ...prose(type.doc),
    ...references(type['doc-ref']),
    ...endianness(type.meta),
    ...(parameters ? [`It is told ${parameters}.`, ''] : []),
    ...(size === null ? [] : [`${size} octets.`, '']),
    ...(fields.length
      ? table(['offset', 'octets', 'field', "Xen's name", 'type', 'meaning'], fieldRows(fields))
      : []),
    ...fields.filter((field) => typeof field.type === 'object').flatMap(choices),
    ...(instances.length
      ? table(['derived', "Xen's name", 'value', 'meaning'], instances.map(instanceRow))
      : []),
    ...Object.entries(type.types ?? {}).flatMap(([name, inner]) => typeSection(name, inner)),
    ...Object.entries(type.enums ?? {}).flatMap(enumSection),
  ];
};

const page = () => [
  '# The formats', '',
  '<!-- `make docs` writes this page from spec/, by tools/format_doc.mjs. Change the specs. -->', '',
  'Every field of every stream, as the specs in `spec/` have it. Offsets and sizes are in octets,'
  + ' and stand where no stream can change them; "derived" are values that the parsers give and'
  + ' that take no octets of their own where they stand.', '',
  '[The diagram](format.svg) has the xl image, libxl\'s stream and libxc\'s, each with its types.', '',
  ...order.map((id) => `- [${specs[id].meta.title}](#${id})`), '',
  ...order.flatMap((id) => typeSection(id, specs[id], '##')),
].join('\n').trimEnd() + '\n';

// --- The diagram ---

/** The compiler's graph without derived values and blobs: their lines would cross all of it. */
const graph = async () => {
  const spec = loadSpec(join(generatedFolder, 'webide', 'xl_save_image.ksy'));
  const [dot] = Object.values(await compileSpec('graphviz', spec));
  const left = new Set(['blob__seq']);
  const nodes = dot.replace(/^\t*(\w+) \[label=<<TABLE[^]*?<\/TABLE>>\];\n/gm, (node, name) => {
    if (!node.includes('>value</TD>')) {
      return node;
    }
    left.add(name);
    return '';
  });
  const isKept = (line) => {
    const [, from, to] = /^\s*(\w+)(?::\w+)? -> (\w+)/.exec(line) ?? [];
    return !from || ![from, to].some((name) => left.has(name) || name.endsWith('__params'));
  };
  const kept = nodes.split('\n').filter(isKept).join('\n');
  return kept.replace(/label="(?:\w+::)+(\w+)"/g, 'label="$1"');
};

/** The diagram with a hash of its source in front, or null where `dot` is missing. */
const render = (dot, mark) => {
  const { status, stdout } = spawnSync('dot', ['-Tsvg'], { input: dot, maxBuffer: 1 << 26 });
  return status === 0 ? `${String(stdout).trimEnd()}\n${mark}\n` : null;
};

const text = page();
const dot = await graph();
const mark = `<!-- of ${createHash('sha256').update(dot).digest('hex')} -->`;
const [textFile, diagramFile] = ['format.md', 'format.svg'].map((name) => join(docs, name));
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const textIsOld = read(textFile) !== text;
const diagramIsOld = !read(diagramFile).includes(mark);
if (process.argv.includes('--write')) {
  writeFileSync(textFile, text);
  const diagram = diagramIsOld ? render(dot, mark) : null;
  if (diagram) {
    writeFileSync(diagramFile, diagram);
  } else if (diagramIsOld) {
    console.error('docs/format.svg is out of date, and graphviz is not here to render it');
    process.exitCode = 1;
  }
} else {
  for (const [name, isOld] of [['format.md', textIsOld], ['format.svg', diagramIsOld]]) {
    if (isOld) {
      console.error(`docs/${name} differs from what spec/ makes: run 'make docs'`);
      process.exitCode = 1;
    }
  }
}
