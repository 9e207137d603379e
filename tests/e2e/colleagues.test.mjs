import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, at, monday } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { world } from './support/world.mjs';

const all = world();
let made;

async function make() {
  const ann = await Person.register(all.server, 'Ann');
  const bob = await Person.register(all.server, 'Bob', 'Asia/Tokyo');
  await ann.meeting('Mine', at(1, '09:00'), [], { duration: 'PT2H' });
  await bob.meeting('Secret', `${at(1, '11:00')}Z`, [], { duration: 'PT1H', timeZone: 'UTC' });
  return { ann, bob };
}

const people = () => (made ??= make());

const week = () => `/#/colleagues/${monday()}`;
const cell = (page, name, index) => page.getByRole('row', { name }).getByRole('gridcell').nth(index);

async function withBob(options) {
  const { ann } = await people();
  const page = await all.browser.person(all.server, ann, week(), options);
  await page.getByRole('combobox').fill('bo');
  await page.getByRole('option', { name: 'Bob' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: 'Bob' }).waitFor();
  return page;
}

/** What stands at 11:00 UTC, on the clock in Berlin. */
const inBerlin = (time) => new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' }).format(new Date(`${time}Z`));

test('somebody is found by the beginning of the name, and seen beside oneself without titles', async () => {
  const { bob } = await people();
  const page = await withBob();
  assert.match(await cell(page, 'Bob', 1).getAttribute('aria-label'), new RegExp(`busy ${inBerlin(at(1, '11:00'))}`));
  assert.match(await cell(page, 'Ann (You)', 1).getAttribute('aria-label'), /busy 09:00–11:00/);
  assert.match(await cell(page, 'Bob', 2).getAttribute('aria-label'), /free all day/);
  assert.equal(await page.getByText('Secret').count(), 0);
  await page.getByText('Tokyo').waitFor();

  assert.match(page.url(), new RegExp(`people=${bob.id}$`));
  await page.reload();
  await page.getByRole('row', { name: 'Bob' }).waitFor();
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('link', { name: 'Colleagues' }).click();
  await page.getByRole('row', { name: 'Bob' }).waitFor();

  await page.getByRole('button', { name: 'Remove Bob' }).click();
  await page.getByRole('row', { name: 'Bob' }).waitFor({ state: 'detached' });
  assert.doesNotMatch(page.url(), /people=/);
  await page.context().close();
});

test('a time that both have is chosen with keys, and becomes a meeting of both', async () => {
  const page = await withBob();
  await cell(page, 'All together', 0).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByText('11:00–12:00: everybody is free').first().waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.getByText('11:15–12:00').first().waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByText('Bob').first().waitFor();
  await page.context().close();
});

test('the keys of the calendar go from week to week, and leave the cells theirs', async () => {
  const page = await withBob();
  await page.getByRole('button', { name: 'Week', exact: true }).focus();
  await page.keyboard.press('n');
  await page.waitForURL(new RegExp(`colleagues/${addDays(monday(), 7)}`));
  await cell(page, 'Bob', 0).focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('[role=gridcell]:focus').waitFor();
  assert.match(page.url(), new RegExp(`colleagues/${addDays(monday(), 7)}`));
  await page.context().close();
});

test('a month says of each day whether somebody is busy', async () => {
  const page = await withBob({ viewport: { width: 360, height: 740 } });
  await page.getByRole('button', { name: 'Month' }).click();
  const table = page.getByRole('table', { name: 'Bob' });
  await table.waitFor();
  await table.getByRole('cell', { name: /: busy$/ }).first().waitFor();
  assert.equal(await table.getByRole('cell', { name: /: busy$/ }).count(), 1);
  await page.context().close();
});

test('who is not there any more is left out of the address', async () => {
  const { ann, bob } = await people();
  all.browser.expect(/404.*users/);
  const page = await all.browser.person(all.server, ann, `${week()}?people=0000000000000,${bob.id}`);
  await page.getByText('was left out').waitFor();
  await page.getByRole('row', { name: 'Bob' }).waitFor();
  assert.match(page.url(), new RegExp(`people=${bob.id}$`));
  await page.context().close();
});
