import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected } from './support/browser.mjs';
import { addDays, today } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { told, world } from './support/world.mjs';

const all = world();

const cards = (page) => page.getByRole('region', { name: 'Just arrived' });
const entry = (page, name) => page.getByRole('main').getByRole('button', { name });

test('two people, two browsers: invite, answer, change, cancel, each seen at once by the other', async () => {
  const [ann, bob] = [await Person.register(all.server, 'Ann'), await Person.register(all.server, 'Bob')];
  const [hers, his] = await Promise.all([ann, bob].map((who) => all.browser.person(all.server, who, '/#/list')));
  await Promise.all([connected(hers), connected(his)]);

  await hers.getByRole('button', { name: 'New meeting' }).click();
  const form = hers.getByRole('dialog', { name: 'New meeting' });
  await form.getByLabel('Title').fill('Map review');
  await form.getByLabel('Starts, date').fill(addDays(today(), 1));
  await form.getByLabel('Starts, time').fill('10:00');
  await form.getByRole('combobox', { name: 'Name or e-mail address' }).fill('bo');
  await form.getByRole('option', { name: /Bob/ }).click();
  await form.getByText('Everybody is free then.').waitFor();
  await form.getByLabel('Description').fill('See https://maps.example/14 first.');
  await form.locator('input[type=file]').setInputFiles({ name: 'agenda.txt', mimeType: 'text/plain', buffer: Buffer.from('1. Maps') });
  await form.getByRole('button', { name: 'Invite', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await entry(hers, /^Map review/).waitFor();

  await cards(his).getByText(told('Ann', 'invites you', 'Map review')).waitFor({ timeout: 2000 });
  await entry(his, /^Map review.*Not answered/).click();
  const his_view = his.getByRole('dialog', { name: /Map review/ });
  await his_view.getByRole('link', { name: 'https://maps.example/14' }).waitFor();
  await his_view.getByRole('link', { name: /agenda.txt/ }).waitFor();
  await entry(hers, /^Map review/).click();
  const her_view = hers.getByRole('dialog', { name: /Map review/ });
  await her_view.getByRole('listitem', { name: bob.email }).getByText('Not answered').waitFor();

  await his_view.getByLabel(/A word with it/).fill('Gladly');
  await his_view.getByRole('button', { name: 'Accept', exact: true }).click();
  await her_view.getByText('Gladly').waitFor({ timeout: 2000 });
  await her_view.getByRole('listitem', { name: bob.email }).getByText('Accepted').waitFor();

  await her_view.getByRole('button', { name: 'Change', exact: true }).click();
  const change = hers.getByRole('dialog', { name: /Change/ });
  await change.getByLabel('Title').fill('Map review, part 2');
  await change.getByRole('button', { name: 'Save' }).click();
  await his.getByRole('dialog', { name: /part 2/ }).waitFor({ timeout: 2000 });
  await his.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();

  const again = hers.getByRole('dialog', { name: /part 2/ });
  await again.getByRole('button', { name: 'Cancel meeting' }).click();
  await again.getByRole('button', { name: 'Yes, cancel it' }).click();
  await cards(his).getByText(told('Ann', 'cancelled', 'Map review, part 2')).waitFor({ timeout: 2000 });
  const { items } = await bob.ask('GET', `/users/me/calendar?from=${today()}&to=${addDays(today(), 3)}`);
  assert.deepEqual(items.map(({ status }) => status), ['cancelled']);
  await hers.context().close();
  await his.context().close();
});

test('who is busy is named, a suggested time is taken, and a series is told in words', async () => {
  const [cid, dora] = [await Person.register(all.server, 'Cid'), await Person.register(all.server, 'Dora')];
  const monday = addDays(today(), 7 - ((new Date(`${today()}T00:00:00Z`).getUTCDay() + 6) % 7));
  await dora.meeting('Elsewhere', `${monday}T10:00:00`, [], { duration: 'PT2H' });
  const page = await all.browser.person(all.server, cid, `/#/week/${monday}`);
  await page.getByRole('button', { name: 'New meeting' }).click();
  const form = page.getByRole('dialog', { name: 'New meeting' });
  await form.getByLabel('Title').fill('Plan');
  await form.getByLabel('Starts, date').fill(monday);
  await form.getByLabel('Starts, time').fill('10:30');
  await form.getByRole('combobox', { name: 'Name or e-mail address' }).fill('Dora');
  await form.getByRole('option', { name: /Dora/ }).click();
  await form.getByText('Dora is busy then.').waitFor();
  await form.getByRole('button', { name: 'Suggest times' }).click();
  await form.getByRole('button', { name: /everybody is free/ }).first().click();
  await form.getByText('Everybody is free then.').waitFor();
  await form.getByLabel('Repeats').selectOption({ label: 'every day' });
  await form.getByRole('button', { name: 'Invite', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await entry(page, /^Plan/).nth(3).waitFor();
  await page.context().close();
});
