import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { world } from './support/world.mjs';

const all = world();
let registered;
const registeredAnn = () => (registered ??= Person.register(all.server, 'Ann'));

async function settings(tab, person) {
  const page = await all.browser.person(all.server, person);
  await page.getByRole('button', { name: `${person.name}: menu` }).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: tab }).click();
  return page;
}

const calendar = (summary, uid) => [
  'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//EN',
  'BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', `DTSTART:${at(1, '08:00').replace(/[-:]/g, '')}Z`, 'DURATION:PT1H', `SUMMARY:${summary}`, 'END:VEVENT',
  'BEGIN:VTODO', 'UID:task', 'SUMMARY:Only a task', 'END:VTODO',
  'END:VCALENDAR', '',
].join('\r\n');

test('name and zone are saved as they are changed, a city is enough for a zone', async () => {
  const ann = await registeredAnn();
  const page = await settings('You', ann);
  const saved = (field) => page.waitForResponse((answer) =>
    answer.request().method() === 'PATCH' && answer.ok() && field in answer.request().postDataJSON());
  const answers = Promise.all([saved('name'), saved('timeZone')]);
  await page.getByLabel('Name').fill('Ann Becker');
  await page.getByLabel('Your time zone').fill('tokyo');
  await page.keyboard.press('Tab');
  await answers;
  await page.getByText('Saved.').waitFor();
  const { name, timeZone } = await ann.ask('GET', '/users/me');
  assert.deepEqual({ name, timeZone }, { name: 'Ann Becker', timeZone: 'Asia/Tokyo' });
  assert.equal(await page.getByLabel('Your time zone').inputValue(), 'Asia/Tokyo');

  await page.getByLabel('Your time zone').fill('nowhere at all');
  await page.keyboard.press('Tab');
  assert.equal(await page.getByLabel('Your time zone').inputValue(), 'Asia/Tokyo');
  await ann.ask('PATCH', '/users/me', { timeZone: 'Europe/Berlin', name: 'Ann' });
  await page.context().close();
});

test('working hours are saved only while they are right', async () => {
  const ann = await registeredAnn();
  const page = await settings('Working hours', ann);
  await page.getByRole('button', { name: 'Add hours on Monday' }).click();
  await page.getByText('Saved.').waitFor();
  const hours = async () => (await ann.ask('GET', '/users/me')).workingHours.monday;
  assert.deepEqual(await hours(), [{ start: '09:00', end: '17:00' }, { start: '18:00', end: '21:00' }]);

  await page.getByLabel('Monday, from').nth(1).fill('16:00');
  await page.getByText('overlap those before').waitFor();
  await page.getByText('Not saved').waitFor();
  assert.equal((await hours()).length, 2);

  await page.getByRole('button', { name: 'Remove 16:00–21:00 on Monday' }).click();
  await page.getByText('Saved.').waitFor();
  assert.deepEqual(await hours(), [{ start: '09:00', end: '17:00' }]);
  await page.context().close();
});

test('a new password needs the present one, and ends all other sessions', async () => {
  const bob = await Person.register(all.server, 'Bob');
  const page = await settings('Password', bob);
  const other = await all.browser.person(all.server, bob);
  all.browser.expect(/403.*users\/me/);
  all.browser.expect(/401/);
  await page.getByLabel('Current password').fill('not the password');
  await page.getByLabel('New password').fill('a lamp under water');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('not your current password').waitFor();
  await page.getByLabel('Current password').fill(Person.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed').waitFor();

  await other.getByRole('heading', { name: 'Welcome back' }).waitFor();
  assert.equal(await other.getByLabel('E-mail address').inputValue(), bob.email);
  await other.getByLabel('Password', { exact: true }).fill('a lamp under water');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByRole('link', { name: 'Calendar' }).waitFor();
  await page.context().close();
  await other.context().close();
});

test('sessions are ended from another one, and are signed out at once', async () => {
  const bob = await Person.register(all.server, 'Bea');
  const other = await all.browser.person(all.server, bob);
  const page = await settings('Access', bob);
  all.browser.expect(/401/);
  await page.getByText('here', { exact: true }).waitFor();
  const end = page.getByRole('button', { name: /^End .* since/ });
  assert.equal(await end.count(), 2);
  for (let left = 1; left >= 0; --left) {
    await end.first().click();
    await page.waitForFunction((count) => document.querySelectorAll('li button.bad').length === count, left);
  }
  await page.getByText('That session has ended.').waitFor();
  await other.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await assert.rejects(bob.ask('GET', '/users/me'), /401/);
  await page.context().close();
  await other.context().close();
});

test('a token is shown once, lets a program in, and does not once it is ended', async () => {
  const ann = await registeredAnn();
  const page = await settings('Access', ann);
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByText('Please say what it is for.').waitFor();
  await page.getByLabel('What it is for').fill('Door sign');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const token = await page.getByLabel('Token', { exact: true }).inputValue();
  const status = async () => (await fetch(`${all.server.url}/api/v1/users/me`, { headers: { Authorization: `Bearer ${token}` } })).status;
  assert.equal(await status(), 200);
  await page.getByRole('button', { name: 'End the token “Door sign”' }).click();
  await page.getByText('does not work any more').waitFor();
  assert.equal(await status(), 401);
  await page.context().close();
});

test('a calendar is looked through before it is taken in', async () => {
  const ann = await registeredAnn();
  const page = await settings('Import and export', ann);
  const buffer = Buffer.from(calendar('From elsewhere', 'one'));
  await page.locator('input[type=file]').setInputFiles({ name: 'old.ics', mimeType: 'text/calendar', buffer });
  await page.getByText('this is what would happen').waitFor();
  await page.getByText('1 new event').waitFor();
  await page.getByText('1 part left out').waitFor();
  const mine = async () => (await ann.ask('GET', `/users/me/calendar?from=${at(0, '00:00').slice(0, 10)}&to=${at(7, '00:00').slice(0, 10)}`)).items;
  assert.deepEqual(await mine(), []);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('this is what happened').waitFor();
  assert.deepEqual((await mine()).map(({ title }) => title), ['From elsewhere']);
  await page.context().close();
});

test('the address of a feed is shown once, and ends when it is taken away', async () => {
  const page = await settings('Import and export', await registeredAnn());
  await page.getByRole('button', { name: 'Make an address' }).click();
  const address = await page.getByLabel('Address').inputValue();
  assert.match(await (await fetch(address)).text(), /BEGIN:VCALENDAR/);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByText('does not work any more').waitFor();
  assert.equal((await fetch(address)).status, 404);
  await page.context().close();
});
