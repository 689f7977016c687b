'use strict';

// Any number of apps, each with a PouchDB of its own, led from standard input: one JSON object a line, {"call", "method", ...}, is
// answered by one line, {"call", "result"} or {"call", "error"}, as soon as that is known. Ends when standard input does.

const readline = require('node:readline');

const loaded = new Map();

/** PouchDB of a version, where several are installed side by side; else the one that is installed. */
function pouchDb(version) {
  if (!loaded.has(version)) {
    const load = (name) => require(version ? `${name}-${version}` : name);
    loaded.set(version, load('pouchdb-core')
      .plugin(load('pouchdb-adapter-memory'))
      .plugin(load('pouchdb-adapter-http'))
      .plugin(load('pouchdb-replication')));
  }
  return loaded.get(version);
}

/** An app: its local database, the database it replicates with, and the line between the two. */
class App {
  constructor({ version, name, database, headers }) {
    this.PouchDB = pouchDb(version);
    this.local = new this.PouchDB(name, { adapter: 'memory' });
    this.headers = headers;
    this.requestsLeft = Infinity;
    this.requests = [];
    this.remote = new this.PouchDB(database, {
      skip_setup: true,
      fetch: (url, options) => this.fetch(url, options),
      ajax: { headers }, // before version 7, which asks with fetch
    });
    this.live = null;
  }

  async fetch(url, options = {}) {
    if (this.requestsLeft <= 0) {
      throw new TypeError('offline');
    }
    this.requestsLeft -= 1;
    for (const [name, value] of Object.entries(this.headers)) {
      options.headers.set(name, value);
    }
    const response = await this.PouchDB.fetch(url, options);
    this.requests.push({
      method: options.method || 'GET',
      url: String(url),
      status: response.status,
      encoding: response.headers.get('content-encoding'),
    });
    return response;
  }
}

const apps = new Map();

// PouchDB leaves requests of a replication that has ended to themselves. When the server goes away in that moment, nobody hears of their
// failure. In a browser nothing comes of that; Node would end.
process.on('unhandledRejection', () => {});

function plainError(error) {
  return {
    status: error.status ?? null,
    name: error.name ?? null,
    reason: error.reason ?? error.message ?? String(error),
    result: error.result ? summary(error.result) : null,
  };
}

function summary(result) {
  return {
    ok: result.ok,
    status: result.status ?? null,
    docs_read: result.docs_read,
    docs_written: result.docs_written,
    doc_write_failures: result.doc_write_failures,
    errors: (result.errors || []).map(plainError),
  };
}

/** Follows what a replication tells, for as long as it runs. */
function listen(replication) {
  const story = { denied: [], changes: 0, paused: 0, lastPause: null, error: null, complete: false };
  replication
    .on('denied', (denied) => story.denied.push(denied.doc ?? denied))
    .on('change', () => { story.changes += 1; })
    .on('paused', (error) => { story.paused += 1; story.lastPause = error ? plainError(error) : null; })
    .on('error', (error) => { story.error = plainError(error); })
    .on('complete', () => { story.complete = true; });
  replication.catch(() => {}); // told by the event
  return story;
}

function start(app, direction, options) {
  switch (direction) {
    case 'pull': return app.local.replicate.from(app.remote, options);
    case 'push': return app.local.replicate.to(app.remote, options);
    default: return app.local.sync(app.remote, options);
  }
}

const methods = {
  async open(request) {
    apps.set(request.app, new App(request));
    return null;
  },
  // A method of the local or the remote database.
  async database({ app, side, name, arguments: given }) {
    return apps.get(app)[side][name](...given);
  },
  async replicate({ app, direction, options }) {
    const replication = start(apps.get(app), direction, options);
    const story = listen(replication);
    const result = await replication;
    return { ...summary(result), denied: story.denied };
  },
  // PouchDB pauses longer after each failure in a row, at last for ten minutes, and a replication cannot be ended in a pause.
  async goLive({ app, options: { longestPause, ...options } }) {
    const one = apps.get(app);
    if (longestPause) {
      options.back_off_function = (delay) => Math.min(longestPause, delay * 2 + 10);
    }
    one.live = start(one, 'sync', { live: true, ...options });
    one.story = listen(one.live);
    return null;
  },
  async story({ app }) {
    return apps.get(app).story;
  },
  async endLive({ app }) {
    const one = apps.get(app);
    const ended = new Promise((resolve) => one.live.on('complete', resolve).on('error', resolve));
    one.live.cancel();
    await ended;
    return one.story;
  },
  // How many more requests come through; null: all.
  async allow({ app, requests }) {
    apps.get(app).requestsLeft = requests ?? Infinity;
    return null;
  },
  async headers({ app, headers }) {
    apps.get(app).headers = headers;
    return null;
  },
  async requests({ app }) {
    return apps.get(app).requests.splice(0);
  },
  async close({ app }) {
    await apps.get(app).local.destroy();
    apps.delete(app);
    return null;
  },
};

readline.createInterface({ input: process.stdin })
  .on('line', async (line) => {
    const request = JSON.parse(line);
    let answer;
    try {
      const result = await methods[request.method](request);
      answer = { call: request.call, result: result ?? null };
    } catch (error) {
      answer = { call: request.call, error: plainError(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  })
  .on('close', () => process.exit(0));
