/** An app that is killed in the middle of each step of an upgrade, or of a write: the next start goes on, and nothing is lost. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assert, device, freshDatabase, freshName, pouchDb, removeDatabases, schema, stored, updated } from './pouch-kit.mjs';

const folder = mkdtempSync(join(tmpdir(), 'slipcover-killed-')) + sep;
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await removeDatabases();
});

const victim = fileURLToPath(new URL('pouch-victim.mjs', import.meta.url));
const steps = ['writing', 'intended', 'begin', 'push', 'pushing', 'pushed', 'fill', 'filling', 'filled', 'verified', 'switch', 'kept',
  'switched', 'drop', 'dropped'];
const isLong = Boolean(process.env.LONG);

function killed(version, name, step, told) {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--no-deprecation', victim, version, folder, name, step],
      { env: { ...process.env, ...told } }, (error, out, said) => resolve({ signal: error?.signal, said }));
  });
}

steps.forEach((step, index) => {
  // In the build the versions take turns.
  for (const version of isLong ? ['9', '8', '7'] : [['9', '8', '7'][index % 3]]) {
    test(`PouchDB ${version}, killed at '${step}'`, { timeout: 60000 }, async () => {
      const database = await freshDatabase();
      const PouchDB = pouchDb(version, 'leveldb', folder);
      const [edited, text, made, more] = ['edited', 'text', 'made', 'more'].map(freshName);
      await device(PouchDB, '2.0.0').bulkDocs([edited, text, more].map((_id) => ({ _id, type: 'note', text: _id, priority: 7 })));
      const name = freshName('killed');
      const before = await updated(PouchDB, name);
      await before.put({ ...await before.get(edited), priority: 3 });
      await before.put({ ...await before.get(text), text: 'changed' });
      await before.put({ _id: made, type: 'note', text: 'made', priority: 5 });
      await before.close();

      const { signal, said } = await killed(version, name, step, { NOTE: more, DATABASE: database });
      assert.equal(signal, 'SIGKILL', said);

      const db = await PouchDB.slipcover.open(name, { release: '2.0.0', schema });
      assert.deepEqual([(await db.get(edited)).priority, (await db.get(made)).priority], [3, 5], 'the app goes on at once');
      if (step === 'writing') {
        assert.equal((await db.get(more)).priority, 4, 'the write was in the database already');
      }
      await db.upgrade(device(PouchDB, '2.0.0'), { lease: 300 });
      await db.sync(device(PouchDB, '2.0.0'));
      assert.equal((await db.info()).slipcover.filledFor, '2');
      const seen = async (id) => (({ text: words, priority }) => [words, priority])(await stored(id));
      assert.deepEqual([await seen(edited), await seen(text), await seen(made)], [[edited, 3], ['changed', 7], ['made', 5]]);
      assert.deepEqual(await seen(more), [more, step === 'writing' ? 4 : 7]);
      for (const id of [edited, text, made]) {
        assert.equal((await stored(id, '?conflicts=true'))._conflicts, undefined);
      }
      await db.destroy();
    });
  }
});
