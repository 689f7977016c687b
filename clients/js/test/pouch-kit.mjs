/** What the tests of the plugin share: PouchDB in three versions, the schema as Slipcover tells it, the database behind Slipcover, and small checks. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { schema as schemaOf } from '../src/index.js';
import slipcover from '../src/pouch.js';

const { MODULES: modules, SLIPCOVER: slipcoverUrl, COUCHDB: couchdb, LENSES: lenses, DATABASE: given } = process.env;
const load = createRequire(`${modules}/`);

/** Of two releases: release 2 calls a note's title `text`, gives it a priority, and has words for its mood, of which release 1 knows two. */
export const schema = schemaOf(JSON.parse(readFileSync(lenses, 'utf8')));

let names = 0;
export const freshName = (what) => `${what}-${process.pid}-${Date.now().toString(36)}-${names++}`;

/** A request to CouchDB, past Slipcover. */
async function couch(method, path) {
  const { origin, username, password } = new URL(couchdb);
  const headers = { accept: 'application/json' };
  if (username) {
    headers.authorization = `Basic ${btoa(`${username}:${decodeURIComponent(password)}`)}`;
  }
  return (await fetch(origin + path, { method, headers })).json();
}

const made = [];

/** A new database on the server; the tests after this use it. */
export async function freshDatabase() {
  database = freshName('pouch');
  made.push(database);
  await couch('PUT', `/${database}`);
  return database;
}

/** Removes the databases that this file's tests made. */
export async function removeDatabases() {
  await Promise.all(made.map((name) => couch('DELETE', `/${name}`)));
}

export let database = given;
export const remoteUrl = () => `${slipcoverUrl.replace(/\/$/, '')}/${database}`;

/** PouchDB of version '7', '8' or '9' with this plugin, on an adapter. */
export function pouchDb(version, adapter, prefix = '') {
  const PouchDB = load(`pouchdb-${version}`);
  if (adapter === 'memory') {
    PouchDB.plugin(load(`pouchdb-adapter-memory-${version}`));
  }
  PouchDB.plugin(load(`pouchdb-find-${version}`));
  PouchDB.plugin(slipcover);
  const Own = PouchDB.defaults({ adapter, prefix });
  Own.slipcover = slipcover.with(Own);
  return Own;
}

/** A document as the server stores it, asked past Slipcover. */
export const stored = (id, query = '') => couch('GET', `/${database}/${id}${query}`);

/** Whether the server has a document, all of whose leaves are deleted. */
export const isDeleted = async (id) => {
  const leaves = await stored(id, '?open_revs=all');
  return leaves.length > 0 && leaves.every(({ ok }) => ok._deleted);
};

/** Another device that edits through Slipcover, online. */
export const device = (PouchDB, version) => PouchDB.slipcover.remote(remoteUrl(), { version });

/** A local database that release 1 filled, and that release 2 opens. */
export async function updated(PouchDB, name) {
  const first = await PouchDB.slipcover.open(name, { release: '1.0.0', schema });
  await first.sync(device(PouchDB, '1.0.0'));
  await first.close();
  return PouchDB.slipcover.open(name, { release: '2.0.0', schema });
}

export const sorted = (values) => [...values].sort();

export async function eventually(check, patience = Number(process.env.PATIENCE ?? 60000)) {
  for (const end = Date.now() + patience; ;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

export { assert };
