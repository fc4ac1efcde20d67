// A spec with all that it imports in one file: what the Web IDE opens at once, and what the runtimes
// read that know no type of another file's.
//
//   node tools/bundle.mjs [NAME]
//
// As a command it prints all of spec/ as nested types of one spec that has nothing else.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSpec, specFolder, specPaths } from './kaitai.mjs';

const specOf = (id) => loadSpec(join(specFolder, `${id}.ksy`));

export const specIds = () => specPaths().map((path) => basename(path, '.ksy'));

/** What a spec imports, and what these import, each once. */
export const importsOf = (id) => {
  const found = new Set();
  const visit = (name) => {
    for (const each of specOf(name).meta.imports ?? []) {
      found.add(each);
      visit(each);
    }
  };
  visit(id);
  return [...found].sort();
};

const indentOf = (line) => /^ */.exec(line)[0].length;
const own = '-webide-instances:';

/** The lines of a spec with what each type has for the Web IDE's lines among its instances. */
const withTheWebIdes = (lines) => {
  const out = [...lines];
  for (let at; (at = out.findIndex((line) => line.trim() === own)) >= 0;) {
    const indent = indentOf(out[at]);
    const ends = (from) => {
      const end = out.findIndex((line, index) => index > from && line && indentOf(line) <= indent);
      return end < 0 ? out.length : end;
    };
    const [head, ...block] = out.splice(at, ends(at) - at);
    const plain = head.replace(own, 'instances:');
    const end = out.findIndex((line, index) => index >= at && line && indentOf(line) < indent);
    const there = out.indexOf(plain, at);
    const isThere = there >= 0 && (end < 0 || there < end);
    out.splice(isThere ? there + 1 : at, 0, ...(isThere ? block : [plain, ...block]));
  }
  return out;
};

/** The top-level sections of a spec as {key: its lines}, in order. */
const sections = (id, isForTheWebIde = false) => {
  const found = {};
  const text = readFileSync(join(specFolder, `${id}.ksy`), 'utf8').trimEnd().split('\n');
  let lines;
  for (const line of isForTheWebIde ? withTheWebIdes(text) : text) {
    const key = /^([a-z-]+):/.exec(line)?.[1];
    if (key) {
      lines = found[key] = [];
    }
    if (!lines) {
      throw new Error(`${id}.ksy does not begin with a section`);
    }
    lines.push(line);
  }
  return found;
};

const exactType = 'exact_u8';
const shifts = Array.from({ length: 8 }, (_, index) => 28 - 4 * index);
const digit = (word, shift) => {
  const value = `((${word} >> ${shift}) & 0xf)`;
  return `"0123456789abcdef".substring(${value}, ${value} + 1)`;
};

/** 64 bits as two words and a text: the Web IDE's own numbers are exact up to 2^53 alone. */
const exact = `  ${exactType}:
    meta:
      endian:
        switch-on: is_le
        cases:
          true: le
          false: be
    doc: 64 bits, exact where the Web IDE would round them.
    -webide-representation: '{text}'
    params:
      - id: is_le
        type: bool
    seq:
      - id: word0
        type: u4
      - id: word1
        type: u4
    instances:
      low:
        value: 'is_le ? word0 : word1'
      high:
        value: 'is_le ? word1 : word0'
      text:
        value: '"0x" + ${['high', 'low'].flatMap((word) => shifts.map((shift) => digit(word, shift))).join(' + ')}'`;

const typesOf = (id, body, found = {}) => {
  found[id] = body;
  Object.entries(body.types ?? {}).forEach(([name, inner]) => typesOf(name, inner, found));
  return found;
};

const fieldsOf = ({ seq = [], instances = {} }) => [
  ...seq.map((field) => [field.id, field]),
  ...Object.entries(instances),
];

/** How a type reaches the parameter that tells its endianness: through those that hold it. */
const endianness = (types, name) => {
  const switched = Object.keys(types).find((each) => types[each].meta?.endian?.['switch-on']
    && typesOf(each, types[each])[name]);
  const isOf = ({ type }, wanted) =>
    type === wanted || Object.values(type?.cases ?? {}).includes(wanted);
  let path = '';
  for (let at = name; at !== switched; path += '_parent.') {
    at = Object.keys(types).find((each) => fieldsOf(types[each]).some(([, one]) => isOf(one, at)));
    if (!at) {
      throw new Error(`${name}: nothing holds it that knows its endianness`);
    }
  }
  return `${path}${types[switched].meta.endian['switch-on']}`;
};

/**
 * The types of a spec for the Web IDE: numbers of 64 bits are exact, but for those that others are
 * computed of (a name is none: it is that of a number which may be rounded); and a word of features
 * is the names that are set.
 */
const forTheWebIde = (id, lines) => {
  const spec = specOf(id);
  const types = typesOf(id, spec);
  const isSwitched = (name) => Object.values(types).some(
    (each) => each.meta?.endian?.['switch-on'] && typesOf('', each)[name] && each !== types[name],
  );
  const isComputedOf = (name, field) => fieldsOf(types[name]).some(
    ([, { value }]) => value !== field && String(value ?? '').split(/\W+/).includes(field),
  );
  const isExact = (name, field) => fieldsOf(types[name]).some(
    ([id, { type: of }]) => id === field && of === 'u8' && !isComputedOf(name, field),
  );
  const out = [];
  let type = id;
  let field;
  for (const line of lines) {
    const [, key] = /^ +(\w+):$/.exec(line) ?? [];
    if (key in types) {
      type = key;
    }
    field = /^ +- id: (\w+)$/.exec(line)?.[1] ?? (key in (types[type].instances ?? {}) ? key : field);
    const [, named] = /^ +value: (\w+)$/.exec(line) ?? [];
    if (/^ +type: u8$/.test(line) && !isComputedOf(type, field)) {
      const isLe = isSwitched(type) ? endianness(types, type) : String(spec.meta.endian === 'le');
      out.push(line.replace('u8', `${exactType}(${isLe})`));
    } else if (named && isExact(type, named)) {
      const high = `(${named}.high.as<u8> * (0x100000000).as<u8>).as<u8>`;
      out.push(line.replace(named, `(${high} + ${named}.low.as<u8>).as<u8>`));
    } else {
      out.push(line);
    }
    const flags = (types[type].seq ?? []).filter((each) => /^has_/.test(each.id));
    if (line === '    seq:' && flags.length && flags.every((each) => each.type === 'b1')) {
      const names = flags.map((each) => `(${each.id} ? "${each.id.slice(4)} " : "")`);
      out.splice(-1, 1, "    -webide-representation: '{names}'", '    instances:', '      names:',
        `        value: '${names.join(' + ')}'`, line);
    }
  }
  return out;
};

/** A spec as a nested type of another: its meta says nothing but the order of octets and bits. */
const nested = (id, isForTheWebIde = false) => {
  const { meta: _, ...given } = sections(id, isForTheWebIde);
  const rest = isForTheWebIde ? changed(id, given) : given;
  const own = specOf(id).meta;
  const orders = ['endian', 'bit-endian'].filter((key) => key in own);
  const meta = ['meta:', ...orders.map((key) => `  ${key}: ${own[key]}`)];
  const lines = [...meta, ...Object.values(rest).flat()];
  return [`  ${id}:`, ...lines.map((line) => (line ? `    ${line}` : line))];
};

/** The sections of a spec as the Web IDE is to have them. */
const changed = (id, found) =>
  Object.fromEntries(Object.entries(found).map(([key, lines]) => [key, forTheWebIde(id, lines)]));

/** One spec with its imports inlined, as text that keeps the words and the order of the sources. */
export const bundle = (id) => {
  const imports = importsOf(id);
  const { meta, types = ['types:'], enums = [], ...rest } = changed(id, sections(id, true));
  const direct = specOf(id).meta.imports ?? [];
  if (direct.length) {
    meta.splice(meta.indexOf('  imports:'), 1 + direct.length);
  }
  return [
    `# Generated from spec/${id}.ksy${direct.length ? ` and what it imports (${imports.join(', ')})` : ''}`,
    '# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.',
    ...meta,
    ...Object.values(rest).flat(),
    ...types,
    exact,
    ...imports.flatMap((each) => nested(each, true)),
    ...enums,
    '',
  ].join('\n');
};

/** All specs as nested types of one that has nothing else. */
const together = (name) =>
  ['meta:', `  id: ${name}`, '  endian: le', 'types:', ...specIds().flatMap((each) => nested(each)), ''].join('\n');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(together(process.argv[2] ?? 'all_specs'));
}
