// Makes generated/ from spec/.
//
//   node tools/generate.mjs [OUT]
//
// OUT stands for generated/, so that a check can compare the two. Files that are no longer made are
// removed from the folders written here.
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  compileSpec, generatedFolder, loadSpec, specFolder, specPaths, writeFiles,
} from './kaitai.mjs';

const bundled = 'xl_save_image';

/** The Python parsers as a package: {file name: source}. */
const pythonPackage = async () => {
  // The compiler writes the JVM build's `--python-package .` for no option of its npm build.
  const modules = specPaths().map((path) => basename(path, '.ksy'));
  const imports = new RegExp(`^import (${modules.join('|')})$`, 'gm');
  const files = {
    '__init__.py': '"""Parsers generated from spec/ by `make generate`: do not edit."""\n',
  };
  for (const path of specPaths()) {
    for (const [name, source] of Object.entries(await compileSpec('python', loadSpec(path)))) {
      files[name] = source.replace(imports, 'from . import $1');
    }
  }
  return files;
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

/** A spec as a nested type of another: its meta says nothing but the endianness. */
const nested = (id) => {
  const { meta: _, ...rest } = sections(id);
  const { endian } = loadSpec(join(specFolder, `${id}.ksy`)).meta;
  const lines = ['meta:', `  endian: ${endian}`, ...Object.values(rest).flat()];
  return [`  ${id}:`, ...lines.map((line) => (line ? `    ${line}` : line))];
};

/** One spec with its imports inlined, as text that keeps the words and the order of the sources. */
const bundle = () => {
  const { imports } = loadSpec(join(specFolder, `${bundled}.ksy`)).meta;
  const { meta, types, ...rest } = sections(bundled);
  const first = meta.indexOf('  imports:');
  meta.splice(first, 1 + imports.length);
  const lines = Object.entries({ ...rest, types: [...types, ...imports.flatMap(nested)] });
  return [
    `# Generated from spec/${bundled}.ksy and what it imports (${imports.join(', ')})`,
    '# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.',
    ...meta,
    ...lines.flatMap(([, section]) => section),
    '',
  ].join('\n');
};

const out = process.argv[2] ?? generatedFolder;
const folders = {
  xenstream_parsers: await pythonPackage(),
  webide: { [`${bundled}.ksy`]: bundle() },
};
for (const [name, files] of Object.entries(folders)) {
  const folder = join(out, name);
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) {
    if (!(old in files)) {
      rmSync(join(folder, old), { recursive: true });
    }
  }
  writeFiles(folder, files);
}
