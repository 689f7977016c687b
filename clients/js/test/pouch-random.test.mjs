/**
 * Devices of both releases that edit, delete, replicate, are updated and upgrade in a random order. In the end all agree with the
 * server, and no value that somebody wrote is gone unless somebody who had seen it wrote over it. SEED and OPERATIONS say which run.
 */
import { after, test } from 'node:test';
import { assert, device, freshDatabase, freshName, pouchDb, removeDatabases, schema, stored } from './pouch-kit.mjs';

after(removeDatabases);

const isLong = Boolean(process.env.LONG);
const operations = Number(process.env.OPERATIONS ?? (isLong ? 400 : 60));
const seeds = process.env.SEED ? [Number(process.env.SEED)] : Array.from({ length: isLong ? 20 : 2 }, (none, at) => at + 1);

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

for (const seed of seeds) {
  test(`seed ${seed}, ${operations} operations`, { timeout: 300000 }, async () => {
    await freshDatabase();
    const next = numbers(seed);
    const pick = (values) => values[Math.floor(next() * values.length)];
    const PouchDB = pouchDb(['9', '8', '7'][seed % 3], 'memory');
    const ids = ['a', 'b', 'c', 'd'].map(freshName);
    const apps = [];
    for (const name of ['one', 'two', 'three'].map(freshName)) {
      apps.push({ name, version: '1.0.0', db: await PouchDB.slipcover.open(name, { release: '1.0.0', schema }) });
    }
    // Each writer owns a member of each document, so that what must be there in the end is known without a model of conflicts.
    const expected = new Map();
    let count = 0;

    const edit = async (app) => {
      const id = pick(ids);
      const own = `by-${app.name}`;
      const found = await app.db.get(id).catch(() => undefined);
      const isNew = app.version === '2.0.0';
      const note = found ?? { _id: id, type: 'note', [isNew ? 'text' : 'title']: 'new' };
      const value = ++count;
      const written = { ...note, [own]: value };
      if (isNew && app === apps[0]) {
        written.priority = value; // only this one sets the member that the older shape cannot hold
        expected.set(`${id} priority`, value);
      }
      await app.db.put(written);
      expected.set(`${id} ${own}`, value);
    };
    const sync = (app) => app.db.sync(device(PouchDB, app.version));
    const update = async (app) => {
      if (app.version === '1.0.0') {
        await app.db.close();
        app.version = '2.0.0';
        app.db = await PouchDB.slipcover.open(app.name, { release: '2.0.0', schema });
      }
    };
    const upgrade = (app) => app.version === '2.0.0' && app.db.upgrade(device(PouchDB, '2.0.0'), { lease: 500 });

    for (let at = 0; at < operations; at++) {
      const roll = next();
      const app = pick(apps);
      await (roll < 0.7 ? edit : roll < 0.88 ? sync : roll < 0.95 ? update : upgrade)(app);
    }
    for (let round = 0; round < 3; round++) {
      for (const app of apps) {
        await update(app);
        await upgrade(app);
        await sync(app);
      }
    }

    for (const [key, value] of expected) {
      const [id, member] = key.split(' ');
      const leaves = await stored(id, '?open_revs=all');
      assert.ok(leaves.some(({ ok }) => ok[member] === value), `seed ${seed}: ${member} ${value} is in ${JSON.stringify(leaves)}`);
    }
    for (const { db } of apps) {
      for (const id of ids.filter((one) => [...expected.keys()].some((key) => key.startsWith(one)))) {
        assert.deepEqual(await db.get(id), await device(PouchDB, '2.0.0').get(id));
      }
      await db.destroy();
    }
  });
}
