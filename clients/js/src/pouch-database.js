/** A local database as an app of one release sees it. */

import { changed, couch, difference, own } from './pouch-changes.js';
import { Emitter, Following } from './pouch-feed.js';
import { gateOf } from './pouch-gate.js';
import { Kept } from './pouch-kept.js';
import { found, matches } from './pouch-selector.js';
import { Upgrade } from './pouch-upgrade.js';

const STATE = 'state';
const SECOND = 1000;
const FILLED_FOR = '_local/slipcover';

const isOpaque = (id) => id?.startsWith('_design/') || id?.startsWith('_local/');
const reasonOf = (error) => error.reason ?? error.message;
/** An error as PouchDB tells of it: also a row of `bulkDocs`. */
const failure = (error) => Object.assign(new Error(reasonOf(error)), error, { status: error.status ?? 500 });
const randomId = () => Array.from({ length: 4 }, () => Math.random().toString(16).slice(2, 10).padEnd(8, '0')).join('');

/** PouchDB's way to call: with a promise, or with a callback as the last argument. */
function answered(promise, callback) {
  if (typeof callback === 'function') {
    promise.then((answer) => callback(null, answer), (error) => callback(error));
  }
  return promise;
}

/** What stands in a row in the place of a document that cannot be shown. */
const unshown = (error) => ({ doc: null, error: error.name, reason: reasonOf(error) });

export class LocalDatabase extends Emitter {
  #PouchDB;
  #options;
  #handles = new Map();
  #followings = new Set();
  #gate;
  #watch;
  #current;

  /** Opens the database of this name. `LocalDatabase.open` is the way in. */
  constructor(PouchDB, name, { release, version = release, schema, filledFor, ...options }) {
    super();
    this.#PouchDB = PouchDB;
    this.#options = options;
    this.name = name;
    this.schema = schema;
    this.version = version;
    this.release = schema.releases.includes(release) ? release : schema.releaseOf(release);
    if (!this.release) {
      throw new Error(`slipcover.open: no release serves ${release}`);
    }
    this.filledFor = filledFor;
    this.#gate = gateOf(`${PouchDB.prefix ?? ''}${name}`);
    this.control = this.handle(`${name}-slipcover`, { auto_compaction: true });
    this.kept = new Kept(this.control);
  }

  static async open(PouchDB, name, options) {
    for (const needed of ['release', 'schema']) {
      if (!options?.[needed]) {
        throw new Error(`slipcover.open: ${needed} is missing`);
      }
    }
    const database = new LocalDatabase(PouchDB, name, options);
    await database.#begin();
    return database;
  }

  async #begin() {
    const state = await this.state() ?? await this.#firstState();
    this.#current = state.current;
    if (state.release !== this.release && this.schema.releases.includes(state.release)) {
      await this.exclusively(() => this.kept.recover(this.handle(state.current), state.release));
    }
    this.#watch = this.control.changes({ live: true, since: 'now', doc_ids: [STATE] })
      .on('change', () => this.noticed())
      .on('error', () => {});
  }

  async #firstState() {
    const raw = this.handle(this.name);
    const told = await raw.get(FILLED_FOR).catch(() => undefined);
    let { release, version } = told ?? { release: this.release, version: this.version };
    if (!told && (await raw.info()).update_seq !== 0) {
      if (!this.filledFor) {
        throw new Error(`slipcover.open: ${this.name} has documents; say with filledFor which version of the app filled it`);
      }
      version = this.filledFor;
      release = this.schema.releases.includes(version) ? version : this.schema.releaseOf(version);
    }
    await this.mark(raw, { release, version });
    await this.control.put({ _id: STATE, current: this.name, release, version }).catch((conflict) => {
      if (conflict.status !== 409) {
        throw conflict;
      }
    });
    return this.state();
  }

  /** Notes in a database what release it is filled for. */
  async mark(raw, { release, version }) {
    const held = await raw.get(FILLED_FOR).catch(() => ({ _id: FILLED_FOR }));
    if (held.release !== release || held.version !== version) {
      await raw.put({ ...held, release, version });
    }
  }

  /** Which database is the current one and what release it was filled for; nothing before the first time. */
  async state() {
    return this.control.get(STATE).catch((missing) => {
      if (missing.status !== 404) {
        throw missing;
      }
      return undefined;
    });
  }

  async saveState(state) {
    const { rev } = await this.control.put(state);
    return { ...state, _rev: rev };
  }

  handle(name, options) {
    if (!this.#handles.has(name)) {
      this.#handles.set(name, new this.#PouchDB(name, { ...this.#options, ...options }));
    }
    return this.#handles.get(name);
  }

  forget(name) {
    this.#handles.delete(name);
  }

  exclusively(action) {
    return this.#gate.exclusive(action);
  }

  /** Moves feeds and replications to the database that is the current one now. */
  async noticed() {
    const state = await this.state();
    if (state && state.current !== this.#current) {
      this.#current = state.current;
      const ended = [...this.#followings].map((following) => following.switched());
      this.emit(this.schema.releases.includes(state.release) ? 'switched' : 'outdated', { release: state.release });
      await Promise.race([Promise.allSettled(ended), new Promise((resolve) => setTimeout(resolve, SECOND))]);
    }
  }

  /** Looks for a switch on behalf of a feed that failed; a feed does not wait here for its own end. */
  async #noticedBy() {
    const state = await this.state().catch(() => undefined);
    if (state && state.current !== this.#current) {
      this.noticed();
    }
  }

  #within(action) {
    return this.#gate.shared(async () => action(await this.#side()));
  }

  /** The database as it is held, and from what release it is led. */
  async #side() {
    const { current, release, version } = await this.state();
    if (!this.schema.releases.includes(release)) {
      throw failure({
        status: 409,
        name: 'outdated',
        reason: `${this.name} is filled for release ${release}, which this app does not know: load the new app`,
      });
    }
    return { raw: this.handle(current), from: release, version, same: release === this.release };
  }

  // ---- reading

  #led(side, document) {
    try {
      return { ...couch(document), ...own(this.schema.lead(document, { from: side.from, to: this.release })) };
    } catch (error) {
      // As the proxy tells of it.
      throw failure({ status: 500, name: 'migration_failed', error: true, reason: reasonOf(error), code: error.code });
    }
  }

  #shown(side, document, edit) {
    if (side.same || isOpaque(document._id)) {
      return document;
    }
    const bare = Object.keys(own(document)).length === 0;
    const led = document._deleted && bare ? document : this.#led(side, document);
    return edit && !document._deleted ? { ...couch(led), ...changed(own(led), edit.change) } : led;
  }

  async #view(side, document) {
    if (side.same || isOpaque(document._id)) {
      return document;
    }
    const record = await this.kept.of(document._id, side.from);
    return this.#shown(side, document, await this.kept.edit(record, side.raw, document._rev));
  }

  /** How documents are shown without waiting: what is kept was looked up before. */
  async #viewer(side) {
    const edits = new Map();
    if (!side.same) {
      for (const [id, record] of await this.kept.all(side.from)) {
        const leaves = await side.raw.get(id, { open_revs: 'all' }).catch(() => []);
        for (const { ok } of leaves) {
          const edit = ok && await this.kept.edit(record, side.raw, ok._rev);
          if (edit) {
            edits.set(`${id} ${ok._rev}`, edit);
          }
        }
      }
    }
    return (document) => this.#shown(side, document, edits.get(`${document._id} ${document._rev}`));
  }

  get(id, options, callback = options) {
    const asked = typeof options === 'function' ? {} : options ?? {};
    return answered(this.#within(async (side) => {
      const answer = await side.raw.get(id, asked);
      return Array.isArray(answer)
        ? Promise.all(answer.map(async (leaf) => leaf.ok ? { ...leaf, ok: await this.#view(side, leaf.ok) } : leaf))
        : this.#view(side, answer);
    }), callback);
  }

  bulkGet(options, callback) {
    return answered(this.#within(async (side) => {
      const { results, ...rest } = await side.raw.bulkGet(options);
      const leaf = async (entry) => {
        if (!entry.ok) {
          return entry;
        }
        try {
          return { ok: await this.#view(side, entry.ok) };
        } catch (error) {
          const { _id: id, _rev: rev } = entry.ok;
          return { error: { id, rev, error: error.name, reason: reasonOf(error) } };
        }
      };
      return {
        ...rest,
        results: await Promise.all(results.map(async ({ id, docs }) => ({ id, docs: await Promise.all(docs.map(leaf)) }))),
      };
    }), callback);
  }

  async #rows(side, rows) {
    const view = await this.#viewer(side);
    return rows.map((row) => {
      if (!row.doc) {
        return row;
      }
      try {
        return { ...row, doc: view(row.doc) };
      } catch (error) {
        return { ...row, ...unshown(error) };
      }
    });
  }

  allDocs(options, callback = options) {
    return answered(this.#within(async (side) => {
      const answer = await side.raw.allDocs(typeof options === 'function' ? {} : options ?? {});
      return { ...answer, rows: await this.#rows(side, answer.rows) };
    }), callback);
  }

  query(view, options, callback = options) {
    const asked = typeof options === 'function' ? {} : options ?? {};
    return answered(this.#within(async (side) => {
      if (side.same) {
        return side.raw.query(view, asked);
      }
      const shown = await this.#viewer(side);
      const { map, reduce: ownReduce } = await this.#mapped(side, view);
      const leading = (document, emit) => {
        let led;
        try {
          led = shown(document);
        } catch {
          return; // as a map function that throws, which emits nothing
        }
        map(emit)(led, emit);
      };
      const { stale, reduce: wanted = true, ...given } = asked;
      const reduce = wanted === true ? ownReduce : wanted || undefined;
      const answer = await side.raw.query({ map: leading, reduce }, { ...given, reduce: Boolean(reduce) });
      return { ...answer, rows: await this.#rows(side, answer.rows) };
    }), callback);
  }

  /** The functions of a view, whether it is given or stands in a design document. */
  async #mapped(side, view) {
    let given = typeof view === 'function' ? { map: view } : view;
    if (typeof view === 'string') {
      const [design, name = design] = view.split('/');
      const document = await side.raw.get(`_design/${design}`);
      given = document.views?.[name];
      if (!given) {
        throw Object.assign(new Error(`${design} has no view ${name}`), { status: 404, name: 'not_found' });
      }
    }
    const { map, reduce } = given;
    if (typeof map === 'function' && map.length === 2) {
      return { map: () => map, reduce };
    }
    const source = map.toString().replace(/;\s*$/, '');
    // A view's map function is text that calls a free `emit`: PouchDB evaluates it in the same way.
    const evaluated = new Function('emit', 'sum', 'log', 'isArray', 'toJSON', `return (${source});`);
    const sum = (values) => values.reduce((total, value) => total + value, 0);
    return { map: (emit) => evaluated(emit, sum, () => {}, Array.isArray, JSON.stringify), reduce };
  }

  find(request, callback) {
    return answered(this.#within(async (side) => {
      if (side.same) {
        return side.raw.find(request);
      }
      const view = await this.#viewer(side);
      const { rows } = await side.raw.allDocs({ include_docs: true });
      const documents = rows.flatMap(({ doc }) => {
        try {
          return [view(doc)];
        } catch {
          return []; // what cannot be shown matches nothing; get tells why
        }
      });
      return { docs: found(documents, request) };
    }), callback);
  }

  changes(options = {}, callback = options.complete) {
    const live = options.live || options.continuous;
    const accepts = options.selector ? (document) => matches(document, options.selector)
      : typeof options.filter === 'function' ? options.filter : undefined;
    let side;
    const begin = async (round) => {
      side = await this.#side();
      const since = round > 0 ? 0 : options.since;
      const given = { ...options, since, complete: undefined };
      if (accepts && !side.same) {
        const view = live ? undefined : await this.#viewer(side);
        Object.assign(given, { selector: undefined, filter: undefined }, live ? { include_docs: true } : { filter: asking(accepts, view) });
      }
      return { inner: side.raw.changes(given) };
    };
    const row = async (change) => {
      if (!change?.doc) {
        return change;
      }
      let shown;
      try {
        shown = { ...change, doc: await this.#view(side, change.doc) };
      } catch (error) {
        return { ...change, ...unshown(error) };
      }
      // A live feed asks its filter here, since what is kept changes while the feed runs.
      if (live && accepts && !side.same) {
        if (!accepts(shown.doc, {})) {
          return undefined;
        }
        if (!options.include_docs) {
          delete shown.doc;
        }
      }
      return shown;
    };
    const lead = async (event, told) => event === 'change' ? row(told)
      : told?.results ? { ...told, results: (await Promise.all(told.results.map(row))).filter(Boolean) } : told;
    const feed = this.#follow(new Following(begin, live, () => this.#noticedBy(), lead));
    if (options.onChange) {
      feed.on('change', options.onChange);
    }
    answered(feed, callback);
    return feed;
  }

  // ---- writing

  bulkDocs(request, options, callback = options) {
    const documents = Array.isArray(request) ? request : request.docs;
    const given = { ...Array.isArray(request) ? {} : request, ...typeof options === 'function' ? {} : options };
    delete given.docs;
    return answered(this.#within((side) => this.#write(side, documents, given)), callback);
  }

  async #write(side, documents, options) {
    if (side.same) {
      return side.raw.bulkDocs(documents, options);
    }
    const prepared = [];
    for (const document of documents) {
      try {
        prepared.push(await this.#prepared(side, document, options));
      } catch (error) {
        const reason = reasonOf(error);
        prepared.push({ refused: { status: 403, name: 'forbidden', error: true, message: reason, reason, id: document._id } });
      }
    }
    const going = prepared.filter(({ refused }) => !refused);
    for (const { raw, intent } of going) {
      if (intent) {
        await this.kept.intend(raw._id, side.from, intent);
      }
    }
    const answers = going.length ? await side.raw.bulkDocs(going.map(({ raw }) => raw), options) : [];
    if (options.new_edits === false) {
      return [...answers, ...prepared.flatMap(({ refused }) => refused ?? [])];
    }
    for (const [index, { raw, intent }] of going.entries()) {
      if (intent) {
        await this.kept.settle(raw._id, side.from, intent, answers[index].ok && answers[index].rev);
      }
    }
    let next = 0;
    return prepared.map(({ refused }) => refused ?? answers[next++]);
  }

  /** A document as the local database holds it, and what the database cannot hold of it. */
  async #prepared(side, given, options) {
    const document = given._id === undefined ? { ...given, _id: randomId() } : given;
    if (isOpaque(document._id)) {
      return { raw: document };
    }
    const isBare = document._deleted && Object.keys(own(document)).length === 0;
    const base = document._rev && options.new_edits !== false
      ? await side.raw.get(document._id, { rev: document._rev }).catch(() => undefined) : undefined;
    const { body, showing } = isBare ? { body: {}, showing: document } : this.#put(side, document, base);
    const raw = { ...couch(document), ...body };
    if (options.new_edits === false) {
      return { raw };
    }
    // On the server, what is made anew still has what it had before it was deleted. So all that the app wrote is kept.
    const isAnew = !document._rev && await side.raw.get(document._id).then(() => false, ({ reason }) => reason === 'deleted');
    const change = document._deleted ? undefined : difference(isAnew ? {} : own(showing), own(document));
    const record = await this.kept.of(document._id, side.from);
    const before = base && await this.kept.edit(record, side.raw, base._rev);
    // A revision that keeps nothing says so, where a revision before it kept something.
    if (!change && !before && (base || !record)) {
      return { raw };
    }
    const intent = { key: randomId(), base: base?._rev, body, change: change ?? { members: {} }, instead: before?.rev };
    return { raw, intent };
  }

  /** The body for the local database, and what the app is shown of that body. */
  #put(side, document, base) {
    const { schema, release } = this;
    const back = { from: side.from, to: release };
    const view = numbered(schema, document, release);
    try {
      const body = own(schema.put(view, { release, base: base && !base._deleted ? base : undefined, to: side.from }));
      return { body, showing: unnumbered(schema, schema.lead({ ...couch(document), ...body }, back), document) };
    } catch (error) {
      if (base && !base._deleted) {
        // The older shape holds nothing of this edit: the revision says what its base said, and the edit is kept beside.
        return { body: own(base), showing: unnumbered(schema, schema.lead(base, back), document) };
      }
      if (own(view)[schema.versionField] === undefined) {
        throw error;
      }
      return { body: own(view), showing: document };
    }
  }

  put(document, options, callback = options) {
    const given = typeof options === 'function' ? {} : options ?? {};
    return answered((async () => {
      if (typeof document !== 'object' || document === null || Array.isArray(document)) {
        throw failure({ status: 400, name: 'bad_request', message: 'Document must be a JSON object' });
      }
      if (document._id === undefined) {
        throw failure({ status: 412, name: 'missing_id', message: '_id is required for puts' });
      }
      if (document._id.startsWith('_local/')) {
        return this.#within(({ raw }) => raw.put(document, given));
      }
      if (given.force && document._rev) {
        return this.#within((side) => this.#forced(side, document, given));
      }
      const [answer] = await this.bulkDocs([document], given);
      if (answer === undefined) {
        return { ok: true, id: document._id, rev: document._rev };
      }
      if (answer.error) {
        throw failure(answer);
      }
      return answer;
    })(), callback);
  }

  async #forced(side, document, options) {
    const { raw, intent } = side.same ? { raw: document } : await this.#prepared(side, document, options);
    if (intent) {
      await this.kept.intend(raw._id, side.from, intent);
    }
    const answer = await side.raw.put(raw, options);
    if (intent) {
      await this.kept.settle(raw._id, side.from, intent, answer.rev);
    }
    return answer;
  }

  post(document, options, callback = options) {
    return this.put({ ...document, _id: document._id ?? randomId() }, typeof options === 'function' ? {} : options, callback);
  }

  remove(document, revision, options, callback = options ?? revision) {
    const tombstone = typeof document === 'string'
      ? { _id: document, _rev: revision, _deleted: true }
      : { _id: document._id, _rev: document._rev ?? revision?.rev, _deleted: true };
    return tombstone._id.startsWith('_local/')
      ? answered(this.#within(({ raw }) => raw.remove(tombstone)), callback)
      : this.put(tombstone, {}, callback);
  }

  putAttachment(id, ...given) {
    return this.#attached('putAttachment', id, given);
  }

  removeAttachment(id, ...given) {
    return this.#attached('removeAttachment', id, given);
  }

  /** Changes an attachment. What is kept of the document goes over to the new revision. */
  #attached(method, id, given) {
    const callback = typeof given.at(-1) === 'function' ? given.pop() : undefined;
    return answered(this.#within(async (side) => {
      const answer = await side.raw[method](id, ...given);
      const record = side.same ? undefined : await this.kept.of(id, side.from);
      const edit = await this.kept.edit(record, side.raw, answer.rev);
      if (edit) {
        await this.kept.settle(id, side.from, { instead: edit.rev, change: edit.change }, answer.rev);
      }
      return answer;
    }), callback);
  }

  // ---- replication: the raw shapes, in the name of the release that the database was filled for

  sync(remote, options = {}, callback = undefined) {
    return this.#replicated((raw, other) => raw.sync(other, options), remote, options, callback);
  }

  get replicate() {
    const both = (direction) => (remote, options = {}, callback = undefined) =>
      this.#replicated((raw, other) => raw.replicate[direction](other, options), remote, options, callback);
    return { to: both('to'), from: both('from'), sync: (...given) => this.sync(...given) };
  }

  #replicated(start, remote, options, callback) {
    if (typeof remote?.slipcover?.at !== 'function') {
      throw new Error('slipcover: replicate with what slipcover.remote(url, { version }) gives');
    }
    const begin = async () => {
      const side = await this.#side();
      return { inner: start(side.raw, await this.#named(side, remote)) };
    };
    const replication = this.#follow(new Following(begin, options.live, () => this.#noticedBy()));
    answered(replication, callback);
    return replication;
  }

  /** The remote database in the name of the version that filled the local one; any version of the app's own release has. */
  async #named(side, remote) {
    const { version } = remote.slipcover;
    if (!side.same) {
      return remote.slipcover.at(side.version);
    }
    if (side.version !== version) {
      const state = await this.state();
      if (state.release === this.release) {
        await this.saveState({ ...state, version });
      }
    }
    return remote;
  }

  #follow(following) {
    this.#followings.add(following);
    const ended = () => this.#followings.delete(following);
    following.then(ended, ended);
    return following;
  }

  /**
   * Moves to a new local database that is filled for the app's release. Goes on where an earlier run stopped. Fails
   * without network; nothing is lost then, and a later call goes on.
   */
  upgrade(remote, options = {}) {
    return new Upgrade(this, remote, options).run();
  }

  // ---- the rest

  /** Calls a method of the current database. */
  passed(method, given) {
    return this.#within(({ raw }) => raw[method](...given));
  }

  async info() {
    return this.#within(async ({ raw, from, version }) => ({
      ...await raw.info(), db_name: this.name, slipcover: { filledFor: from, version, release: this.release },
    }));
  }

  async close() {
    this.#watch.cancel();
    this.#followings.forEach((following) => following.cancel());
    // One that was dropped after a switch is closed already.
    await Promise.allSettled([...this.#handles.values()].map((handle) => handle.close()));
  }

  /** Removes the local database with all that belongs to it. */
  async destroy() {
    this.#watch.cancel();
    this.#followings.forEach((following) => following.cancel());
    await this.exclusively(async () => {
      const { current, next, old } = await this.state();
      for (const name of [current, next?.name, old?.name]) {
        if (name) {
          await this.handle(name).destroy();
        }
      }
      await this.control.destroy();
    });
  }
}

// What has no documents in it goes to the current database as it is.
for (const method of ['getAttachment', 'compact', 'viewCleanup', 'revsDiff', 'createIndex',
  'getIndexes', 'deleteIndex', 'explain', 'getSecurity', 'putSecurity', 'purge']) {
  LocalDatabase.prototype[method] = async function passed(...given) {
    return this.passed(method, given);
  };
}

/** A document with the number of its release's shape, which tells everybody what shape that is. */
function numbered(schema, document, release) {
  return schema.numbered ? schema.numbered(document, { release }) : document;
}

/** A view whose number is the one that the app wrote, or none where the app wrote none. */
function unnumbered(schema, view, document) {
  const field = schema.versionField;
  if (field === undefined) {
    return view;
  }
  const { [field]: number, ...rest } = view;
  return Object.hasOwn(document, field) ? { ...rest, [field]: document[field] } : rest;
}

/** A filter that is asked about documents in the app's shape. */
const asking = (accepts, view) => (document, request) => {
  try {
    return accepts(view(document), request);
  } catch {
    return true; // the row then says why the document cannot be shown
  }
};
