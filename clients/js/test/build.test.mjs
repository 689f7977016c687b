/** The CommonJS module of this package, and the script that joins it. Slipcover's own joiner is held to the same file and the same bytes. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { join } from '../build.mjs';

const source = (path) => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8');

function run(text) {
  const module = { exports: {} };
  new Function('module', 'exports', text)(module, module.exports);
  return module.exports;
}

for (const given of JSON.parse(readFileSync(process.env.JOINS, 'utf8'))) {
  test(`join: ${given.case}`, () => {
    const sources = (path) => given.files[path];
    if (given.refused !== undefined) {
      assert.throws(() => join('index.js', sources), { message: given.refused });
      return;
    }
    const text = join('index.js', sources);
    assert.equal(text.slice(text.indexOf("'use strict';\n") + "'use strict';\n".length), given.joined);
    const exported = run(text);
    assert.deepEqual(Object.keys(exported), Object.keys(given.exports));
    for (const [name, value] of Object.entries(given.exports)) {
      assert.ok(value === null || exported[name] === value);
    }
  });
}

for (const entry of ['index.js', 'lens/design.js']) {
  test(`${entry} is joined to the bytes that Slipcover joins`, () => {
    assert.equal(join(entry, source), readFileSync(new URL(entry.replace('/', '-'), `file://${process.env.JOINED}/`), 'utf8'));
  });
}

test('the package has a CommonJS module for require, which is joined when it is packed', async () => {
  const folder = mkdtempSync(`${tmpdir()}/slipcover-pack-`);
  try {
    cpSync(fileURLToPath(new URL('..', import.meta.url)), `${folder}/kit`, {
      recursive: true, filter: (path) => !/\/(node_modules|dist|test)$/.test(path),
    });
    const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--loglevel=error'], { cwd: `${folder}/kit` }));
    mkdirSync(`${folder}/node_modules/slipcover`, { recursive: true });
    execFileSync('tar', ['xzf', `${folder}/kit/${filename}`, '--strip-components=1', '-C', `${folder}/node_modules/slipcover`]);
    const { schema, compile, LensError } = createRequire(`${folder}/app.js`)('slipcover');
    const { forward } = compile([{ rename: { source: 'title', destination: 'text' } }]);
    assert.deepEqual(forward({ title: 'a' }), { text: 'a' });
    assert.throws(() => forward({ title: 'a', text: 'b' }), LensError);
    assert.equal(typeof schema, 'function');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
