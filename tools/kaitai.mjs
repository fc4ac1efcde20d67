// The pinned Kaitai Struct compiler and the specs of spec/, for the scripts beside this one.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import compiler from 'kaitai-struct-compiler';
import yaml from 'js-yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const specFolder = join(root, 'spec');
export const generatedFolder = join(root, 'generated');

/** The paths of all specs, sorted. */
export const specPaths = () =>
  readdirSync(specFolder)
    .filter((name) => name.endsWith('.ksy'))
    .sort()
    .map((name) => join(specFolder, name));

export const loadSpec = (path) => yaml.load(readFileSync(path, 'utf8'));

const importer = { importYaml: async (name) => loadSpec(join(specFolder, `${name}.ksy`)) };

/** Compiles one parsed spec; gives {file name: source}. */
export const compileSpec = (language, spec, debug = false) =>
  compiler.compile(language, spec, importer, debug);

/** Writes {file name: text} into a folder, which is made if it is not there. */
export const writeFiles = (folder, files) => {
  for (const [name, text] of Object.entries(files)) {
    const target = join(folder, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
};
