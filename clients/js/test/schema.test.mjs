/** A schema: what it refuses, what stays of a base on the way down, and that nobody's values are shared. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateForms } from '../src/dates.js';
import { schema } from '../src/index.js';

/** A schema of one type with one lens, from release 1 to release 2. */
function schemaOf(operations, { type = 'note', defaults, options } = {}) {
  const types = (version) => JSON.parse(`{${JSON.stringify(type)}: ${version}}`);
  return schema({
    slipcover: 1,
    releases: [
      { name: '1', clients: [{ from: [1, 0, 0], below: [2, 0, 0] }], types: types(1) },
      { name: '2', clients: [{ from: [2, 0, 0] }], types: types(2), ...defaults && { defaults } },
    ],
    store: '2',
    type: { by: 'field', path: ['type'], severalWays: [], telling: types('["type"]') },
    version: { path: ['version'], hidden: false, whenAbsent: 1 },
    recognise: {},
    reserved: types('[["type"], ["version"]]'),
    lenses: types(JSON.stringify([{ from: 1, to: 2, operations }])),
  }, options);
}

const up = { from: '1', to: '2' };
const note = (members) => ({ _id: 'a', type: 'note', version: 1, ...members });
const edit = (members) => ({ _id: 'a', type: 'note', version: 2, ...members });
const own = ({ _id, type, version, ...members }) => members;

test('who changes a document that was led changes nothing else', () => {
  const app = schemaOf([
    { add: { name: 'tags', default: [] } },
    { convert: { name: 'mood', pairs: [[0, { word: 'calm' }]], partial: true } },
  ], { defaults: { note: { options: { loud: false } } } });
  const document = note({ mood: 0, deep: { list: [{ a: 1 }] } });
  const led = app.lead(document, up);
  led.tags.push('urgent');
  led.mood.word = 'wild';
  led.options.loud = true;
  led.deep.list[0].a = 2;

  assert.deepEqual(own(app.lead(note({ mood: 0 }), up)), { mood: { word: 'calm' }, tags: [], options: { loud: false } });
  assert.deepEqual(document, note({ mood: 0, deep: { list: [{ a: 1 }] } }));
});

/** What release 2 writes over a document of release 1, in the shape of release 1. */
function putDown(operations, base, view) {
  const app = schemaOf(operations);
  const result = app.put(edit(view), { release: '2', base: note(base), to: '1' });
  assert.deepEqual(own(app.lead(result, up)), view, 'release 2 reads its edit');
  return own(result);
}

test('what release 2 does not see stays where it writes in the shape of release 1', () => {
  const remove = { remove: { name: 'x' } };
  const map = { in: { name: 'items', lens: [{ map: { key: 'id', lens: [remove] } }] } };
  const items = [{ id: 1, x: 's1' }, { id: 2, x: 's2' }];

  assert.deepEqual(putDown([remove], { x: 's', t: 1 }, { t: 2 }), { x: 's', t: 2 });
  assert.deepEqual(putDown([map], { items }, { items: [{ id: 1 }, { id: 2 }, { id: 3 }] }), { items: [...items, { id: 3 }] });
  assert.deepEqual(putDown([map], { items }, { items: [{ id: 2 }, { id: 1, t: 1 }] }).items[0], { id: 2, x: 's2' });
  assert.deepEqual(putDown([map], { items }, { items: [{ id: 2 }] }), { items: [{ id: 2, x: 's2' }] });
  assert.deepEqual(putDown([{ head: { name: 'l' } }], { l: [1, 2, 3] }, { l: 9 }), { l: [9, 2, 3] });
  assert.deepEqual(
      putDown([{ in: { name: 'l', lens: [{ map: { as: 'e', lens: [{ convert: { name: 'e', pairs: [['a', 'A']], otherwise: ['a', 'O'] } }] } }] } }],
          { l: ['a', 'x', 'y'] }, { l: ['A', 'O', 'O', 'A'] }),
      { l: ['a', 'x', 'y', 'a'] });
});

test('what stands in the way of an edit goes, and the rest stays', () => {
  assert.deepEqual(
      putDown([{ merge: { names: ['a', 'b'], into: 'c' } }, { remove: { name: 'x' } }], { a: 1, b: 2, x: 'secret', t: 1 }, { t: 1 }),
      { t: 1, x: 'secret' });
});

test('a type may have any name', () => {
  for (const type of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
    const app = schemaOf([{ rename: { source: 'a', destination: 'b' } }], { type });
    assert.equal(app.lead({ type, version: 1, a: 5 }, up).b, 5, type);
    assert.equal(app.numbered({ type, b: 5 }, { release: '2' }).version, 2, type);
  }
  assert.deepEqual(schemaOf([]).lead({ type: 'constructor', a: 1 }, up), { type: 'constructor', a: 1 });
});

test('a deletion always arrives', () => {
  const app = schemaOf([{ convert: { name: 'n', codec: 'number-string' } }]);
  const tombstone = { _id: 'a', _rev: '2-b', _deleted: true, type: 'note', version: 1, n: 'bad' };

  assert.deepEqual(app.lead(tombstone, up), { _id: 'a', _rev: '2-b', _deleted: true });
  assert.deepEqual(app.put(tombstone, { release: '1', to: '2' }), { _id: 'a', _rev: '2-b', _deleted: true });
  assert.throws(() => app.lead({ ...tombstone, _deleted: false }, up), { code: 'migration_failed' });
});

test('a member that is undefined is none', () => {
  const app = schemaOf([{ rename: { source: 'a', destination: 'b' } }, { add: { name: 'p', default: 1 } }]);

  assert.deepEqual(own(app.lead(note({ a: 1, b: undefined, p: undefined }), up)), { b: 1, p: 1 });
});

test('what the engine does not know is told when the schema is made', () => {
  const date = (older) => [{ convert: { name: 'd', date: { older, newer: 'iso8601' } } }];

  assert.throws(() => schemaOf([{ java: { class: 'A' } }]), /no operation 'java'/);
  assert.throws(() => schemaOf([{ jsonata: { forward: '$', backward: '$' } }]), /give the engine that package/);
  assert.throws(() => schemaOf([{ convert: { name: 'd', roman: true } }]), /does not know how to convert by name, roman/);
  assert.throws(() => schemaOf(date('millis')), /slipcover\/dates/);
  assert.throws(() => schemaOf(date('YYYY'), { options: { dateForms } }), /YYYY/);
  assert.equal(schemaOf(date('millis'), { options: { dateForms } }).lead(note({ d: 0 }), up).d, '1970-01-01T00:00:00.000Z');
});

test('long texts take no more than one walk', () => {
  const long = 300000;
  const trim = schemaOf([{ convert: { name: 't', trim: true } }]);
  const number = schemaOf([{ convert: { name: 't', codec: 'string-number' } }]);

  assert.equal(trim.lead(note({ t: `  a${' '.repeat(long)}b ` }), up).t.length, long + 2);
  assert.throws(() => number.lead(note({ t: `1${'0'.repeat(long)}1` }), up), { code: 'migration_failed' });
});
