'use strict';

// Plays one scenario on the demo's page: node page.js SCENARIO URL. Ends with 0 where all was as it should be.

const assert = require('node:assert/strict');
const { open, picture, run } = require('./browser.js');

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
    const keep = three.phone.locator('.conflict');
    await keep.waitFor();
    await one.phone.locator('.conflict').waitFor();
    await keep.click();
    await one.phone.locator('.conflict').waitFor({ state: 'detached' });
    assert.equal(await keep.count(), 0);
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
