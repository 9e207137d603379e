import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected } from './support/browser.mjs';
import { addDays, today } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { told, world } from './support/world.mjs';

const all = world();

const cards = (page) => page.getByRole('region', { name: 'Just arrived' });
const tomorrow = (time) => `${addDays(today(), 1)}T${time}:00`;
/** RFC 3339 in UTC, in whole seconds. */
const soon = (seconds) => new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+Z/, 'Z');

test('what somebody else does appears within a second, without a request for the calendar', async () => {
  const ann = await Person.register(all.server, 'Ann');
  const bob = await Person.register(all.server, 'Bob');
  const page = await all.browser.person(all.server, bob, '/#/list');
  await connected(page);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const within = { timeout: 1000 };

  const meeting = await ann.meeting('Map review', tomorrow('10:00'), [bob]);
  await cards(page).getByText(told('Ann', 'invites you', 'Map review')).waitFor(within);
  const entry = page.getByRole('main').getByRole('button', { name: /Map review/ });
  await entry.waitFor(within);

  await ann.ask('PATCH', `/meetings/${meeting.id}`, { title: 'Map review II' });
  await page.getByRole('main').getByRole('button', { name: /Map review II/ }).waitFor(within);

  await ann.ask('DELETE', `/meetings/${meeting.id}`);
  await cards(page).getByText(told('Ann', 'cancelled', 'Map review II')).waitFor(within);
  assert.deepEqual(asked.filter((url) => url.includes('/calendar?')), []);
  await page.context().close();
});

test('an answer given on the card reaches whoever invites, and stands there', async () => {
  const cid = await Person.register(all.server, 'Cid');
  const dora = await Person.register(all.server, 'Dora');
  const [one, other] = await Promise.all([cid, dora].map((who) => all.browser.person(all.server, who, '/#/list')));
  await Promise.all([connected(one), connected(other)]);
  await cid.meeting('Plan', tomorrow('11:00'), [dora]);
  await cards(other).getByRole('button', { name: 'Accept' }).click();
  await cards(one).getByText(told('Dora', 'accepts', 'Plan')).waitFor({ timeout: 2000 });
  await other.getByRole('main').getByRole('button', { name: /^Plan(?!.*Not answered)/ }).waitFor();
  const [item] = (await dora.ask('GET', `/users/me/calendar?from=${today()}&to=${addDays(today(), 3)}`)).items;
  assert.equal(item.response, 'accepted');
  await one.context().close();
  await other.context().close();
});

test('three tabs share one socket, show a reminder, and dismissing it in one dismisses it in all', async () => {
  const eve = await Person.register(all.server, 'Eve');
  const first = await all.browser.person(all.server, eve, '/#/list');
  const tabs = [first, await first.context().newPage(), await first.context().newPage()];
  for (const tab of tabs.slice(1)) await tab.goto('/#/list');
  await Promise.all(tabs.map(connected));
  assert.equal(await all.admin.figure('sockets'), 1);

  await eve.meeting('Stand-up', soon(1802), [], { reminders: [30] });
  await Promise.all(tabs.map((tab) => cards(tab).getByText('Stand-up').waitFor()));
  for (const tab of tabs) assert.equal(await cards(tab).getByText('Stand-up').count(), 1);
  await cards(tabs[1]).getByRole('button', { name: 'Dismiss' }).click();
  await Promise.all(tabs.map((tab) => cards(tab).getByText('Stand-up').waitFor({ state: 'detached', timeout: 2000 })));
  await tabs[2].reload();
  await connected(tabs[2]);
  assert.equal(await cards(tabs[2]).getByText('Stand-up').count(), 0);
  await first.context().close();
});

test('after the server was killed and started again, nothing is missed and nothing said twice', async () => {
  const finn = await Person.register(all.server, 'Finn');
  const gil = await Person.register(all.server, 'Gil');
  const page = await all.browser.person(all.server, gil, '/#/list');
  await connected(page);
  await finn.meeting('Before', tomorrow('09:00'), [gil]);
  await cards(page).getByText(told('Finn', 'invites you', 'Before')).waitFor();

  all.browser.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket/);
  await all.server.kill();
  await page.getByText('Offline: trying again').waitFor();
  await all.server.startAgain();
  await finn.meeting('After', tomorrow('12:00'), [gil]);
  await page.getByText('Offline: trying again').waitFor({ state: 'detached' });
  await cards(page).getByText(told('Finn', 'invites you', 'After')).waitFor();
  assert.equal(await cards(page).getByText(told('Finn', 'invites you', 'Before')).count() <= 1, true);
  assert.equal(await page.getByRole('main').getByRole('button', { name: /^Before/ }).count(), 1);
  assert.equal(await page.getByRole('main').getByRole('button', { name: /^After/ }).count(), 1);
  await page.context().close();
});
