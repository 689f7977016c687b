'use strict';

// Plays one scenario on the demo's page: node page.js SCENARIO URL. Ends with 0 where all was as it should be.

const assert = require('node:assert/strict');
const { faintTexts, isTooWide, open, picture, run } = require('./browser.js');

const [scenario, url] = process.argv.slice(2);

/** A phone on the page, as its user sees it. */
function phoneOn(page, release) {
  const phone = page.locator(`.phone[data-release="${release}"]`);
  const todo = (text) => phone.locator('.todo').filter({ has: page.locator('.editable', { hasText: text }) });
  return {
    todo,
    add: async (text) => {
      await phone.getByLabel('New todo').fill(text);
      await phone.getByRole('button', { name: 'Add', exact: true }).click();
    },
    select: (text) => todo(text).click({ position: { x: 4, y: 4 } }),
    rename: async (text, name) => {
      await todo(text).locator('.editable').click();
      await phone.locator('.field').fill(name);
      await phone.locator('.field').press('Enter');
    },
    addPerson: async (text, name) => {
      await todo(text).locator('.chip.add').click();
      await phone.locator('.field').fill(name);
      await phone.locator('.field').press('Enter');
    },
    tick: (text) => todo(text).getByRole('checkbox').click(),
    setStatus: (text, status) => todo(text).getByLabel('status').selectOption(status),
    switchLine: () => phone.locator('.switch').click(),
    member: (name) => phone.locator(`.view [data-member="${name}"] .value`),
    phone,
  };
}

const member = (page, name) => page.locator(`#stored [data-member="${name}"] .value`);

async function text(locator, expected) {
  await locator.filter({ hasText: expected }).first().waitFor();
}

/** Looks at the page in light and dark, wide and narrow: each text can be read, and nothing stands out of the window. */
async function looks(page, name) {
  const before = page.viewportSize();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [width, height] of [[1280, 900], [360, 740]]) {
      await page.setViewportSize({ width, height });
      assert.deepEqual(await faintTexts(page), [], `${colorScheme} ${width}`);
      assert.equal(await isTooWide(page), false, `${colorScheme} ${width}`);
      await picture(page, `demo-${name}-${colorScheme}-${width}`);
    }
  }
  await page.setViewportSize(before);
}

const scenarios = {
  async shapes({ page, one, two, three }) {
    await three.select('Plan the picnic');
    await text(one.member('title'), '"Plan the picnic"');
    await text(one.member('isDone'), 'false');
    await text(two.member('group'), '{"name":"friends"}');
    await text(two.member('assignee'), '"ben"');
    await text(three.member('groupName'), '"friends"');
    await text(three.member('assignees'), '["ben","cleo"]');
    await text(member(page, 'assignees'), '["ben","cleo"]');
    assert.equal(await one.member('assignees').count(), 0);
    assert.equal(await two.member('assignees').count(), 0);
    await two.select('Water the plants');
    // It is stored as it was written long ago, without a number.
    await text(member(page, 'isDone'), 'false');
    assert.equal(await member(page, 'version').count(), 0);
    await text(three.member('groupName'), '"default"');
  },

  async live({ page, one, two, three }) {
    await one.add('Bake a cake');
    await three.todo('Bake a cake').waitFor();
    await two.todo('Bake a cake').waitFor();
    await three.select('Bake a cake');
    await text(three.member('groupName'), '"default"');
    await text(member(page, 'text'), '"Bake a cake"');
    await three.addPerson('Bake a cake', 'ada');
    await text(two.member('assignee'), '"ada"');
    await three.setStatus('Bake a cake', 'done');
    await one.phone.locator('.todo.done', { hasText: 'Bake a cake' }).waitFor();
    await one.rename('Bake a cake', 'Bake two cakes');
    await three.todo('Bake two cakes').waitFor();
    await text(member(page, 'text'), '"Bake two cakes"');
    await text(member(page, 'assignees'), '["ada"]');
    await text(member(page, 'status'), '"done"');
  },

  async offline({ page, one, three }) {
    await three.select('Plan the picnic');
    await one.switchLine();
    await one.rename('Plan the picnic', 'Plan the picnic at the lake');
    await one.tick('Plan the picnic at the lake');
    await text(one.phone.locator('.notice'), '1 change waits for the network');
    await text(one.member('isDone'), 'true');
    await text(member(page, 'text'), '"Plan the picnic"');
    assert.equal(await three.todo('at the lake').count(), 0);
    await one.switchLine();
    await three.todo('Plan the picnic at the lake').waitFor();
    await text(member(page, 'status'), '"done"');
    await text(member(page, 'assignees'), '["ben","cleo"]');
    await text(member(page, 'groupName'), '"friends"');
  },

  async conflict({ page, one, three }) {
    await three.select('Plan the picnic');
    await one.switchLine();
    await three.switchLine();
    await one.rename('Plan the picnic', 'Plan the picnic at the lake');
    await three.addPerson('Plan the picnic', 'dora');
    await one.switchLine();
    await three.switchLine();
    // Both edits are there to read, and then the question.
    const there = three.phone.locator('.conflict');
    await there.waitFor();
    await text(there.locator('.edits'), '"Plan the picnic at the lake"');
    await text(there.locator('.edits'), '["ben","cleo","dora"]');
    // Both are measured at once, because the page may draw them anew in between.
    await page.waitForFunction(() => {
      const [edits, question] = ['.edits', '.choices']
        .map((part) => document.querySelector(`[data-release="3"] .conflict ${part}`)?.getBoundingClientRect());
      return edits?.height > 0 && question?.height > 0 && edits.bottom <= question.top;
    });
    await text(there, 'made on this phone');
    // Release 1 knows nothing of the people.
    const here = one.phone.locator('.conflict');
    await text(here.locator('.edits'), '"Plan the picnic at the lake"');
    assert.equal(await here.locator('dt', { hasText: 'assignees' }).count(), 0);
    await looks(page, 'conflict');

    const other = there.locator('.edits li').last();
    const [isOwn, rev] = [(await other.textContent()).includes('made on this phone'), await other.getAttribute('data-rev')];
    await there.getByRole('button', { name: 'The other', exact: true }).click();
    await there.waitFor({ state: 'detached' });
    await here.waitFor({ state: 'detached' });
    await text(member(page, 'text'), isOwn ? '"Plan the picnic"' : '"Plan the picnic at the lake"');
    await text(member(page, 'assignees'), isOwn ? '["ben","cleo","dora"]' : '["ben","cleo"]');
    await text(member(page, '_rev'), rev.slice(0, 10));
  },

  async narrow({ page, one, three }) {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator('#chosen').selectOption({ label: 'Plan the picnic' });
    assert.equal(await page.locator('.todo:visible').count(), 3);
    // What one does and what comes of it are in one window.
    const causeAndEffect = async () => page.evaluate(() => {
      document.querySelector('.chosen').scrollIntoView();
      return ['[data-release="1"] .tick', '[data-release="2"] .todo.selected', '[data-release="3"] .todo.selected', '#stored']
        .map((name) => document.querySelector(name.startsWith('#') ? name : `${name}, .selected ${name}`).getBoundingClientRect())
        .map(({ top, bottom }) => [top >= 0, bottom <= innerHeight]).flat();
    });
    assert.ok((await causeAndEffect()).every(Boolean), JSON.stringify(await causeAndEffect()));
    await one.phone.locator('.todo.selected').getByRole('checkbox').press('Enter');
    await text(member(page, 'status'), '"done"');
    await three.phone.locator('.todo.selected.done').waitFor();
    assert.ok((await causeAndEffect()).every(Boolean));
    // The keyboard stays where it was.
    assert.equal(await page.evaluate(() => document.activeElement.closest('.phone')?.dataset.release), '1');

    await one.phone.getByRole('button', { name: 'All todos' }).click();
    await one.add('Bake a cake');
    await text(member(page, 'text'), '"Bake a cake"');
    await looks(page, 'narrow');
  },

  async update({ page, one }) {
    await one.select('Water the plants');
    assert.equal(await one.phone.locator('.star').count(), 0);
    await one.phone.getByRole('button', { name: 'Update to 1.1' }).click();
    await one.todo('Water the plants').locator('.star').click();
    await text(one.member('isImportant'), 'true');
    await text(member(page, 'isImportant'), 'true');
    await text(member(page, 'text'), '"Water the plants"');
  },

  async remove({ page, one, two, three }) {
    await three.todo('Buy bread').hover();
    await three.todo('Buy bread').getByRole('button', { name: 'Delete' }).click();
    await one.todo('Buy bread').waitFor({ state: 'detached' });
    await two.todo('Buy bread').waitFor({ state: 'detached' });
    await page.locator('#documents li', { hasText: 'Buy bread' }).waitFor({ state: 'detached' });
  },
};

async function play(browser) {
  const { page, errors } = await open(browser);
  try {
    await page.goto(url);
    const [one, two, three] = [1, 2, 3].map((release) => phoneOn(page, release));
    for (const each of [one, two, three]) {
      await each.todo('Plan the picnic').waitFor();
    }
    await scenarios[scenario]({ page, one, two, three });
    assert.deepEqual(errors, []);
  } finally {
    await picture(page, `demo-${scenario}`);
    await browser.close();
  }
}

run(play);
