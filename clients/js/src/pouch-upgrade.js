/**
 * The move of a local database to a new release: push what is unsent, fill a new database, verify, switch, drop the old
 * one. Each step may be killed at any time: the state that the control database holds says where the next run goes on.
 */

import { changed, couch, equal, own, touched } from './pouch-changes.js';
import { alone } from './pouch-gate.js';
import { ancestors } from './pouch-kept.js';

const BATCH = 500;
const FILTERS = ['filter', 'selector', 'doc_ids', 'query_params', 'view'];
const isPart = (options) => FILTERS.some((name) => options[name] !== undefined);
const anew = (documents) => ({ doc_ids: [...documents.keys()], checkpoint: false, since: 0 });
const isDesign = (id) => id.startsWith('_design/');

const pause = (milliseconds, signal) => new Promise((resolve) => {
  const timer = setTimeout(resolve, milliseconds);
  signal?.addEventListener('abort', () => {
    clearTimeout(timer);
    resolve();
  });
});

export class Upgrade {
  #database;
  #remote;
  #options;

  constructor(database, remote, { pull = {}, push = {}, onProgress = () => {}, lease = 30000, retry = false, signal } = {}) {
    this.#database = database;
    this.#remote = remote;
    this.#options = { pull, push, onProgress, lease, retry, signal };
  }

  async run() {
    const { retry, signal } = this.#options;
    for (let wait = 1000; ; wait = Math.min(wait * 2, 60000)) {
      try {
        return await alone(this.#database.name, this.#database.control, this.#options.lease, () => this.#go());
      } catch (error) {
        if (!retry || error.isFinal || signal?.aborted) {
          throw error;
        }
        this.#tell('waiting', { error });
        await pause(wait, signal);
        if (signal?.aborted) {
          throw error;
        }
      }
    }
  }

  #tell(step, more = {}) {
    const told = { step, ...more };
    this.#database.emit('upgrade', told);
    return this.#options.onProgress(told);
  }

  async #go() {
    const { release, schema: { releases } } = this.#database;
    const state = await this.#database.state();
    const from = state.release;
    // A tab with older code never moves the database back.
    if (!releases.includes(from) || releases.indexOf(from) > releases.indexOf(release)) {
      return { from, to: from, moved: false };
    }
    if (from !== release) {
      await this.#dropped(state);
      await this.#move(await this.#next(await this.#database.state()));
    }
    await this.#dropped(await this.#database.state());
    return { from, to: release, moved: from !== release };
  }

  /** The state with the name of the database that is to be filled. */
  async #next(state) {
    const { release, name } = this.#database;
    const { version } = this.#remote.slipcover;
    if (state.next && state.next.release !== release) {
      await this.#database.handle(state.next.name).destroy();
      this.#database.forget(state.next.name);
    } else if (state.next) {
      return state;
    }
    const own = `${name}-${release}-${Date.now().toString(36)}`;
    return this.#database.saveState({ ...state, next: { name: own, release, version } });
  }

  async #move(state) {
    const database = this.#database;
    const old = database.handle(state.current);
    const next = database.handle(state.next.name);
    await this.#tell('begin', { from: state.release, to: state.next.release });
    for (let moved = false; !moved;) {
      const { update_seq: seq } = await old.info();
      const unsent = await this.#push(old, this.#remote.slipcover.at(state.version));
      await this.#fill(next, state.next.version);
      await this.#verify(old, next, state.next.version, unsent);
      const bodies = await this.#sent(old, next, state, state.next.version);
      moved = await database.exclusively(() => this.#switch(state, old, next, { seq, unsent, bodies }));
    }
    await database.noticed();
    await this.#tell('switched');
  }

  /** Sends what is unsent. Gives the leaves that stay here because the app sends a part of its documents only. */
  async #push(old, remote) {
    await this.#tell('push');
    const { push } = this.#options;
    await this.#sending(old, remote, push);
    const ask = (batch) => remote.revsDiff(batch);
    let unsent = await lacking(old, ask);
    if (unsent.size > 0 && !isPart(push)) {
      // A checkpoint passes by what a server once refused.
      await this.#sending(old, remote, { ...push, ...anew(unsent) });
      unsent = await lacking(old, ask);
      if (unsent.size > 0) {
        throw problem('documents are not on the server', [...unsent.keys()]);
      }
    }
    await this.#tell('pushed');
    return unsent;
  }

  async #sending(old, remote, options) {
    const denied = [];
    const replication = old.replicate.to(remote, { ...options });
    replication.on('change', ({ docs_written: written }) => this.#tell('pushing', { written }));
    replication.on('denied', (one) => denied.push(one.doc?.id ?? one.id ?? one));
    await replication;
    const refused = denied.filter((id) => typeof id !== 'string' || !isDesign(id));
    if (refused.length > 0) {
      throw problem('the server refused documents', refused);
    }
  }

  async #fill(next, version) {
    await this.#tell('fill');
    await this.#filling(next, version, this.#options.pull);
    await this.#tell('filled');
  }

  async #filling(next, version, options) {
    const replication = next.replicate.from(this.#remote.slipcover.at(version), { ...options });
    replication.on('change', ({ docs_written: written }) => this.#tell('filling', { written }));
    const { status, errors = [] } = await replication;
    if (status !== 'complete' || errors.length > 0) {
      throw new Error(`slipcover.upgrade: filling ended as ${status}`);
    }
  }

  /** Every leaf of the old database is in the history of the new one, unless only a part is pulled. */
  async #verify(old, next, version, unsent) {
    await this.#tell('verify');
    const { pull } = this.#options;
    if (!isPart(pull)) {
      const gone = async () => {
        const all = await lacking(old, (batch) => unknown(next, batch));
        unsent.forEach((revisions, id) => all.delete(id));
        return all;
      };
      let absent = await gone();
      if (absent.size > 0) {
        await this.#filling(next, version, { ...pull, ...anew(absent) });
        absent = await gone();
      }
      if (absent.size > 0) {
        throw problem('the new database lacks documents', [...absent.keys()]);
      }
    }
    await this.#tell('verified');
  }

  /** What the new release sees of each revision whose edit is kept beside, by revision. */
  async #sent(old, next, state, version) {
    const bodies = new Map();
    for (const [id, { edits }] of await this.#database.kept.all(state.release)) {
      for (const { rev } of edits) {
        const whole = { rev, revs: true, attachments: true };
        const one = await next.get(id, whole)
          .catch(() => this.#remote.slipcover.at(version).get(id, whole))
          .catch((gone) => gone.status === 404 ? undefined : Promise.reject(gone));
        bodies.set(`${id} ${rev}`, one ? { document: one, isWhole: true }
          : { document: await this.#led(old, id, rev, state), isWhole: false });
      }
    }
    return bodies;
  }

  /** A revision that the server does not have, as the old database has it: without what the old release is not shown. */
  async #led(old, id, rev, { release }, options = {}) {
    const document = await old.get(id, { rev, revs: true, ...options });
    const { schema } = this.#database;
    return { ...couch(document), ...own(schema.lead(document, { from: release, to: this.#database.release })) };
  }

  /** Makes the new database the current one; does nothing where somebody has written in the meantime. */
  async #switch(state, old, next, { seq, unsent, bodies }) {
    const database = this.#database;
    await this.#tell('switch');
    if ((await old.info()).update_seq !== seq) {
      return false;
    }
    const kept = await database.kept.all(state.release);
    if ([...kept.values()].some(({ intents }) => intents.length > 0)) {
      await database.kept.recover(old, state.release);
      return false;
    }
    for (const [id, revisions] of unsent) {
      const documents = await Promise.all(revisions.map((rev) => this.#led(old, id, rev, state, { attachments: true })));
      await next.bulkDocs(documents, { new_edits: false });
    }
    for (const [id, { edits }] of kept) {
      for (const edit of edits) {
        if (!bodies.has(`${id} ${edit.rev}`)) {
          return false;
        }
        await this.#apply(next, id, edit, bodies.get(`${id} ${edit.rev}`), state.release);
      }
    }
    await this.#tell('kept', { documents: kept.size });
    await this.#designs(old, next);
    const { name, release, version } = state.next;
    await database.mark(next, { release, version });
    const { update_seq: ended } = await old.info();
    const { next: done, ...rest } = await database.state();
    await database.saveState({
      ...rest, current: name, release, version, old: { name: state.current, release: state.release, version: state.version, seq: ended },
    });
    return true;
  }

  /** Writes a kept edit: on the leaf that came of its revision, or beside it where others changed the same. */
  async #apply(next, id, { rev, change }, { document: body, isWhole }, from) {
    const leaves = (await next.get(id, { open_revs: 'all', revs: true }).catch(() => []))
      .flatMap(({ ok }) => ok && ancestors(ok._revisions).includes(rev) ? ok : []);
    const living = leaves.filter(({ _deleted }) => !_deleted);
    const isIn = (leaf) => equal(own(leaf), changed(own(leaf), change));
    // Who deleted what came of the revision has decided about the edit, too.
    if (living.length === 0 || living.some(isIn)) {
      return;
    }
    const seen = (leaf) => own(isWhole ? leaf : this.#throughOld(leaf, from));
    const merging = living.find((leaf) => leaf._rev === rev || !touched(change, own(body), seen(leaf)));
    const parent = merging ?? (isWhole ? body : living[0]);
    const history = (merging ?? body)._revisions;
    const result = changed(own(parent), change);
    const start = history.start + 1;
    const hash = digest(JSON.stringify([id, history.ids[0], result]));
    const attachments = parent._attachments && { _attachments: parent._attachments };
    const written = await next.bulkDocs([{
      ...result, ...attachments, _id: id, _rev: `${start}-${hash}`, _revisions: { start, ids: [hash, ...history.ids] },
    }], { new_edits: false });
    const refused = written.filter(({ error }) => error);
    if (refused.length > 0) {
      throw problem('the new database refused a kept edit', refused);
    }
  }

  /** A document without what the old release is not shown. */
  #throughOld(document, from) {
    const { schema, release } = this.#database;
    return schema.lead(schema.lead(document, { from: release, to: from }), { from, to: release });
  }

  /** Brings the design documents that only the old database has, such as those of indexes. */
  async #designs(old, next) {
    const { rows } = await old.allDocs({ startkey: '_design/', endkey: '_design0', include_docs: true });
    for (const { doc } of rows) {
      await next.get(doc._id).catch(() => next.bulkDocs([doc], { new_edits: false }));
    }
  }

  async #dropped({ old }) {
    if (!old) {
      return;
    }
    const database = this.#database;
    await this.#tell('drop');
    const raw = database.handle(old.name);
    const { update_seq: seq } = await raw.info();
    // Where there are no Web Locks, another tab may have written to the old database while this one switched.
    if (seq !== 0 && seq !== old.seq) {
      await this.#push(raw, this.#remote.slipcover.at(old.version));
      const { current, version } = await database.state();
      const now = database.handle(current);
      await this.#fill(now, version);
      await database.kept.recover(raw, old.release);
      const bodies = await this.#sent(raw, now, old, version);
      for (const [id, { edits }] of await database.kept.all(old.release)) {
        for (const edit of edits) {
          await this.#apply(now, id, edit, bodies.get(`${id} ${edit.rev}`), old.release);
        }
      }
    }
    await database.kept.clear(old.release);
    await raw.destroy();
    database.forget(old.name);
    const { old: gone, ...state } = await database.state();
    await database.saveState(state);
    await this.#tell('dropped');
  }
}

/** The leaves of a database that the other side lacks, by id. */
async function lacking(database, ask) {
  const { results } = await database.changes({ since: 0, style: 'all_docs' });
  const leaves = results.filter(({ id }) => !isDesign(id));
  const found = new Map();
  for (let at = 0; at < leaves.length; at += BATCH) {
    const batch = Object.fromEntries(leaves.slice(at, at + BATCH).map(({ id, changes }) => [id, changes.map(({ rev }) => rev)]));
    for (const [id, { missing }] of Object.entries(await ask(batch))) {
      found.set(id, missing);
    }
  }
  return found;
}

/** The revisions of which a database knows nothing. PouchDB's `revsDiff` also gives those of which it knows that they were. */
async function unknown(database, batch) {
  const result = {};
  for (const [id, { missing: revisions }] of Object.entries(await database.revsDiff(batch))) {
    const leaves = await database.get(id, { open_revs: 'all', revs: true }).catch(() => []);
    const known = new Set(leaves.flatMap(({ ok }) => ok ? ancestors(ok._revisions) : []));
    const missing = revisions.filter((revision) => !known.has(revision));
    if (missing.length > 0) {
      result[id] = { missing };
    }
  }
  return result;
}

function problem(what, ids) {
  const named = ids.slice(0, 5).map((id) => typeof id === 'string' ? id : JSON.stringify(id)).join(', ');
  return Object.assign(new Error(`slipcover.upgrade: ${what}: ${named}${ids.length > 5 ? ', …' : ''}`), { ids, isFinal: true });
}

/** 32 hexadecimal digits that are the same for the same text, so that a second run writes the same revision. */
function digest(text) {
  let result = '';
  for (let seed = 1; seed <= 4; seed++) {
    let hash = Math.imul(seed, 0x9e3779b1) ^ 0x811c9dc5;
    for (let at = 0; at < text.length; at++) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      hash ^= hash >>> 15;
    }
    result += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return result;
}
