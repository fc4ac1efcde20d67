// Compiles specs with the public Kaitai Struct compiler.
//
//   node tools/compile.mjs LANGUAGE OUT [--debug] [SPEC ...]
//
// Writes the generated files into OUT, which is made if it is not there. Without SPEC, all of spec/.
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { compileSpec, loadSpec, specPaths, writeFiles } from './kaitai.mjs';

const debug = process.argv.includes('--debug');
const [language, out, ...named] = process.argv.slice(2).filter((word) => word !== '--debug');
if (!out) {
  console.error('usage: node tools/compile.mjs LANGUAGE OUT [--debug] [SPEC ...]');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
for (const spec of named.length ? named : specPaths()) {
  try {
    writeFiles(out, await compileSpec(language, loadSpec(spec), debug));
  } catch (error) {
    console.error(`${basename(spec)}: ${error.message ?? error}`);
    process.exit(1);
  }
}
