// Makes generated/ from spec/.
//
//   node tools/generate.mjs [OUT]
//
// OUT stands for generated/, so that a check can compare the two. Files that are no longer made are
// removed from the folders written here.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, importsOf, specIds } from './bundle.mjs';
import { compileSpec, generatedFolder, loadSpec, specPaths, writeFiles } from './kaitai.mjs';
import { treePackage } from './trees.mjs';

// The compiler writes the JVM build's `--python-package .` for no option of its npm build.
const imports = new RegExp(`^import (${specIds().join('|')})$`, 'gm');

/** The Python parsers as a package: {file name: source}. */
const pythonPackage = async () => {
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

const out = process.argv[2] ?? generatedFolder;
const folders = {
  xenstream_parsers: await pythonPackage(),
  xenstream_trees: await treePackage(imports),
  webide: Object.fromEntries(
    specIds()
      .filter((id) => importsOf(id).length)
      .map((id) => [`${id}.ksy`, bundle(id)]),
  ),
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
