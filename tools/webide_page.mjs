// Makes a page, all in one file, that opens images as the Kaitai Web IDE does.
//
//   node tools/webide_page.mjs OUT.html [SPEC]
//
// SPEC is one that imports nothing; without it, generated/webide/xl_save_image.ksy.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileSpec, generatedFolder, loadSpec } from './kaitai.mjs';
import { typesOf } from './webide.mjs';

const runtime = createRequire(import.meta.url).resolve('kaitai-struct/KaitaiStream.js');
const beside = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** The runtime and the debug-mode parser as scripts for a page, and what the IDE knows besides. */
export const compileForPage = async (path) => {
  const spec = loadSpec(path);
  const files = await compileSpec('javascript', spec, true);
  return {
    title: spec.meta.title,
    main: basename(Object.keys(files)[0], '.js'),
    types: typesOf(spec.meta.id, spec),
    scripts: [readFileSync(runtime, 'utf8'), ...Object.values(files)],
  };
};

export const makePage = async (path) => {
  const { title, main, types, scripts } = await compileForPage(path);
  const model = beside('webide.mjs').replace(/^export /gm, '');
  const known = `const main = ${JSON.stringify(main)};\nconst types = ${JSON.stringify(types)};\n`;
  // Functions, since a text may have a `$`.
  return beside('webide.html')
    .replaceAll('PAGE_TITLE', () => title)
    .replace('<!-- SCRIPTS -->', () => scripts.map((text) => `<script>\n${text}</script>`).join('\n'))
    .replace('/* MODEL */', () => model + known);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [out, spec = join(generatedFolder, 'webide', 'xl_save_image.ksy')] = process.argv.slice(2);
  if (!out) {
    console.error('usage: node tools/webide_page.mjs OUT.html [SPEC]');
    process.exit(2);
  }
  writeFileSync(out, await makePage(spec));
}
