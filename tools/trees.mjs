// What a tree of fields is made with: the parsers in the compiler's debug mode, which keep where
// each field lies and what there is of a broken one, and the fields of each type as data.
import { basename } from 'node:path';
import { compileSpec, loadSpec, specPaths } from './kaitai.mjs';

const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const camel = (id) => id.split('_').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
const first = (value) => list(value)[0] ?? null;

/** The first paragraph, in a line. */
const sentence = (doc) => (doc ? doc.trim().split(/\n\s*\n/)[0].replace(/\s+/g, ' ') : null);

/** Leaves out what is not there. */
const only = (object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined && value !== false));

/** Bits as {id: [lowest, how many]}, of `-bits`: {15-1: id, 0: id}. */
const bitsOf = (bits) =>
  Object.entries(bits ?? {}).map(([range, id]) => {
    const [high, low = high] = String(range).split('-').map(Number);
    return [id, low, high - low + 1];
  });

/**
 * A copy in which nothing stops the parser (a wrong magic is to be seen, too), with the texts that
 * the lines of types are made of.
 */
const forTrees = (value) => {
  if (Array.isArray(value)) {
    return value.map(forTrees);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const { valid: _, '-webide-instances': texts, ...rest } = value;
  const all = texts ? { ...rest, instances: { ...texts, ...rest.instances } } : rest;
  return Object.fromEntries(Object.entries(all).map(([key, inner]) => [key, forTrees(inner)]));
};

/** The types of a spec by the names of their Python classes, and its enums by theirs. */
const dataOf = (id, spec) => {
  const types = {};
  const enums = {};
  const add = (name, type, path, scopes, bitOrder) => {
    const here = [...path, camel(name)];
    const around = [...scopes, [here.join('.'), type]];
    const order = type.meta?.['bit-endian'] ?? bitOrder;
    for (const [enumId, members] of Object.entries(type.enums ?? {})) {
      enums[[...here, camel(enumId)].join('.')] = Object.fromEntries(
        Object.entries(members).map(([number, one]) => [Number(number), one.id ?? one]),
      );
    }
    const enumOf = (named) => {
      if (!named) {
        return null;
      }
      const parts = named.split('::');
      if (parts.length > 1) {
        return `${parts[0]}:${parts.map(camel).join('.')}`;
      }
      const found = around.findLast(([, one]) => named in (one.enums ?? {}));
      return `${id}:${found[0]}.${camel(named)}`;
    };
    const instances = Object.entries(type.instances ?? {});
    const fields = [];
    const common = (field) => ({
      xen: first(field['-orig-id']),
      doc: sentence(field.doc),
      enum: enumOf(field.enum),
      radix: field['-radix'] ?? type['-radix'],
      show: field['-show'],
    });
    const whole = bitsOf(type['-bits']);
    /** The bits of a word, or of a whole type, as fields of their own. */
    const addBits = (bits, of) => {
      for (const [bit, low, count] of bits) {
        const field = type.instances?.[bit] ?? {};
        fields.push(only({ id: bit, ...common(field), of: of ?? '', low, count }));
      }
    };
    for (const field of type.seq ?? []) {
      // A plain number's enum is that of the value beside it which is nothing but the number.
      const alias = instances.find(
        ([, one]) => one.enum && String(one.value ?? '').trim() === field.id,
      )?.[1];
      const number = typeof field.type === 'string' ? /^([usb])(\d+)$/.exec(field.type) : null;
      fields.push(only({
        id: field.id,
        ...common(field),
        enum: enumOf(field.enum ?? alias?.enum),
        bit: number?.[1] === 'b' ? Number(number[2]) : null,
        show: whole.length && !field['-orig-id'] ? 'never' : field['-show'],
      }));
      addBits(bitsOf(field['-bits']), field.id);
    }
    addBits(whole, null);
    for (const [instance, field] of instances) {
      if (!('value' in field)) {
        fields.push(only({ id: instance, ...common(field), at: true }));
      }
    }
    types[here.join('.')] = only({
      id: name,
      xen: first(type['-orig-id']),
      doc: sentence(type.doc),
      line: type['-webide-representation'] ?? type['to-string'],
      key: type['-key'],
      bigBits: order === 'le' ? null : true,
      frames: type.seq?.some(({ size }) => size === 'header.len_body')
        && type.seq[0].id === 'header' ? type.seq[0].type : null,
      fields,
    });
    Object.entries(type.types ?? {}).forEach(([inner, one]) => add(inner, one, here, around, order));
  };
  add(id, spec, [], [], spec.meta['bit-endian']);
  // A record's type, by the type of the header that frames it.
  for (const [name, type] of Object.entries(types)) {
    if (type.frames) {
      const outer = name.split('.').slice(0, -1);
      types[[...outer, camel(type.frames)].join('.')].record = name;
      delete type.frames;
    }
  }
  return { types, enums };
};

/** The files of the package: {file name: text}. */
export const treePackage = async (imports) => {
  const files = {
    '__init__.py': '"""Parsers that keep where each field lies, by `make generate`: do not edit."""\n',
  };
  const data = {};
  for (const path of specPaths()) {
    const spec = loadSpec(path);
    const id = basename(path, '.ksy');
    data[id] = dataOf(id, spec);
    // What it imports comes along as it is in spec/: each spec's own turn makes its file.
    const name = `${id}.py`;
    const compiled = await compileSpec('python', forTrees(spec), true);
    files[name] = compiled[name].replace(imports, 'from . import $1');
  }
  files['fields.json'] = `${JSON.stringify(data, null, 1)}\n`;
  return files;
};
