'use strict';

// Plays with the playground as an operator does: node playground.js URL TOKEN.

const assert = require('node:assert/strict');
const { faintTexts, isTooWide, open, picture, run } = require('./browser.js');

const [url, token] = process.argv.slice(2);

const todo = JSON.stringify({ _id: 't1', _rev: '2-b', schema: 'todo', version: 3, text: 'Plan', status: 'waiting', people: ['ben', 'cleo'], size: 1.5 }, null, 2);

const view = (page, release) => page.locator(`#views article[aria-label="Release ${release}"]`);
const line = (place, text) => place.locator('.lines li').filter({ hasText: text }).first();
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute('aria-label'));

async function seen(locator, expected) {
  await locator.filter({ hasText: expected }).first().waitFor();
}

/** Is asked for the token, with a wrong one first. */
async function signIn(page) {
  await page.locator('#document').fill(todo);
  await page.getByRole('button', { name: 'Show the views' }).click();
  await page.locator('#token-text').fill('a-wrong-word-for-this');
  await page.keyboard.press('Enter');
  await seen(page.locator('#token-problem'), 'not the token');
  await page.locator('#token-text').fill(token);
  await page.keyboard.press('Enter');
  await seen(page.locator('#shape'), 'Stored as todo 3.');
  assert.equal(await page.evaluate(() => sessionStorage.getItem('slipcover-admin-token')), token);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
}

async function differencesAreMarked(page) {
  assert.equal(await page.locator('#views article').count(), 3);
  await seen(line(view(page, 2), '"status": "waiting"').locator('.mark').first(), 'not in the release before');
  await seen(line(view(page, 2), '"person": "ben"').locator('.mark').last(), 'not in the release behind');
  assert.equal(await line(view(page, 2), '"size": 1.5').getAttribute('class'), '');
}

async function problemsStandWhereTheyBelong(page) {
  await page.locator('#document').fill('{\n  "a": tru\n}');
  await page.locator('#document').press('Control+Enter');
  await seen(page.locator('#document-problem'), 'Line 2, column 11: ');
  assert.deepEqual(await page.evaluate(() => [document.activeElement.id, document.activeElement.selectionStart]), ['document', 12]);
  assert.equal(await page.locator('#document').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#views-section').isVisible(), false);

  await page.locator('#document').fill('{"schema":"todo","version":3,"text":"<img src=x onerror=alert(1)>","mood":"odd","people":[]}');
  await page.locator('#document').press('Control+Enter');
  await seen(view(page, 1).locator('.problem'), 'migration_failed: todo 3 to 1: convert mood: no pair');
  assert.equal(await view(page, 1).getByRole('button').count(), 0);
  await seen(view(page, 3), '<img src=x onerror=alert(1)>');
  assert.equal(await page.locator('#document-problem').textContent(), '');
}

/** With the keyboard alone. */
async function editAsRelease1(page) {
  await page.locator('#document').fill(todo);
  await page.locator('#document').press('Control+Enter');
  await seen(page.locator('#shape'), 'Stored as todo 3.');
  await view(page, 1).getByRole('button').focus();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('The edit of release 1');
  assert.equal(await focused(page), 'The edit of release 1');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'Edit as release 1');
  await page.keyboard.press('Enter');

  await field.fill('{ "schema": "todo", }');
  await field.press('Control+Enter');
  await seen(view(page, 1).locator('.problem'), 'Line 1, column 21: ');

  await field.fill(todo.replace('"text": "Plan"', '"title": "Plan it"')
    .replace('"version": 3', '"version": 1').replace('"status": "waiting"', '"isDone": false').replace(/"people": \[[^\]]*\],\s*/, ''));
  await field.press('Control+Enter');
  const stored = page.locator('#stored article').last();
  await seen(line(stored, '"text": "Plan it"').locator('.mark').first(), 'changed by the edit');
  for (const member of ['"status": "waiting"', '"ben"', '"cleo"']) {
    await seen(line(stored, member).locator('.mark').last(), 'from the base');
  }
  assert.equal(await line(stored, '"text": "Plan it"').getAttribute('class'), 'changed');
  await seen(page.locator('#then article').last(), '"Plan it"');
  assert.equal(await focused(page), 'stored-title');
}

async function refusedEdit(page) {
  const release3 = view(page, 3);
  await release3.getByRole('button', { name: 'Edit' }).click();
  await release3.locator('textarea').fill('{"schema":"todo","version":9}');
  await release3.getByRole('button', { name: 'See what would be stored' }).click();
  await seen(page.locator('#stored-status'), 'would refuse this edit of release 3 with 403');
  await seen(page.locator('#stored-problem'), 'forbidden: ');
  assert.equal(await page.locator('#stored-parts').isVisible(), false);
}

async function fetchFromCouchDb(page) {
  await page.getByLabel('Database').fill('todos');
  await page.getByLabel('Id', { exact: true }).fill('t/1?');
  await page.getByRole('button', { name: 'Fetch' }).click();
  await seen(page.locator('#id-problem'), 'CouchDB answered 401');
  await page.getByLabel('Your user').fill('änn');
  await page.getByLabel('Password').fill('päss');
  await page.getByLabel('Password').press('Enter');
  while (!/"size": 1.50/.test(await page.locator('#document').inputValue())) {
    await page.waitForTimeout(20);
  }
  await seen(line(view(page, 3), '"size": 1.50'), '1.50');
}

async function looks(page, kind) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await faintTexts(page), [], colorScheme);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      assert.equal(await isTooWide(page), false, `${width}`);
      await picture(page, `playground-${kind}-${colorScheme}-${width}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

run(async (browser) => {
  const { page, errors } = await open(browser);
  const elsewhere = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) {
      elsewhere.push(request.url());
    }
  });
  await page.goto(`${url}/playground`);
  await signIn(page);
  await differencesAreMarked(page);
  await problemsStandWhereTheyBelong(page);
  await looks(page, 'problems');
  await editAsRelease1(page);
  await looks(page, 'edit');
  await refusedEdit(page);
  await looks(page, 'refused');
  await fetchFromCouchDb(page);
  assert.deepEqual(errors, []);
  assert.deepEqual(elsewhere, []);
  assert.equal(await page.getByRole('link').first().getAttribute('href'), '/');
  await browser.close();
});
