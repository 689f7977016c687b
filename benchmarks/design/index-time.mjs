/**
 * How long CouchDB takes to index 10,000 todos of three versions: by a view of release 1 as its authors wrote it, which misreads newer
 * documents; by the design document that `slipcover design` makes of it; and by a view written by hand that knows all three versions.
 *
 *     ./slipcover design -c examples/todo/slipcover.yaml --release 1 benchmarks/design/app.json > made.json
 *     COUCHDB_URL=http://USER:PASSWORD@127.0.0.1:5984 node benchmarks/design/index-time.mjs made.json
 */
import { readFileSync } from 'node:fs';

const DOCUMENTS = 10_000;
const ROUNDS = 5;
const { origin, username, password } = new URL(process.env.COUCHDB_URL);
const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

async function ask(method, path, body) {
  const answer = await fetch(origin + path, {
    method, headers: { authorization, 'content-type': 'application/json' }, body: body && JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${JSON.stringify(json)}`);
  }
  return json;
}

function todo(number) {
  const shapes = [
    { version: 1, title: `Todo ${number}`, isDone: number % 2 === 0 },
    { version: 2, title: `Todo ${number}`, status: number % 2 === 0 ? 'done' : 'active', group: { name: 'home' }, assignee: null },
    { version: 3, text: `Todo ${number}`, status: number % 2 === 0 ? 'done' : 'active', groupName: 'home', assignees: ['ada'] },
  ];
  return { _id: `todo-${number}`, schema: 'todo-item', ...shapes[number % 3] };
}

const original = JSON.parse(readFileSync(new URL('app.json', import.meta.url)));
const byHand = { views: { open: { map: `function (doc) {
  if (doc.schema === 'todo-item' && !(doc.version === 1 ? doc.isDone : doc.status === 'done')) {
    emit(doc.version === 3 ? doc.text : doc.title, null);
  }
}` } } };
const designs = { original, byHand, made: JSON.parse(readFileSync(process.argv[2])) };
const times = Object.fromEntries(Object.keys(designs).map((name) => [name, []]));

for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, design] of Object.entries(designs)) {
    const database = `/index-time-${process.pid}-${round}-${name.toLowerCase()}`;
    await ask('PUT', database);
    try {
      for (let from = 0; from < DOCUMENTS; from += 1_000) {
        await ask('POST', `${database}/_bulk_docs`, { docs: Array.from({ length: 1_000 }, (_, index) => todo(from + index)) });
      }
      await ask('PUT', `${database}/_design/app`, { ...design, _id: '_design/app' });
      const begin = performance.now();
      const { total_rows: rows } = await ask('GET', `${database}/_design/app/_view/open?limit=0`);
      times[name].push({ seconds: (performance.now() - begin) / 1_000, rows });
    } finally {
      await ask('DELETE', database);
    }
  }
}
for (const [name, runs] of Object.entries(times)) {
  const seconds = runs.map((run) => run.seconds).sort((one, other) => one - other);
  console.log(`${name}: ${seconds[Math.floor(ROUNDS / 2)].toFixed(2)} s (${seconds[0].toFixed(2)} to ${seconds[ROUNDS - 1].toFixed(2)}), `
      + `${Math.round(DOCUMENTS / seconds[Math.floor(ROUNDS / 2)])} documents/s, ${runs[0].rows} rows`);
}
