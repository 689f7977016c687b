/**
 * Design documents that Slipcover's command `design` makes, in PouchDB and in a stand-in for CouchDB with SpiderMonkey: it rewrites
 * functions as that CouchDB does, with esprima, which reads the JavaScript of 2017. The real CouchDB of the other tests has QuickJS.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import vm from 'node:vm';

const ofSpiderMonkey = createRequire(`${process.env.SPIDERMONKEY}/`);
const ofPouchDb = createRequire(`${process.env.MODULES}/`);
const esprima = ofSpiderMonkey('esprima');
const escodegen = ofSpiderMonkey('escodegen');

const made = (server) => JSON.parse(readFileSync(`${process.env.MADE}/${server}.json`, 'utf8'));
const DOCUMENTS = [
  { _id: 'a', type: 'todo', version: 3, text: 'Moonwalk', status: 'active', group: 'dogs' },
  { _id: 'b', type: 'todo', version: 1, title: 'Old', isDone: true },
  { _id: 'c', type: 'todo', version: 3, text: 'Odd', status: 'waiting', group: 'cats' },
  { _id: 'd', type: 'other', title: 1 },
];

/** Compiles a function as CouchDB does; `require` reads modules of the design document. */
function compiled(source, design, globals) {
  const sandbox = vm.createContext({ ...globals });
  const loaded = new Map();
  sandbox.require = (path) => {
    if (!loaded.has(path)) {
      const text = path.split('/').reduce((place, name) => place[name], design);
      const module = { exports: {} };
      vm.runInContext(`(function (module, exports, require) { ${text}\n });`, sandbox)(module, module.exports, sandbox.require);
      loaded.set(path, module.exports);
    }
    return loaded.get(path);
  };
  return vm.runInContext(escodegen.generate(esprima.parse(source)), sandbox);
}

/** What a map function or an index function emits. Functions see documents that they cannot change. */
function rowsOf(source, design) {
  const rows = [];
  const map = compiled(source, design, { emit: (...row) => rows.push(row), index: (...row) => rows.push(row) });
  for (const document of DOCUMENTS) {
    try {
      map(Object.freeze({ ...document }));
    } catch (failure) {
      rows.push(failure.message);
    }
  }
  return rows;
}

test('SpiderMonkey: a view emits what the release knows', () => {
  const design = made('couchdb');
  assert.deepEqual(rowsOf(design.views.open.map, design), [['Moonwalk', 1], 'todo 3 to 1: convert status: no pair for "waiting"']);
});

test('SpiderMonkey: an index for a search brings the engine along', () => {
  const { indexes, nouveau } = made('couchdb');
  for (const { index } of [indexes.titles, nouveau.titles]) {
    assert.deepEqual(rowsOf(index, {}).slice(0, 2), [['title', 'Moonwalk'], ['title', 'Old']]);
  }
});

test('SpiderMonkey: every other function compiles, and calls the original one', () => {
  const design = made('couchdb');
  const call = (source, globals, ...given) => compiled(source, design, globals || {}).apply(design, given);
  assert.equal(call(design.filters.done, null, DOCUMENTS[1], { query: {} }), true);
  assert.equal(call(design.filters.done, null, DOCUMENTS[2], { query: {} }), true);
  assert.throws(() => call(design.validate_doc_update, null, { ...DOCUMENTS[0], text: '' }, null, { roles: [] }, {}),
      { forbidden: 'a title is missing' });
  assert.equal(call(design.shows.title, null, DOCUMENTS[0], {}), `${design._id} Moonwalk`);
  const [document] = call(design.updates.finish, null, DOCUMENTS[0], {});
  assert.deepEqual({ ...document }, { ...DOCUMENTS[0], status: 'done' });
  const rows = [{ id: 'a', doc: DOCUMENTS[0] }, { id: 'c', doc: DOCUMENTS[2] }, { id: 'x' }, null];
  const sent = [];
  assert.equal(call(design.lists.titles, { getRow: () => rows.shift(), send: (text) => sent.push(text) }, {}, {}), '.');
  assert.equal(sent.join(''), 'titles Moonwalk migration_failed undefined');
});

for (const version of [7, 8, 9]) {
  test(`PouchDB ${version}: views and filters see the release`, async () => {
    const PouchDB = ofPouchDb(`pouchdb-${version}`);
    PouchDB.plugin(ofPouchDb(`pouchdb-adapter-memory-${version}`));
    const db = new PouchDB(`design-${version}`, { adapter: 'memory' });
    try {
      const design = made('pouchdb');
      await db.bulkDocs([design, ...DOCUMENTS.filter(({ _id }) => _id !== 'c')]);
      const name = design._id.slice('_design/'.length);
      const { rows } = await db.query(`${name}/open`);
      assert.deepEqual(rows, [{ id: 'a', key: 'Moonwalk', value: 1 }]);
      const ids = async (filter) => (await db.changes({ query_params: {}, ...filter })).results.map(({ id }) => id);
      assert.deepEqual(await ids({ filter: `${name}/done` }), ['b']);
      assert.deepEqual(await ids({ filter: '_view', view: `${name}/open` }), ['a']);
    } finally {
      await db.destroy();
    }
  });
}
