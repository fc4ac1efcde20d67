// Opens a file as the Kaitai Web IDE does, in Node or in a headless Chromium, and prints as JSON
// what is then to be seen, and how long it took.
//
//   node tools/webide_run.mjs [--chromium PROGRAM] [--screenshot PNG] [--unfold PATH] SPEC FILE
//
// {"outline": the tree, "octets": paths of arrays of octets in it, "fault", "times": milliseconds,
// "memory": the peak of the resident octets, "lines": what the list of records shows, "unfolded":
// what is at PATH (a/b/0/c)}. Chromium's lines are those on its page.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import vm from 'node:vm';
import { openPage } from './chromium.mjs';
import { Session, octetsIn, outline, recordsIn, under } from './webide.mjs';
import { compileForPage, makePage } from './webide_page.mjs';

const inNode = async (spec, file, path) => {
  const { main, types, scripts } = await compileForPage(spec);
  scripts.forEach((script) => vm.runInThisContext(script));
  const times = {};
  let last = performance.now();
  const lap = (name) => {
    const now = performance.now();
    times[name] = Math.round(now - last);
    last = now;
  };
  const { buffer, byteOffset, length } = readFileSync(file);
  const own = length === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + length);
  lap('load');
  const session = new Session(globalThis, main, types, new globalThis.KaitaiStream(own, 0));
  const { tree, fault } = session.read();
  lap('parse');
  const copy = structuredClone(tree);
  lap('copy');
  const { node, parents } = recordsIn(copy);
  return {
    fault,
    times,
    memory: process.resourceUsage().maxRSS * 1024,
    octets: octetsIn(copy),
    outline: outline(types, copy),
    lines: node ? under(types, node, parents).map(({ text }) => text) : [],
    unfolded: path && outline(types, session.unfold(path)),
  };
};

const inChromium = async (program, spec, file, path, screenshot) => {
  const page = await openPage(program, await makePage(spec));
  try {
    await page.choose('#file', file);
    const seen = await page.evaluate(`(async () => {
      while (!window.shown) await new Promise((done) => setTimeout(done, 5));
      return window.shown;
    })()`);
    if (path) {
      seen.unfolded = await page.evaluate(`unfold(${JSON.stringify(path)})`);
    }
    if (screenshot) {
      await page.screenshot(screenshot);
    }
    return { ...seen, memory: await page.memory() };
  } finally {
    await page.close();
  }
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    chromium: { type: 'string' }, screenshot: { type: 'string' }, unfold: { type: 'string' },
  },
});
const [spec, file] = positionals;
if (!file) {
  const options = '[--chromium PROGRAM] [--screenshot PNG] [--unfold PATH]';
  console.error(`usage: node tools/webide_run.mjs ${options} SPEC FILE`);
  process.exit(2);
}
const path = values.unfold?.split('/');
const seen = values.chromium
  ? await inChromium(values.chromium, spec, file, path, values.screenshot)
  : await inNode(spec, file, path);
console.log(JSON.stringify(seen, null, 1));
