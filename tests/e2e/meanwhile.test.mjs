import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected } from './support/browser.mjs';
import { addDays, today } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { world } from './support/world.mjs';

const all = world();

const day = addDays(today(), 1);
const dialog = (page, name) => page.getByRole('dialog', { name });
const button = (place, name) => place.getByRole('button', { name, exact: true });

/** A window of somebody's own: other cookies, another storage, nothing heard of what is done in the others. */
async function window(person, path = '/#/list') {
  const page = await all.browser.person(all.server, person, path);
  await connected(page);
  return page;
}

/** The form with which a meeting is changed. */
async function changing(page, meeting) {
  await page.goto(`/#/list?meeting=${meeting.id}`);
  await button(dialog(page, meeting.title), 'Change').click();
  return dialog(page, 'Change meeting');
}

async function save(form, title) {
  await button(form, 'Save').click();
  await form.page().getByText(`“${title}” is saved.`).waitFor();
  await form.waitFor({ state: 'detached' });
}

/** What stands in the table of what was changed meanwhile: of each field theirs, and mine. */
async function differences(form) {
  const rows = form.getByRole('table').getByRole('row');
  await rows.nth(1).waitFor();
  const texts = await rows.evaluateAll((list) => list.map(({ cells }) => [...cells].map(({ textContent }) => textContent.trim())));
  return texts.slice(1);
}

async function twoWindows(name) {
  const organizer = await Person.register(all.server, name);
  const guest = await Person.register(all.server, `${name}son`);
  const meeting = await organizer.meeting('Plan', `${day}T10:00:00`, [guest], { location: 'Room 1' });
  const windows = [await window(organizer), await window(organizer)];
  const forms = [await changing(windows[0], meeting), await changing(windows[1], meeting)];
  await Promise.all(forms.map((form) => form.getByLabel('Title').waitFor()));
  all.browser.expect(/412.*\/meetings/);
  const now = async () => {
    const { title, location, start, attendees } = await organizer.ask('GET', `/meetings/${meeting.id}`);
    return { title, location, start: start.slice(11, 16), people: attendees.map(({ name: who }) => who) };
  };
  return { organizer, guest, meeting, forms, now, close: () => Promise.all(windows.map((page) => page.context().close())) };
}

test('who saves second sees what the other window changed, and takes it along', async () => {
  const { forms: [first, second], now, close } = await twoWindows('Ann');
  await first.getByLabel('Title').fill('Plan of theirs');
  await first.getByLabel('Starts, time').fill('11:00');
  await save(first, 'Plan of theirs');

  await second.getByLabel('Title').fill('Plan of mine');
  await second.getByLabel('Place').fill('Room 2');
  await button(second, 'Save').click();
  const [title, when, ...rest] = await differences(second);
  assert.deepEqual([title, rest], [['Title', 'Plan of theirs', 'Plan of mine'], []]);
  assert.match(when.join('|'), /^When\|.*11:00.*\|not changed$/);
  assert.deepEqual(await now(), { title: 'Plan of theirs', location: 'Room 1', start: '11:00', people: ['Annson'] });

  await button(second, 'Take theirs').click();
  await second.getByRole('table').waitFor({ state: 'detached' });
  assert.equal(await second.getByLabel('Title').inputValue(), 'Plan of theirs');
  assert.equal(await second.getByLabel('Starts, time').inputValue(), '11:00');
  assert.equal(await second.getByLabel('Place').inputValue(), 'Room 2');
  await save(second, 'Plan of theirs');
  assert.deepEqual(await now(), { title: 'Plan of theirs', location: 'Room 2', start: '11:00', people: ['Annson'] });
  await close();
});

test('who saves second may save theirs anyway, and overwrites only what they changed', async () => {
  const { forms: [first, second], now, close } = await twoWindows('Bea');
  await first.getByLabel('Title').fill('Plan of theirs');
  await first.getByLabel('Place').fill('Room 9');
  await save(first, 'Plan of theirs');
  await second.getByLabel('Title').fill('Plan of mine');
  await button(second, 'Save').click();
  assert.deepEqual(await differences(second), [['Title', 'Plan of theirs', 'Plan of mine'], ['Place', 'Room 9', 'not changed']]);
  await button(second, 'Save mine anyway').click();
  await second.page().getByText('“Plan of mine” is saved.').waitFor();
  assert.deepEqual(await now(), { title: 'Plan of mine', location: 'Room 9', start: '10:00', people: ['Beason'] });
  await close();
});

test('somebody who was taken off meanwhile does not come back with the second save, and nobody is asked', async () => {
  const { forms: [first, second], now, close } = await twoWindows('Cid');
  await button(first, 'Remove Cidson').click();
  await save(first, 'Plan');
  assert.deepEqual((await now()).people, []);
  await second.getByLabel('Place').fill('Room 3');
  await save(second, 'Plan');
  assert.deepEqual(await now(), { title: 'Plan', location: 'Room 3', start: '10:00', people: [] });
  await close();
});

test('both windows take the same person off', async () => {
  const { forms: [first, second], now, close } = await twoWindows('Dan');
  await button(first, 'Remove Danson').click();
  await save(first, 'Plan');
  await button(second, 'Remove Danson').click();
  all.browser.expect(/404.*\/attendees/);
  await save(second, 'Plan');
  assert.deepEqual((await now()).people, []);
  await close();
});

test('what was cancelled meanwhile cannot be saved, and that is said', async () => {
  const { organizer, meeting, forms: [, second], now, close } = await twoWindows('Eve');
  await organizer.ask('DELETE', `/meetings/${meeting.id}`);
  all.browser.expect(/409.*\/meetings/);
  await second.getByLabel('Title').fill('Too late');
  await button(second, 'Save').click();
  await second.getByRole('alert').getByText('The meeting is cancelled.').waitFor();
  assert.equal(await second.getByLabel('Title').inputValue(), 'Too late');
  assert.equal((await now()).title, 'Plan');
  await close();
});

test('a session that ended elsewhere asks to sign in, and leads back to the same place', async () => {
  const finn = await Person.register(all.server, 'Finn');
  const { id } = await finn.meeting('Pottery', `${day}T10:00:00`);
  const page = await window(finn, `/#/day/${day}?meeting=${id}`);
  await button(dialog(page, 'Pottery'), 'Change').waitFor();
  const place = page.url();
  all.browser.expect(/401/);
  const password = 'a lamp under water';
  await finn.ask('PATCH', '/users/me', { currentPassword: Person.password, password });

  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  assert.equal(await page.getByLabel('E-mail address').inputValue(), finn.email);
  assert.equal(await page.getByText('Pottery').count(), 0);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Sign in').click();
  await dialog(page, 'Pottery').waitFor();
  assert.equal(page.url(), place);
  await button(dialog(page, 'Pottery'), 'Close').click();
  await page.getByRole('main').getByRole('button', { name: /^Pottery/ }).waitFor();
  await page.context().close();
});

test('signing out in one tab signs out the others', async () => {
  const gil = await Person.register(all.server, 'Gil');
  await gil.meeting('Secret', `${day}T10:00:00`);
  const first = await window(gil);
  const other = await first.context().newPage();
  await other.goto('/#/list');
  await connected(other);
  await other.getByRole('main').getByRole('button', { name: /^Secret/ }).waitFor();
  all.browser.expect(/401/);
  await button(first, 'Gil: menu').click();
  await button(first, 'Sign out').click();
  for (const page of [first, other]) {
    await button(page, 'Sign in').waitFor();
    assert.equal(await page.getByText('Secret').count(), 0);
  }
  assert.deepEqual(await first.context().cookies(), []);
  await first.context().close();
});
