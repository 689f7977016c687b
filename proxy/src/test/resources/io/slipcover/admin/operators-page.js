'use strict';

// The page for operators: node operators-page.js URL TOKEN. Ends with 0 where all is as it should be.

const assert = require('node:assert/strict');
const { run, open, picture, faintTexts, isTooWide } = require('./browser.js');

const [url, token] = process.argv.slice(2);

const shown = (page) => page.waitForSelector('body[data-shown]');

/** The page asks for the token, refuses a wrong one, and forgets it on demand. */
async function asksForTheToken(page) {
  await page.goto(url);
  await page.getByLabel('Token').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('Slipcover does not know this token.').waitFor();
  assert.equal(await page.locator('#content').isVisible(), false);
  await picture(page, 'operators-token');
  await page.getByLabel('Token').fill(token);
  await page.keyboard.press('Enter');
  await shown(page);
  assert.equal(await page.locator('#ask').isVisible(), false);
  await page.getByText('Forget the token').click();
  assert.equal(await page.locator('#content').isVisible(), false);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  await page.getByLabel('Token').fill(token);
  await page.keyboard.press('Enter');
  await page.locator('#content').waitFor();
}

async function tellsWhatRetiringDoes(page) {
  const card = async (release) => page.locator(`.release[data-release="${release}"]`).innerText();
  // 30, 29 and so on, less the five hours that nobody watched, in 42 watched hours.
  assert.match(await card('1'), /If you retire release 1 today[^]*214 requests\s+a day, in the last 7 days[^]*Last seen 18 hours ago, by 1\.0\.0\./);
  assert.match(await card('3'), /Last seen 1 hour ago, by 3\.1\.0\.[^]*store release/);
  assert.match(await card('2'), /No request\s+in the 1 day that are recorded[^]*No request has ended since the recording began\./);
  assert.match(await card('<img src=x>'), /not in the configuration/);
  assert.match(await page.locator('#recorded').innerText(), /since 2026-11-28 13:00 UTC. They are kept in .*usage\./);
}

/** The chart, its lines, what the keyboard reads there, and the same numbers as a table. */
async function drawsTheChart(page) {
  await page.getByLabel('Show').selectOption('2');
  const line = (release) => page.locator(`#chart path[data-release="${release}"]`);
  await page.waitForFunction(() => document.querySelectorAll('#numbers tbody tr').length === 48);
  assert.equal(await line('3').count(), 1);
  const moves = (path) => path.match(/M/g).length;
  assert.equal(moves(await line('3').getAttribute('d')), 2, 'a gap where nobody watched');
  assert.equal(await page.locator('#chart .unrecorded').count(), 2);
  assert.ok((await page.locator('#chart text.end').allTextContents()).includes('<img src=x>'), 'a label is the whole name');
  assert.match(await page.locator('#chart svg').getAttribute('aria-label'), /release 1: 375 requests; release 1\.1: 0 requests/);

  await page.getByRole('group', { name: 'Chart; ' }).focus();
  await page.keyboard.press('Home');
  assert.match(await page.locator('#chart output').innerText(), /^2026-11-28 13:00 UTC: release 1: 30, .*release 3: 1,000/);
  for (let step = 0; step < 10; step += 1) {
    await page.keyboard.press('ArrowRight');
  }
  assert.match(await page.locator('#chart output').innerText(), /^2026-11-28 23:00 UTC: nothing was recorded/);
  await page.keyboard.press('End');
  assert.match(await page.locator('#chart output').innerText(), /^2026-11-30 12:00 UTC: nothing was recorded/);

  await page.getByLabel('Show').selectOption('14');
  await page.waitForFunction(() => document.querySelectorAll('#numbers tbody tr').length === 56);
  await page.getByRole('group', { name: 'Chart; ' }).focus();
  await page.keyboard.press('End');
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('ArrowLeft');
  }
  assert.match(await page.locator('#chart output').innerText(), /^2026-11-29 00:00 UTC, 2 hours of it recorded: release 1: 29/);
  await page.getByLabel('Show').selectOption('2');
  await page.waitForFunction(() => document.querySelectorAll('#numbers tbody tr').length === 48);

  await page.getByText('The same numbers as a table').click();
  assert.match(await page.locator('#numbers tbody tr').last().innerText(), /2026-11-28 13:00\s+30\s+0\s+0\s+1,000/);
  assert.match(await page.locator('#numbers tbody tr').nth(37).innerText(), /2026-11-28 23:00\s+not recorded/);
  await page.locator('summary', { hasText: 'Client versions' }).click();
  assert.match(await page.locator('#versions').innerText(), /1\.0\.0\s+1\s+375\s+18 hours ago/);

  const whole = await page.locator('#chart text').nth(4).textContent();
  await page.getByRole('checkbox', { name: 'release 3' }).uncheck();
  assert.equal(await line('3').count(), 0);
  assert.notEqual(await page.locator('#chart text').nth(4).textContent(), whole, 'the scale fits what is left');
  await page.getByRole('checkbox', { name: 'release 3' }).check();
}

async function showsTypes(page) {
  const graph = page.locator('.graph[data-type="todo-item"]');
  assert.deepEqual(
    (await graph.locator('.version .number').allInnerTexts()).concat(await graph.locator('.lens').count()),
    ['Version 1', 'Version 2', 'Version 3', 2],
  );
  assert.match(await graph.locator('.version').first().innerText(), /releases 1, 1\.1/);
  assert.match(await graph.locator('.version.stored').innerText(), /Version 3[^]*is stored/);
  await graph.getByText('What the lenses of todo-item do').click();
  await graph.getByText('rename isDone to status').waitFor();
  assert.match(await graph.innerText(), /They do not see: group; assignee/);
  assert.equal(await page.locator('.graph[data-type="settings"] .lens').count(), 0);
}

async function showsFailures(page) {
  const first = page.locator('.failure').first();
  assert.match(await first.innerText(), /todo-item 3 to 2: convert "status": no pair for the value[^]*not shown[^]*25 documents/);
  assert.equal(await first.locator('tbody tr').count(), 10);
  assert.match(await first.innerText(), /15 more documents: \/stuck lists all of them/);
  const hostile = page.locator('.failure').nth(1);
  await hostile.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.equal(await hostile.locator('tbody th').innerText(), '<script>alert(1)</script>');
  assert.match(await hostile.innerText(), /user\/<b>ann<\/b>/);
  assert.equal(await page.locator('img, b').count(), 0);
}

async function showsTheConfiguration(page) {
  await page.getByLabel('Keys that contain').fill('timeouts');
  assert.equal(await page.locator('#keys tbody tr').count(), 8);
  assert.match(await page.locator('#keys').innerText(), /timeouts: connect\s+3s\s+default/);
  await page.getByLabel('without defaults').check();
  await page.getByText('No key is like that.').waitFor();
  await page.getByLabel('Keys that contain').fill('');
  assert.match(await page.locator('#keys').innerText(), /documents: type: field\s+schema\s+file/);
}

/** What the keyboard reaches is what a mouse reaches, and one sees where one is. */
async function isOperatedByKeyboard(page) {
  await page.goto(url);
  await shown(page);
  await page.keyboard.press('Tab');
  const skip = await page.evaluate(() => document.activeElement.textContent);
  assert.equal(skip, 'Skip to the content');
  const reached = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const [name, outline] = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) {
        return [];
      }
      return [element.id || element.getAttribute('aria-label') || element.textContent.trim().slice(0, 40), getComputedStyle(element).outlineStyle];
    });
    if (name === undefined) {
      break;
    }
    assert.notEqual(outline, 'none', `one does not see that ${name} has the focus`);
    reached.push(name);
  }
  for (const name of ['Releases', 'Playground', 'refresh', 'days', 'Chart; the arrow keys move along it', 'filter']) {
    assert.ok(reached.includes(name), `${name} among ${reached}`);
  }
}

/** Everything unfolded, in a wide and in a narrow window, light and dark: nothing is faint, and nobody scrolls to both sides. */
async function isReadable(page) {
  await page.goto(url);
  await shown(page);
  for (const width of [1280, 340]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const name = `operators-${colorScheme}-${width}`;
      await picture(page, name);
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
      await picture(page, `${name}-unfolded`);
      assert.deepEqual(await faintTexts(page), [], name);
      assert.equal(await isTooWide(page), false, name);
    }
  }
}

run(async (browser) => {
  const { page, errors } = await open(browser);
  await asksForTheToken(page);
  await tellsWhatRetiringDoes(page);
  await drawsTheChart(page);
  await showsTypes(page);
  await showsFailures(page);
  await showsTheConfiguration(page);
  await isOperatedByKeyboard(page);
  await isReadable(page);
  assert.deepEqual(errors, []);
});
