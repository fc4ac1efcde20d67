// Compiles specs with the public Kaitai Struct compiler, and mends what it is known to write wrongly.
//
//   node tools/compile.mjs LANGUAGE OUT [--debug] [--leave FAULT] [SPEC ...]
//
// Writes the generated files into OUT, which is made if it is not there. Without SPEC, all of spec/.
// FAULT is the reason of a mend that is left out, so that a test sees whether it is needed.
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { compileSpec, loadSpec, specPaths, writeFiles } from './kaitai.mjs';
import { mend } from './mends.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { debug: { type: 'boolean' }, leave: { type: 'string' } },
});
const [language, out, ...named] = positionals;
if (!out) {
  console.error('usage: node tools/compile.mjs LANGUAGE OUT [--debug] [--leave FAULT] [SPEC ...]');
  process.exit(2);
}
mkdirSync(out, { recursive: true });
for (const spec of named.length ? named : specPaths()) {
  try {
    const files = await compileSpec(language, loadSpec(spec), values.debug);
    for (const [name, source] of Object.entries(files)) {
      files[name] = mend(language, source, values.leave);
    }
    writeFiles(out, files);
  } catch (error) {
    console.error(`${basename(spec)}: ${error.message ?? error}`);
    process.exit(1);
  }
}
