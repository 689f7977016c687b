/** The plugin with a real PouchDB, before a real Slipcover: PouchDB 7 and 9, in memory and in LevelDB. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import {
  assert, device, eventually, freshDatabase, freshName, isDeleted, pouchDb, remoteUrl, removeDatabases, schema, sorted, stored, updated,
} from './pouch-kit.mjs';

const folder = mkdtempSync(join(tmpdir(), 'slipcover-pouch-'));
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await removeDatabases();
});
beforeEach(freshDatabase);

// In the build, the versions take turns at the adapters.
const inBuild = { 9: ['memory', 'leveldb'], 8: ['memory'], 7: ['leveldb'] };

for (const version of ['9', '8', '7']) {
  for (const adapter of process.env.LONG ? ['memory', 'leveldb'] : inBuild[version]) {
    const PouchDB = pouchDb(version, adapter, adapter === 'memory' ? '' : folder + sep);
    const named = (what) => `PouchDB ${version} in ${adapter}: ${what}`;
    const noteOf = (name) => freshName(name);

    test(named('an app that was updated offline reads its shape, whatever it asks with'), async () => {
      const id = noteOf('note');
      await device(PouchDB, '1.0.0').put({ _id: id, type: 'note', title: 'milk' });
      const db = await updated(PouchDB, freshName('reads'));

      const shown = await db.get(id);
      assert.deepEqual([shown.text, shown.priority, shown.title], ['milk', 0, undefined]);
      assert.equal((await db.get(id, { revs: true }))._revisions.ids.length, 1);
      assert.equal((await db.get(id, { open_revs: 'all' }))[0].ok.text, 'milk');
      assert.equal((await db.get(id, { rev: shown._rev })).text, 'milk');
      assert.equal((await db.allDocs({ keys: [id], include_docs: true })).rows[0].doc.text, 'milk');
      assert.equal((await db.bulkGet({ docs: [{ id }] })).results[0].docs[0].ok.text, 'milk');
      const changes = await db.changes({ include_docs: true, since: 0, filter: (one) => one.text === 'milk' && one._id === id });
      assert.deepEqual(changes.results.map(({ doc }) => doc.text), ['milk']);
      const byText = await db.query((doc, emit) => { if (doc._id === id) { emit(doc.text, doc.priority); } }, { include_docs: true });
      assert.deepEqual(byText.rows.map(({ key, value, doc }) => [key, value, doc.text]), [['milk', 0, 'milk']]);
      await db.put({ _id: '_design/app', views: { texts: { map: 'function (doc) { emit(doc.text); }', reduce: '_count' } } });
      assert.deepEqual((await db.query('app/texts', { reduce: false, key: 'milk' })).rows.some((row) => row.id === id), true);
      assert.ok((await db.query('app/texts', { key: 'milk' })).rows[0].value >= 1);
      assert.deepEqual((await db.find({ selector: { text: 'milk', priority: { $lt: 1 }, _id: id } })).docs.map(({ text }) => text), ['milk']);
      assert.deepEqual((await db.find({ selector: { _id: id, title: 'milk' } })).docs, []);
      assert.equal((await db.info()).slipcover.filledFor, '1');
      await db.destroy();
    });

    test(named('edits offline lose nothing, and an upgrade brings what the older shape cannot hold'), async () => {
      const [pulled, edited, made, gone, fixed] = ['pulled', 'edited', 'made', 'gone', 'fixed'].map(noteOf);
      const second = device(PouchDB, '2.0.0');
      await second.bulkDocs([pulled, edited, gone, fixed].map((_id) => ({ _id, type: 'note', text: _id, priority: 7 })));
      const db = await updated(PouchDB, freshName('edits'));

      await db.put({ ...await db.get(pulled), text: 'only the text' });
      const { rev } = await db.put({ ...await db.get(edited), priority: 3 });
      const created = await db.post({ _id: made, type: 'note', text: 'new', priority: 5 });
      await db.remove(await db.get(gone));
      const attached = await db.putAttachment(edited, 'a.txt', rev, Buffer.from('hello'), 'text/plain');
      assert.deepEqual([(await db.get(edited)).priority, (await db.get(made)).priority], [3, 5]);
      assert.deepEqual((await db.allDocs({ keys: [edited, made], include_docs: true })).rows.map(({ doc }) => doc.priority), [3, 5]);
      assert.deepEqual((await db.find({ selector: { priority: { $gt: 2 }, _id: { $in: [edited, made] } }, sort: ['priority'] })).docs
        .map(({ _id }) => _id), [edited, made]);
      await assert.rejects(db.put({ _id: edited, _rev: rev, type: 'note', text: 'late' }), { status: 409 });
      await db.put({ ...await db.get(made), text: 'newer' });
      assert.equal((await db.get(made)).priority, 5);
      const raw = new PouchDB(db.name);
      assert.deepEqual([(await raw.get(edited)).title, (await raw.get(edited)).priority], [edited, undefined]);

      const steps = [];
      await db.upgrade(device(PouchDB, '2.0.0'), { onProgress: ({ step }) => steps.push(step) });
      for (const step of ['begin', 'push', 'pushed', 'fill', 'filled', 'verified', 'switch', 'kept', 'switched', 'drop', 'dropped']) {
        assert.ok(steps.includes(step), step);
      }
      assert.equal((await db.info()).slipcover.filledFor, '2');
      await db.sync(device(PouchDB, '2.0.0'));
      const server = async (id) => (({ text, priority, _deleted }) => [text, priority, _deleted])(await stored(id));
      assert.deepEqual(await server(pulled), ['only the text', 7, undefined]);
      assert.deepEqual(await server(edited), [edited, 3, undefined]);
      assert.deepEqual(await server(made), ['newer', 5, undefined]);
      assert.deepEqual(await server(fixed), [fixed, 7, undefined]);
      assert.ok(await isDeleted(gone));
      assert.ok((await stored(edited))._attachments['a.txt']);
      assert.equal((await db.getAttachment(edited, 'a.txt')).toString(), 'hello');
      assert.ok(created.ok && attached.ok);
      await db.destroy();
    });

    test(named('what the older shape cannot hold at all is written, shown and sent'), async () => {
      const [edited, made] = ['edited', 'made'].map(noteOf);
      const second = device(PouchDB, '2.0.0');
      await second.put({ _id: edited, type: 'note', text: 'a', priority: 7, mood: 'calm' });
      const db = await updated(PouchDB, freshName('odd'));
      await db.bulkDocs([{ ...await db.get(edited), text: 'b', mood: 'odd' }, { _id: made, type: 'note', text: 'c', priority: 5, mood: 'odd' }]);
      const shown = (await db.allDocs({ keys: [edited, made], include_docs: true })).rows.map(({ doc }) => [doc.text, doc.mood]);
      assert.deepEqual(shown, [['b', 'odd'], ['c', 'odd']]);
      await db.put({ ...await db.get(made), priority: 6 });

      await db.upgrade(second);
      await db.sync(second);
      const server = async (id) => (({ text, mood, priority }) => [text, mood, priority])(await stored(id));
      assert.deepEqual([await server(edited), await server(made)], [['b', 'odd', 7], ['c', 'odd', 6]]);
      await db.destroy();
    });

    test(named('while others edit: their edits and the kept ones both stay'), async () => {
      const [apart, same] = ['apart', 'same'].map(noteOf);
      const second = device(PouchDB, '2.0.0');
      await second.bulkDocs([apart, same].map((_id) => ({ _id, type: 'note', text: _id, priority: 1 })));
      const db = await updated(PouchDB, freshName('others'));
      await db.bulkDocs([{ ...await db.get(apart), priority: 8 }, { ...await db.get(same), priority: 8 }]);
      await db.sync(device(PouchDB, '2.0.0'));
      assert.equal((await second.get(apart)).priority, 1, 'release 1 cannot send it');
      await second.put({ ...await second.get(apart), text: 'by another' });
      await second.put({ ...await second.get(same), priority: 9 });
      await db.sync(device(PouchDB, '2.0.0'));
      assert.deepEqual([(await db.get(apart)).text, (await db.get(apart)).priority], ['by another', 8]);

      await db.upgrade(device(PouchDB, '2.0.0'));
      await db.sync(device(PouchDB, '2.0.0'));
      assert.deepEqual([(await stored(apart)).text, (await stored(apart)).priority], ['by another', 8]);
      const leaves = await stored(same, '?open_revs=all');
      assert.deepEqual(sorted(leaves.map(({ ok }) => ok.priority)), [8, 9]);
      await db.destroy();
    });

    test(named('offline, an upgrade fails and a later one goes on; edits made while it runs stay'), async () => {
      const [before, during] = ['before', 'during'].map(noteOf);
      const db = await updated(PouchDB, freshName('offline'));
      await db.put({ _id: before, type: 'note', text: 'a', priority: 2 });
      const dead = PouchDB.slipcover.remote('http://127.0.0.1:1/none', { version: '2.0.0' });
      await assert.rejects(db.upgrade(dead));
      assert.equal((await db.get(before)).priority, 2);

      let writing;
      await db.upgrade(device(PouchDB, '2.0.0'), {
        onProgress: ({ step }) => {
          if (step === 'filled') {
            writing ??= db.put({ _id: during, type: 'note', text: 'b', priority: 4 });
          }
        },
      });
      await writing;
      await db.sync(device(PouchDB, '2.0.0'));
      assert.deepEqual([(await stored(before)).priority, (await stored(during)).priority], [2, 4]);
      assert.equal((await db.get(during)).priority, 4);
      await db.destroy();
    });

    test(named('live feeds and a live sync go on after the switch, and two tabs upgrade once'), async () => {
      const [one, two] = ['live', 'later'].map(noteOf);
      const db = await updated(PouchDB, freshName('live'));
      const tab = await PouchDB.slipcover.open(db.name, { release: '2.0.0', schema });
      const heard = new Map();
      const feed = tab.changes({ live: true, include_docs: true }).on('change', ({ id, doc }) => heard.set(id, doc));
      const sync = db.sync(device(PouchDB, '2.0.0'), { live: true, retry: true });
      await db.put({ _id: one, type: 'note', text: 'x', priority: 6 });
      await eventually(() => assert.equal(heard.get(one)?.priority, 6));

      const fills = [];
      const upgrading = (which) => which.upgrade(device(PouchDB, '2.0.0'), {
        lease: 1000, onProgress: ({ step }) => fills.push(step),
      });
      await Promise.all([upgrading(db), upgrading(tab)]);
      assert.equal(fills.filter((step) => step === 'begin').length, 1);
      await device(PouchDB, '2.0.0').put({ _id: two, type: 'note', text: 'from the server', priority: 3 });
      await eventually(() => assert.equal(heard.get(two)?.priority, 3));
      await eventually(async () => assert.equal((await stored(one)).priority, 6));
      feed.cancel();
      sync.cancel();
      await tab.close();
    });
  }
}

test('a live feed asks its filter about the shape of the app, with what is kept', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const db = await updated(PouchDB, freshName('filtered'));
  const heard = [];
  const feed = db.changes({ live: true, since: 'now', filter: ({ priority }) => priority > 3 }).on('change', ({ id }) => heard.push(id));
  await db.bulkDocs([['low', 2], ['high', 5], ['top', 9]].map(([_id, priority]) => ({ _id, type: 'note', text: _id, priority })));
  await eventually(() => assert.deepEqual(sorted(heard), ['high', 'top']));
  const chosen = await db.changes({ since: 0, selector: { priority: 9 } });
  assert.deepEqual(chosen.results.map(({ id }) => id), ['top']);
  feed.cancel();
  await db.destroy();
});

test('where the server or the new database lacks a document, the old database stays', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const db = await updated(PouchDB, freshName('swallowed'));
  await db.put({ _id: 'a', type: 'note', text: 'x', priority: 1 });
  const swallowing = (what, answer) => PouchDB.slipcover.remote(remoteUrl(), {
    version: '2.0.0',
    fetch: (url, options) => String(url).includes(what) ? Promise.resolve(new Response(answer, { status: 201 })) : PouchDB.fetch(url, options),
  });
  await assert.rejects(db.upgrade(swallowing('_bulk_docs', '[]'), { lease: 500 }), { message: /not on the server: a$/, ids: ['a'] });
  await assert.rejects(db.upgrade(swallowing('_changes', '{"results":[],"last_seq":0}'), { lease: 500 }), /new database lacks documents: a$/);
  assert.equal((await db.info()).slipcover.filledFor, '1');
  assert.equal((await db.get('a')).priority, 1);
  // The checkpoints say that all is done. They are not believed.
  await db.upgrade(device(PouchDB, '2.0.0'), { lease: 500 });
  assert.deepEqual([(await db.get('a')).priority, (await db.info()).slipcover.filledFor], [1, '2']);
  await db.destroy();
});

test('what is deleted stays deleted, and what is made anew shows nothing of what was kept before', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const second = device(PouchDB, '2.0.0');
  await second.bulkDocs(['gone', 'again', 'others'].map((_id) => ({ _id, type: 'note', text: _id, priority: 7 })));
  const db = await updated(PouchDB, freshName('deleted'));
  for (const id of ['gone', 'again', 'others']) {
    await db.put({ ...await db.get(id), priority: 3 });
  }
  await db.remove(await db.get('gone'));
  await db.remove(await db.get('again'));
  await db.put({ _id: 'again', type: 'note', text: 'anew', priority: 0 });
  assert.equal((await db.get('again')).priority, 0);
  await db.sync(second);
  await second.remove(await second.get('others'));
  await db.upgrade(second, { lease: 500 });
  await db.sync(second);
  assert.deepEqual([await isDeleted('gone'), await isDeleted('others')], [true, true]);
  assert.deepEqual([(await stored('again')).text, (await stored('again')).priority], ['anew', 0]);
  await db.destroy();
});

test('without Web Locks another tab may write to the old database during the switch: nothing of it is lost', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const db = await updated(PouchDB, freshName('late'));
  await db.put({ _id: 'a', type: 'note', text: 'x', priority: 1 });
  const tab = await PouchDB.slipcover.open(db.name, { release: '2.0.0', schema });
  const before = await tab.state();
  let isWritten = false;
  await db.upgrade(device(PouchDB, '2.0.0'), {
    lease: 500,
    onProgress: async ({ step }) => {
      if (step === 'switched' && !isWritten) {
        isWritten = true;
        const { state } = tab;
        tab.state = async () => before;
        await tab.put({ ...await tab.get('a'), text: 'late', priority: 2 });
        await tab.put({ _id: 'b', type: 'note', text: 'late', priority: 3 });
        tab.state = state;
      }
    },
  });
  await db.sync(device(PouchDB, '2.0.0'));
  assert.deepEqual([(await stored('b')).text, (await stored('b')).priority], ['late', 3]);
  const leaves = (await stored('a', '?open_revs=all')).map(({ ok }) => [ok.text, ok.priority]);
  assert.ok(leaves.some(([text, priority]) => text === 'late' && priority === 2), JSON.stringify(leaves));
  await db.destroy();
});

test('a document that cannot be shown fails as through Slipcover, and the others are whole', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const name = freshName('unshowable');
  const first = await PouchDB.slipcover.open(name, { release: '1.0.0', schema });
  await first.bulkDocs([{ _id: 'odd', type: 'note', title: 'a', mood: 5 }, { _id: 'well', type: 'note', title: 'b', mood: 1 }]);
  const db = await PouchDB.slipcover.open(name, { release: '2.0.0', schema });

  await assert.rejects(db.get('odd'), { status: 500, name: 'migration_failed', reason: 'note 1 to 2: convert mood: no pair for 5' });
  const rows = (await db.allDocs({ include_docs: true })).rows.map(({ doc, error, reason }) => [doc?.text, error, reason]);
  assert.deepEqual(rows, [[undefined, 'migration_failed', 'note 1 to 2: convert mood: no pair for 5'], ['b', undefined, undefined]]);
  const { results } = await db.bulkGet({ docs: [{ id: 'odd' }, { id: 'well' }] });
  assert.deepEqual(results.map(({ docs: [{ error, ok }] }) => error?.error ?? ok.mood), ['migration_failed', 'wild']);
  const changes = await db.changes({ since: 0, include_docs: true });
  assert.deepEqual(sorted(changes.results.map(({ doc, error }) => error ?? doc.mood)), ['migration_failed', 'wild']);
  assert.deepEqual((await db.find({ selector: { type: 'note' } })).docs.map(({ _id }) => _id), ['well']);
  assert.deepEqual((await db.query((doc, emit) => emit(doc.mood))).rows.map(({ key }) => key), ['wild']);
  await db.destroy();
});

test('documents that the app never sends move along, with what is kept of them', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const db = await updated(PouchDB, freshName('part'));
  await db.bulkDocs([{ _id: 'sent', type: 'note', text: 'a', priority: 1 }, { _id: 'own', type: 'note', text: 'b', priority: 2 }]);
  await db.upgrade(device(PouchDB, '2.0.0'), { lease: 500, push: { doc_ids: ['sent'] } });
  assert.equal((await stored('own')).error, 'not_found');
  assert.deepEqual([(await db.get('own')).text, (await db.get('own')).priority, (await stored('sent')).priority === undefined],
    ['b', 2, false]);
  await db.destroy();
});

test('the header names the version that filled the database, and any version of the same release after it', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const name = freshName('versions');
  const named = async (db, version) => {
    const headers = new Set();
    await db.sync(PouchDB.slipcover.remote(remoteUrl(), {
      version,
      fetch: (url, options) => {
        headers.add(options.headers.get('X-Client-Version'));
        return PouchDB.fetch(url, options);
      },
    }));
    return [...headers];
  };
  assert.deepEqual(await named(await PouchDB.slipcover.open(name, { release: '1', schema }), '1.0.0'), ['1.0.0']);
  assert.deepEqual(await named(await PouchDB.slipcover.open(name, { release: '1', schema }), '1.2.0'), ['1.2.0']);
  const db = await PouchDB.slipcover.open(name, { release: '2', schema });
  assert.deepEqual(await named(db, '2.3.0'), ['1.2.0']);
  await db.upgrade(device(PouchDB, '2.3.0'), { lease: 500 });
  assert.deepEqual(await named(db, '2.3.0'), ['2.3.0']);
  assert.equal((await db.info()).slipcover.version, '2.3.0');
  await db.destroy();
});

test('a tab with older code reads and writes on, never moves the database back, and hears where it does not know the release', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const name = freshName('tabs');
  const unaware = { releases: ['1'], releaseOf: () => '1', lead: (document) => document, put: (view) => view };
  const blind = await PouchDB.slipcover.open(name, { release: '1.0.0', schema: unaware });
  const old = await PouchDB.slipcover.open(name, { release: '1.0.0', schema });
  const outdated = new Promise((resolve) => { blind.on('outdated', resolve); });
  const db = await PouchDB.slipcover.open(name, { release: '2.0.0', schema });
  await db.put({ _id: 'a', type: 'note', text: 'x', priority: 4 });
  await db.upgrade(device(PouchDB, '2.0.0'), { lease: 500 });

  assert.deepEqual(await outdated, { release: '2' });
  await assert.rejects(blind.get('a'), { name: 'outdated' });
  assert.equal((await blind.upgrade(device(PouchDB, '1.0.0'), { lease: 500 })).moved, false);
  assert.equal((await old.upgrade(device(PouchDB, '1.0.0'), { lease: 500 })).moved, false);
  assert.equal((await old.get('a')).title, 'x');
  await old.put({ ...await old.get('a'), title: 'y' });
  assert.deepEqual([(await db.get('a')).text, (await db.get('a')).priority], ['y', 4]);
  await db.destroy();
});

test('callbacks, removal by id, and a failing put answer as in PouchDB', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const db = await updated(PouchDB, freshName('callbacks'));
  const called = (start) => new Promise((resolve, reject) => { start((error, answer) => error ? reject(error) : resolve(answer)); });
  const { rev } = await called((callback) => db.put({ _id: 'a', type: 'note', text: 'x', priority: 1 }, callback));
  assert.equal((await called((callback) => db.get('a', callback))).priority, 1);
  assert.equal((await called((callback) => db.allDocs({ include_docs: true }, callback))).rows[0].doc.text, 'x');
  await assert.rejects(called((callback) => db.put({ type: 'note' }, callback)), { status: 412 });
  await assert.rejects(db.get('none'), { status: 404, name: 'not_found' });
  assert.ok((await called((callback) => db.remove('a', rev, callback))).ok);
  await assert.rejects(db.get('a'), { status: 404, reason: 'deleted' });
  assert.match((await db.post({ type: 'note', text: 'posted' })).id, /^[0-9a-f]{32}$/);
  assert.throws(() => db.sync('http://127.0.0.1/notes'), /slipcover.remote/);
  await db.destroy();
});

test('remote: the header names the version, and an open database without a mark asks what filled it', async () => {
  const PouchDB = pouchDb('9', 'memory');
  const name = freshName('unmarked');
  const plain = new PouchDB(name);
  await plain.put({ _id: 'a', type: 'note', title: 'old' });
  await assert.rejects(PouchDB.slipcover.open(name, { release: '2.0.0', schema }), /filledFor/);
  const db = await PouchDB.slipcover.open(name, { release: '2.0.0', schema, filledFor: '1.4.0' });
  assert.equal((await db.get('a')).text, 'old');
  const headers = [];
  const remote = PouchDB.slipcover.remote(remoteUrl(), {
    version: '2.0.0',
    fetch: (url, options) => {
      headers.push(options.headers.get('X-Client-Version'));
      return PouchDB.fetch(url, options);
    },
  });
  await db.sync(remote);
  assert.deepEqual([...new Set(headers)], ['1.4.0']);
  await db.destroy();
});
