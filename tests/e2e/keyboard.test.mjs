import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected } from './support/browser.mjs';
import { cards, entry, itemsOf } from './support/calendar.mjs';
import { addDays, today } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { told, world } from './support/world.mjs';

const all = world();

const nextWeek = addDays(today(), 7);
const dialog = (page, name) => page.getByRole('dialog', { name });
const gone = (place) => place.waitFor({ state: 'detached' });

/** What is wrong with where the focus is, for somebody who looks for it. */
const lost = (page) => page.evaluate(() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return 'nothing has the focus';
  const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
  if (modal && !modal.contains(focused)) return `behind the dialog: ${focused.outerHTML.slice(0, 200)}`;
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return `out of sight: ${focused.outerHTML.slice(0, 200)}`;
  // Of a date only one part has the focus, which the browser marks.
  if (['date', 'time'].includes(focused.type)) return undefined;
  const marks = [focused, focused.nextElementSibling].filter(Boolean).map((element) => getComputedStyle(element).outlineStyle);
  return marks.some((mark) => mark !== 'none') ? undefined : `not marked: ${focused.outerHTML.slice(0, 200)}`;
});

const found = async (page) => assert.equal(await lost(page), undefined);

/** Step by step, until the place has the focus; on the way it is always to be seen. */
async function go(page, place, key = 'Tab') {
  await place.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    await found(page);
    if (await place.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`${place} is not reached with ${key}`);
}

async function press(page, place, key = 'Tab') {
  await go(page, place, key);
  await page.keyboard.press('Enter');
}

/** What lies open is closed, and the focus is somewhere again. */
async function escape(page, open) {
  await open.waitFor();
  await page.keyboard.press('Escape');
  await gone(open);
  await found(page);
}

const has = (page, place) => page.waitForFunction((element) => element === document.activeElement, place);

async function signIn({ email }) {
  const page = await (await all.browser.stranger(all.server)).newPage();
  await page.goto('/');
  await has(page, await page.getByLabel('E-mail address').elementHandle());
  await page.keyboard.type(email);
  await go(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(Person.password);
  await page.keyboard.press('Enter');
  await connected(page);
  await found(page);
  return page;
}

test('from signing in to a meeting that is made, found and changed: no mouse', async () => {
  const ann = await Person.register(all.server, 'Ann');
  for (const name of ['Bob', 'Bobby']) await Person.register(all.server, name);
  const page = await signIn(ann);
  const day = async () => (await itemsOf(ann, nextWeek, addDays(nextWeek, 1))).map(({ title, start, end }) => [title, start.slice(11, 16), end.slice(11, 16)]);

  await page.keyboard.press('n');
  await page.waitForURL(new RegExp(`/week/${nextWeek}`));
  await page.keyboard.press('c');
  const form = dialog(page, 'New meeting');
  await has(page, await form.getByLabel('Title').elementHandle());
  await page.keyboard.type('Plan');
  await go(page, form.getByLabel('Starts, time'));
  await page.keyboard.press('ArrowUp');
  const people = form.getByRole('combobox', { name: 'Name or e-mail address' });
  await go(page, people);
  await page.keyboard.type('bo');
  const option = form.getByRole('option', { name: /Bob/ });
  await option.nth(1).waitFor();
  const second = await option.nth(1).locator('small').textContent();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await form.getByTitle(second).waitFor();
  await has(page, await people.elementHandle());
  await press(page, form.getByRole('button', { name: 'Invite', exact: true }));
  await gone(form);
  await found(page);
  assert.deepEqual(await day(), [['Plan', '10:00', '10:30']]);

  await page.keyboard.press('/');
  await has(page, await dialog(page, 'Search').getByRole('combobox').elementHandle());
  await page.keyboard.type('pla');
  await dialog(page, 'Search').getByRole('option', { name: /Plan/ }).waitFor();
  await page.keyboard.press('Enter');
  const view = dialog(page, 'Plan');
  await view.getByTitle(second).waitFor();
  await press(page, view.getByRole('button', { name: 'Change', exact: true }));
  const change = dialog(page, 'Change meeting');
  await go(page, change.getByLabel('Starts, time'));
  await page.keyboard.press('ArrowUp');
  await press(page, change.getByRole('button', { name: 'Save' }));
  await gone(change);
  await view.waitFor();
  await found(page);
  await escape(page, view);
  assert.deepEqual(await day(), [['Plan', '11:00', '11:30']]);
  await page.context().close();
});

test('invitations are answered with keys, on the card and in the calendar', async () => {
  const [cid, dora] = [await Person.register(all.server, 'Cid'), await Person.register(all.server, 'Dora')];
  const page = await signIn(dora);
  await page.keyboard.press('n');
  await page.waitForURL(new RegExp(`/week/${nextWeek}`));
  const answers = async () => (await itemsOf(dora, nextWeek, addDays(nextWeek, 1))).map(({ response }) => response);

  await cid.meeting('Call', `${nextWeek}T10:00:00`, [dora]);
  const card = cards(page).getByRole('article').filter({ hasText: told('Cid', 'invites you', 'Call') });
  await press(page, card.getByRole('button', { name: 'Accept' }));
  await entry(page, /^Call(?!.*Not answered)/).waitFor();
  await gone(card);
  await has(page, await page.getByRole('main').elementHandle());
  assert.deepEqual(await answers(), ['accepted']);

  await cid.meeting('Lunch', `${nextWeek}T12:00:00`, [dora]);
  await press(page, entry(page, /^Lunch/));
  const view = dialog(page, 'Lunch');
  const answered = page.waitForResponse((response) => response.request().method() === 'PUT');
  await press(page, view.getByRole('button', { name: 'Maybe' }));
  await answered;
  await entry(page, /^Lunch.*Tentative/).waitFor({ state: 'attached' });
  await found(page);
  await escape(page, view);
  await has(page, await entry(page, /^Lunch/).elementHandle());
  assert.deepEqual(await answers(), ['accepted', 'tentative']);
  await page.context().close();
});

test('single keys walk through the calendar, and the focus is never lost', async () => {
  const eve = await Person.register(all.server, 'Eve');
  await eve.meeting('Mine', `${today()}T12:00:00`);
  const page = await signIn(eve);
  const walk = async (key, address) => {
    await page.keyboard.press(key);
    await page.waitForURL(new RegExp(`#/${address}$`));
    await found(page);
  };
  await go(page, entry(page, /^Mine/));
  await walk('d', 'day');
  await walk('n', `day/${addDays(today(), 1)}`);
  await walk('p', `day/${today()}`);
  await walk('p', `day/${addDays(today(), -1)}`);
  await walk('t', 'day');
  await page.keyboard.press('n');
  await walk('n', `day/${addDays(today(), 2)}`);
  await walk('t', 'day');
  await walk('m', 'month');
  await walk('l', 'list');
  await go(page, entry(page, /^Mine/));
  await walk('w', 'week');
  await page.keyboard.press('g');
  await has(page, await page.getByLabel('Go to date').elementHandle());
  await page.keyboard.press('Escape');
  await go(page, page.getByRole('button', { name: 'Search' }));
  await page.keyboard.press('?');
  await dialog(page, 'Keys and signs').getByText('Go to date').waitFor();
  await escape(page, dialog(page, 'Keys and signs'));
  await has(page, await page.getByRole('button', { name: 'Search' }).elementHandle());
  await page.context().close();
});

test('nothing that was written is lost by Escape unasked', async () => {
  const finn = await Person.register(all.server, 'Finn');
  const page = await signIn(finn);
  await page.keyboard.press('c');
  const form = dialog(page, 'New meeting');
  await has(page, await form.getByLabel('Title').elementHandle());
  await escape(page, form);

  await page.keyboard.press('c');
  await has(page, await form.getByLabel('Title').elementHandle());
  await page.keyboard.type('Half a thou');
  await page.keyboard.press('Escape');
  await form.getByText('Discard what you wrote?').waitFor();
  await has(page, await form.getByRole('button', { name: 'Keep writing' }).elementHandle());
  await page.keyboard.press('Enter');
  await has(page, await form.getByLabel('Title').elementHandle());
  await page.keyboard.press('End');
  await page.keyboard.type('ght');
  assert.equal(await form.getByLabel('Title').inputValue(), 'Half a thought');
  await page.keyboard.press('Escape');
  await press(page, form.getByRole('button', { name: 'Discard', exact: true }));
  await gone(form);
  await found(page);

  await page.keyboard.press('c');
  await has(page, await form.getByLabel('Title').elementHandle());
  await page.keyboard.type('On second thought');
  await page.keyboard.press('Enter');
  await gone(form);
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('“On second thought” is cancelled.').waitFor();
  await found(page);

  const { id } = await finn.meeting('Stays', `${nextWeek}T10:00:00`);
  await page.goto(`/#/week?meeting=${id}`);
  const view = dialog(page, 'Stays');
  const cancel = view.getByRole('button', { name: 'Cancel meeting' });
  await press(page, cancel);
  await has(page, await view.getByRole('button', { name: 'No, keep it' }).elementHandle());
  await page.keyboard.press('Escape');
  await has(page, await cancel.elementHandle());
  await escape(page, view);
  assert.equal((await finn.ask('GET', `/meetings/${id}`)).status, 'confirmed');
  await page.context().close();
});

test('colleagues, notifications and the menu are reached with keys, and signing out', async () => {
  const [gil, hal] = [await Person.register(all.server, 'Gil'), await Person.register(all.server, 'Hal')];
  const page = await signIn(gil);
  await press(page, page.getByRole('link', { name: 'Colleagues' }), 'Shift+Tab');
  await go(page, page.getByRole('combobox'));
  await page.keyboard.type('hal');
  await page.getByRole('option', { name: 'Hal' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`people=${hal.id}$`));
  await found(page);
  await go(page, page.getByRole('row', { name: 'All together' }).getByRole('gridcell').first());
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const form = dialog(page, 'New meeting');
  await form.getByTitle(hal.email).waitFor();
  await escape(page, form);

  const bell = page.getByRole('button', { name: 'Notifications' });
  await press(page, bell, 'Shift+Tab');
  await dialog(page, 'Notifications').getByText('Nothing yet.').waitFor();
  await page.keyboard.press('Escape');
  await has(page, await bell.elementHandle());
  const menu = page.getByRole('button', { name: 'Gil: menu' });
  await press(page, menu);
  await page.keyboard.press('Escape');
  await has(page, await menu.elementHandle());
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('button', { name: 'Settings' }));
  await escape(page, dialog(page, 'Settings'));
  await has(page, await menu.elementHandle());
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('button', { name: 'Sign out' }));
  await has(page, await page.getByLabel('E-mail address').elementHandle());
  assert.deepEqual(await page.context().cookies(), []);
  await page.context().close();
});
