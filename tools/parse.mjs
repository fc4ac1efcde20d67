// Parses a file as the Kaitai Web IDE does and prints the tree as JSON.
//
//   node tools/parse.mjs [--eager] SPEC FILE
//
// The parser is the debug-mode JavaScript one, so that a broken file leaves the tree up to its
// fault: {"tree": ..., "fault": null or a message}. With --eager, only what is parsed before anyone
// unfolds it. Octets are printed as {"octets": "hexadecimal"}.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import KaitaiStream from 'kaitai-struct/KaitaiStream.js';
import { compileSpec, loadSpec, specFolder } from './kaitai.mjs';

/** The compiled spec and all that it imports as {module name: source}. */
const compileAll = async (spec) => {
  const sources = {};
  for (const name of spec.meta.imports ?? []) {
    Object.assign(sources, await compileAll(loadSpec(join(specFolder, `${name}.ksy`))));
  }
  for (const [name, source] of Object.entries(await compileSpec('javascript', spec, true))) {
    sources[basename(name, '.js')] = source;
  }
  return sources;
};

/** Gives a `require` for the compiled sources. */
const requireFrom = (sources) => {
  const loaded = {};
  const require = (name) => {
    if (name === 'kaitai-struct/KaitaiStream') {
      return KaitaiStream;
    }
    const id = basename(name);
    if (!(id in loaded)) {
      loaded[id] = {};
      new Function('exports', 'require', sources[id])(loaded[id], require);
    }
    return loaded[id];
  };
  return require;
};

/** The lazy instances of a parsed object: getters of its class, fields of their own no more. */
const instances = (object) =>
  Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(object)))
    .filter(([, { get }]) => get)
    .map(([name]) => name);

const dump = (value, eager) => {
  if (value instanceof Uint8Array) {
    return { octets: Buffer.from(value).toString('hex') };
  }
  if (Array.isArray(value)) {
    return value.map((item) => dump(item, eager));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const names = Object.keys(value).concat(eager ? [] : instances(value));
  const tree = {};
  for (const name of names.filter((each) => !each.startsWith('_'))) {
    try {
      tree[name] = dump(value[name], eager);
    } catch {
      tree[name] = { fault: true };
    }
  }
  return tree;
};

const eager = process.argv.includes('--eager');
const [path, file] = process.argv.slice(2).filter((word) => word !== '--eager');
if (!file) {
  console.error('usage: node tools/parse.mjs [--eager] SPEC FILE');
  process.exit(2);
}
const spec = loadSpec(path);
const name = spec.meta.id.replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());
const Root = requireFrom(await compileAll(spec))(name)[name];
const root = new Root(new KaitaiStream(new Uint8Array(readFileSync(file)).buffer, 0));
let fault = null;
try {
  root._read();
} catch (error) {
  fault = error.message || error.name;
}
console.log(JSON.stringify({ tree: dump(root, eager), fault }, null, 1));
