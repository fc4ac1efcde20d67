// Makes generated/ from spec/.
//
//   node tools/generate.mjs [OUT]
//
// OUT stands for generated/, so that a check can compare the two. Files that are no longer made are
// removed from the folders written here.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, specIds } from './bundle.mjs';
import { compileSpec, generatedFolder, loadSpec, specPaths, writeFiles } from './kaitai.mjs';
import { namesModule, offsetsModule, sizesModule } from './names.mjs';
import { treePackage } from './trees.mjs';

// The compiler writes the JVM build's `--python-package .` for no option of its npm build.
const imports = new RegExp(`^import (${specIds().join('|')})$`, 'gm');

const packageName = 'xenstream_parsers';

/** What the package itself has: a module is imported when it is first asked for. */
const packageItself = () => `"""Parsers generated from spec/ by \`make generate\`: do not edit."""

_MODULES = frozenset((${[...specIds(), 'names', 'offsets', 'sizes'].map((id) => `\n    "${id}",`).join('')}
))


def __getattr__(name: str) -> object:
    """Import a module when it is first asked for, so that nobody pays for what he does not read."""
    if name not in _MODULES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return import_module(f"{__name__}.{name}")
`;

/** The Python parsers as a package: {file name: source}. */
const pythonPackage = async () => {
  // The compiler writes a plain import for each spec: here the package is asked, when it is needed.
  const ids = specIds().join('|');
  const plain = new RegExp(`^import (${ids})\n`, 'gm');
  const uses = new RegExp(`\\b(${ids})\\.(?=[A-Z])`, 'g');
  const files = {
    '__init__.py': packageItself(),
    'names.py': namesModule(),
    'offsets.py': offsetsModule(),
    'sizes.py': sizesModule(),
  };
  for (const path of specPaths()) {
    for (const [name, source] of Object.entries(await compileSpec('python', loadSpec(path)))) {
      const own = source.replace(plain, '');
      const lazy = own.replace(uses, `${packageName}.$1.`);
      const first = /^import kaitaistruct$/m;
      files[name] = lazy === own ? own : lazy.replace(first, `$&\nimport ${packageName}`);
    }
  }
  return files;
};

const out = process.argv[2] ?? generatedFolder;
const folders = {
  [packageName]: await pythonPackage(),
  xenstream_trees: await treePackage(imports),
  webide: Object.fromEntries(specIds().map((id) => [`${id}.ksy`, bundle(id)])),
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
