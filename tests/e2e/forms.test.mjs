import assert from 'node:assert/strict';
import { test } from 'node:test';
import { today } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { world } from './support/world.mjs';

// What somebody writes, and where they are when it is done.

const all = world();

test('what is written in a form is not lost by going back, nor by Escape however often, and the focus returns', async () => {
  const ann = await Person.register(all.server, 'Ann');
  await ann.meeting('Plan', `${today()}T12:00:00`);
  const page = await all.browser.person(all.server, ann, `/#/day/${today()}`);
  const meeting = page.locator('.ec-event[data-key]');
  await meeting.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  const title = page.getByLabel('Title');
  await title.fill('Another plan');

  const asks = page.getByText('Discard what you wrote?');
  await page.goBack();
  await asks.waitFor();
  for (const shown of [false, true, false, true]) {
    await page.keyboard.press('Escape');
    await asks.waitFor({ state: shown ? 'visible' : 'detached' });
  }
  assert.equal(await title.inputValue(), 'Another plan');

  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.ok(await meeting.evaluate((entry) => entry === document.activeElement));
  await page.context().close();
});

test('a name that was begun is asked about, an address is somebody', async () => {
  const page = await all.browser.person(all.server, await Person.register(all.server, 'Cid'));
  await page.getByRole('button', { name: 'New meeting' }).click();
  const form = page.getByRole('dialog', { name: 'New meeting' });
  const people = form.getByRole('combobox', { name: 'Name or e-mail address' });
  await form.getByLabel('Title').fill('Plan');
  await people.fill('nobo');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText('Please choose somebody').waitFor();
  await people.fill('zoe@example.org');
  await form.getByLabel('Title').focus();
  await form.getByRole('button', { name: 'Remove zoe@example.org' }).waitFor();
  await page.context().close();
});

test('an address that makes no sense leads to the calendar of today', async () => {
  const ann = await Person.register(all.server, 'Dora');
  for (const hash of ['#/week/2026-99-99', '#/month/0000-01-01', '#/week?meeting=../users/me', `#/colleagues?people=${ann.id},${ann.id}`]) {
    const page = await all.browser.person(all.server, ann, `/${hash}`);
    await page.getByRole('button', { name: 'Today', exact: true }).waitFor();
    await page.context().close();
  }
});
