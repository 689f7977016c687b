'use strict';

// Opens live feeds of PouchDB in one page, writes a document in the page, and waits until each feed has told of it:
// node feeds.js DATABASE POUCHDB FEEDS [SECONDS]. Ends with 0 where all feeds did, and says which HTTP the page spoke.

const { open, run } = require('./browser.js');

const [database, pouchDb, feeds, seconds] = process.argv.slice(2);
const timeout = Number(seconds || 120) * 1000;

/** Runs in the page. */
async function follow({ database, feeds }) {
  const fetch = (url, options) => {
    options.headers.set('X-Client-Version', '3.0.0');
    return window.PouchDB.fetch(url, options);
  };
  window.heard = new Set();
  window.open = new Set();
  for (let feed = 0; feed < feeds; feed++) {
    new window.PouchDB(database, { fetch, skip_setup: true })
      .changes({ live: true, since: 0 })
      .on('change', (change) => (change.id === 'first' ? window.open : window.heard).add(feed));
  }
  const writer = new window.PouchDB(database, { fetch, skip_setup: true });
  const todo = { schema: 'todo-item', version: 3, text: 't', status: 'open', groupName: 'default', assignees: [] };
  const until = async (what) => {
    while (!what()) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  window.stage = 'waiting for the feeds';
  await writer.put({ _id: 'first', ...todo });
  await until(() => window.open.size === feeds);
  window.stage = 'writing';
  await writer.put({ _id: 'second', ...todo });
  window.stage = 'waiting for the change';
  await until(() => window.heard.size === feeds);
  return performance.getEntriesByType('resource')
    .filter((entry) => entry.name.startsWith(database))
    .map((entry) => entry.nextHopProtocol);
}

async function play(browser) {
  const { page } = await open(browser, { ignoreHTTPSErrors: true });
  page.setDefaultTimeout(timeout);
  try {
    const own = new URL('/page-of-the-test', database).href;
    await page.route(own, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>feeds</title>' }));
    await page.goto(own);
    await page.addScriptTag({ path: pouchDb });
    const late = new Promise((resolve, reject) => setTimeout(async () => {
      const [stage, open, heard] = await page.evaluate(() => [window.stage, window.open.size, window.heard.size]);
      reject(new Error(`${stage}: ${open} feeds were open, ${heard} told of the change`));
    }, timeout));
    const protocols = await Promise.race([page.evaluate(follow, { database, feeds: Number(feeds) }), late]);
    console.log(`protocols: ${[...new Set(protocols)].join(' ')}`);
  } finally {
    await browser.close();
  }
}

run(play);
