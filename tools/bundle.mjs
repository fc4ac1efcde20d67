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

/** The top-level sections of a spec as {key: its lines}, in order. */
const sections = (id) => {
  const found = {};
  let lines;
  for (const line of readFileSync(join(specFolder, `${id}.ksy`), 'utf8').trimEnd().split('\n')) {
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

/** A spec as a nested type of another: its meta says nothing but the order of octets and bits. */
const nested = (id) => {
  const { meta: _, ...rest } = sections(id);
  const own = specOf(id).meta;
  const orders = ['endian', 'bit-endian'].filter((key) => key in own);
  const meta = ['meta:', ...orders.map((key) => `  ${key}: ${own[key]}`)];
  const lines = [...meta, ...Object.values(rest).flat()];
  return [`  ${id}:`, ...lines.map((line) => (line ? `    ${line}` : line))];
};

/** One spec with its imports inlined, as text that keeps the words and the order of the sources. */
export const bundle = (id) => {
  const imports = importsOf(id);
  const { meta, types = ['types:'], enums = [], ...rest } = sections(id);
  meta.splice(meta.indexOf('  imports:'), 1 + specOf(id).meta.imports.length);
  return [
    `# Generated from spec/${id}.ksy and what it imports (${imports.join(', ')})`,
    '# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.',
    ...meta,
    ...Object.values(rest).flat(),
    ...types,
    ...imports.flatMap(nested),
    ...enums,
    '',
  ].join('\n');
};

/** All specs as nested types of one that has nothing else. */
const together = (name) =>
  ['meta:', `  id: ${name}`, '  endian: le', 'types:', ...specIds().flatMap(nested), ''].join('\n');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(together(process.argv[2] ?? 'all_specs'));
}
