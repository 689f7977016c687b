// The page: three phones, and the database as it is behind the proxy.

import { element, keepingFocus, showJson } from './elements.js';
import { Phone } from './phone.js';
import { readers, releases } from './releases.js';

const setup = await (await fetch('setup.json')).json();
await forgetEarlierRuns();

document.getElementById('proxy').textContent = setup.proxy;
document.getElementById('server').textContent = setup.server;
document.getElementById('database').textContent = setup.database;

const couchDb = new PouchDB(`${setup.couchdb}/${setup.database}`, { skip_setup: true });
const stored = new Map();
const chosen = document.getElementById('chosen');
chosen.addEventListener('change', () => select(chosen.value));
let selected = null;
let shown = null;

const phones = releases.map((release) => new Phone(release, setup, select));
document.getElementById('phones').append(...phones.map((phone) => phone.element));

/** Shows one todo everywhere. */
function select(id) {
  selected = id;
  phones.forEach((phone) => phone.select(id));
  showStored();
}

function showStored() {
  const list = document.getElementById('documents');
  keepingFocus(list, () => list.replaceChildren(...[...stored.values()].map((one) => element('li', { 'data-id': one._id }, [
    element('button', {
      class: one._id === selected ? 'selected' : '',
      'aria-pressed': String(one._id === selected),
      onclick: () => select(one._id),
    }, [
      element('span', { class: 'title' }, titleOf(one)),
      element('span', { class: 'shape' }, one.version === undefined ? 'no number' : `version ${one.version}`),
    ]),
  ]))));
  showChoices();
  const document_ = stored.get(selected) ?? null;
  const same = shown && document_ && shown._id === document_._id;
  showJson(document.getElementById('stored'), document_, same ? shown : null, dots);
  shown = document_;
}

/** Fills the list of todos of a narrow window. A list that somebody may have open stays as it is while it is right. */
function showChoices() {
  const options = [...stored.values()].map((one) => element('option', { value: one._id }, titleOf(one)));
  const written = (list) => JSON.stringify([...list].map((option) => [option.value, option.textContent]));
  if (written(options) !== written(chosen.options)) {
    chosen.replaceChildren(...options);
  }
  chosen.value = selected;
}

function titleOf(one) {
  return String(one.text ?? one.title ?? one._id);
}

function dots(member) {
  const onPhones = Object.fromEntries(phones.map((phone) => [phone.number, phone.document(selected)]));
  return [element('span', { class: 'readers' }, Object.entries(readers(member, onPhones)).map(([release, name]) =>
    element('span', { class: `reader r${release}`, title: `release ${release} knows it as ${name}` },
      [element('i', { class: `dot r${release}` }, release), name])))];
}

/** Databases of pages that showed an earlier run of the demo, whose server is gone. */
async function forgetEarlierRuns() {
  for (const { name } of (await indexedDB.databases?.()) ?? []) {
    if (name.startsWith('_pouch_slipcover-demo-') && !name.startsWith(`_pouch_slipcover-demo-${setup.run}-`)) {
      indexedDB.deleteDatabase(name);
    }
  }
}

function take(one) {
  if (one._deleted) {
    stored.delete(one._id);
  } else if (one.schema === 'todo-item') {
    stored.set(one._id, one);
  }
}

const all = await couchDb.allDocs({ include_docs: true });
all.rows.map((row) => row.doc).forEach(take);
select([...stored.keys()][0] ?? null);
couchDb.changes({ since: 'now', live: true, include_docs: true }).on('change', (change) => {
  take(change.doc);
  showStored();
});
