/** The plugin in headless Chromium, over IndexedDB, with Web Locks. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assert, device, freshDatabase, freshName, pouchDb, remoteUrl, removeDatabases, stored } from './pouch-kit.mjs';

const load = createRequire(`${process.env.MODULES}/`);
const { chromium } = load('playwright-core');
const kit = fileURLToPath(new URL('..', import.meta.url));
const isLong = Boolean(process.env.LONG);
const Server = pouchDb('9', 'memory');

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
});
after(async () => {
  await browser.close();
  await removeDatabases();
});
beforeEach(freshDatabase);

/** A new page of the app on a device, with PouchDB of a version. */
async function pageOf(context, version) {
  const page = await context.newPage();
  const own = new URL('/kit/page.html', remoteUrl());
  const { origin } = own;
  await page.route(`${origin}/kit/**`, (route) => {
    const path = new URL(route.request().url()).pathname.slice('/kit/'.length);
    if (path === 'page.html') {
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>app</title>' });
    }
    if (path === 'lenses.json') {
      return route.fulfill({ contentType: 'application/json', body: readFileSync(process.env.LENSES) });
    }
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(kit + path) });
  });
  page.reached = new Promise((resolve) => {
    page.exposeFunction('reached', resolve);
  });
  await page.goto(`${origin}/kit/page.html`);
  const folder = load.resolve(`pouchdb-${version}/package.json`).replace('package.json', 'dist/');
  for (const script of ['pouchdb.min.js', 'pouchdb.indexeddb.min.js', 'pouchdb.find.min.js']) {
    await page.addScriptTag({ path: folder + script });
  }
  await page.addScriptTag({ type: 'module', url: '/kit/test/pouch-page.js' });
  await page.waitForFunction(() => window.upgradeTo);
  return page;
}

/** A device whose app was updated offline, with edits: what release 1 can hold, and what it cannot. */
async function updatedOffline(version, adapter) {
  const context = await browser.newContext();
  const [edited, text, made] = ['edited', 'text', 'made'].map(freshName);
  await device(Server, '2.0.0').bulkDocs([edited, text].map((_id) => ({ _id, type: 'note', text: _id, priority: 7 })));
  const page = await pageOf(context, version);
  const url = remoteUrl();
  const told = { name: freshName('app'), url, adapter, edited, text, made };
  await page.evaluate(async ({ name, url: address, adapter: kind }) => {
    await window.openApp(name, '1.0.0', kind);
    await window.db.sync(window.remoteOf(address, '1.0.0'));
    await window.db.close();
  }, told);
  await context.setOffline(true);
  await page.evaluate(async (given) => {
    await window.openApp(given.name, '2.0.0', given.adapter);
    const { db } = window;
    await db.put({ ...await db.get(given.edited), priority: 3 });
    await db.put({ ...await db.get(given.text), text: 'changed' });
    await db.put({ _id: given.made, type: 'note', text: 'made', priority: 5 });
  }, told);
  return { context, page, told };
}

async function same({ edited, text, made }) {
  const seen = async (id) => (({ text: words, priority }) => [words, priority])(await stored(id));
  assert.deepEqual([await seen(edited), await seen(text), await seen(made)], [[edited, 3], ['changed', 7], ['made', 5]]);
}

for (const [version, adapter] of [['9', 'indexeddb'], ['9', 'idb'], ['7', 'indexeddb']]) {
  test(`PouchDB ${version} in ${adapter}: updated offline, then two tabs upgrade once while another device edits`, async () => {
    const { context, page, told } = await updatedOffline(version, adapter);
    const shown = await page.evaluate(async ({ edited, made }) => {
      const { rows } = await window.db.allDocs({ keys: [edited, made], include_docs: true });
      const { docs } = await window.db.find({ selector: { priority: { $gte: 3 }, _id: { $in: [edited, made] } } });
      return [rows.map(({ doc }) => doc.priority), docs.length];
    }, told);
    assert.deepEqual(shown, [[3, 5], 2]);
    const failed = await page.evaluate(({ url }) => window.upgradeTo(url).then(() => 'upgraded', () => 'offline'), told);
    assert.equal(failed, 'offline');

    await context.setOffline(false);
    const other = await device(Server, '2.0.0').get(told.edited);
    await device(Server, '2.0.0').put({ ...other, text: told.edited, extra: 'by another' });
    const tab = await pageOf(context, version);
    await tab.evaluate(({ name, adapter: kind }) => window.openApp(name, '2.0.0', kind), told);
    await page.evaluate(() => { window.steps = []; });
    await Promise.all([page, tab].map((one) => one.evaluate(({ url }) => window.upgradeTo(url), told)));
    const begun = await Promise.all([page, tab].map((one) => one.evaluate(() => window.steps?.includes('begin') ?? false)));
    assert.deepEqual(begun.sort(), [false, true]);
    for (const one of [page, tab]) {
      const read = await one.evaluate(async ({ made }) => [(await window.db.info()).slipcover.filledFor, (await window.db.get(made)).priority], told);
      assert.deepEqual(read, ['2', 5]);
    }
    await page.evaluate(({ url }) => window.db.sync(window.remoteOf(url, '2.0.0')).then(() => true), told);
    const leaves = await stored(told.edited, '?open_revs=all');
    assert.ok(leaves.some(({ ok }) => ok.priority === 3));
    assert.ok(leaves.some(({ ok }) => ok.extra === 'by another'));
    assert.deepEqual([(await stored(told.text)).text, (await stored(told.made)).priority], ['changed', 5]);
    await context.close();
  });
}

const steps = ['begin', 'push', 'pushing', 'pushed', 'fill', 'filling', 'filled', 'verified', 'switch', 'kept', 'switched', 'drop', 'dropped'];
for (const step of isLong ? steps : ['pushing', 'filling', 'kept', 'drop']) {
  test(`a page that is killed at '${step}': the next one goes on, and nothing is lost`, async () => {
    const { context, page, told } = await updatedOffline('9', 'indexeddb');
    await context.setOffline(false);
    page.evaluate(({ url, stop }) => window.upgradeTo(url, stop), { ...told, stop: step }).catch(() => {});
    assert.equal(await page.reached, step);
    await page.goto('chrome://crash').catch(() => {});
    await page.close();

    const next = await pageOf(context, '9');
    await next.evaluate(async ({ name, adapter, url }) => {
      await window.openApp(name, '2.0.0', adapter);
      await window.upgradeTo(url);
      await window.db.sync(window.remoteOf(url, '2.0.0'));
    }, told);
    await same(told);
    await context.close();
  });
}
