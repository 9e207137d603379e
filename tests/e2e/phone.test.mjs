import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected } from './support/browser.mjs';
import { cards, entry, itemsOf, settled } from './support/calendar.mjs';
import { addDays, at, monday, today } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { told, world } from './support/world.mjs';

const all = world();

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const tomorrow = addDays(today(), 1);
const dialog = (page, name) => page.getByRole('dialog', { name });
const tap = (place, name) => place.getByRole('button', { name, exact: true }).tap();

async function phoneOf(person, path) {
  const page = await all.browser.person(all.server, person, path, phone);
  await connected(page);
  await settled(page);
  return page;
}

/** What stands out of the page sideways. */
const overflowing = (page) => page.evaluate(() => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const scrolled = (element) => element.closest('.ec-main, .scroll, .hidden-words, [role=tablist]');
  const parts = [...document.querySelectorAll('button, a, input, select, textarea, h1, h2, h3, p, td')];
  return [document.documentElement.scrollWidth > innerWidth && 'the page', ...parts.filter((part) => {
    const { left, right, width } = part.getBoundingClientRect();
    return width > 0 && shown(part) && !scrolled(part) && (left < -1 || right > innerWidth + 1);
  }).map((part) => part.outerHTML.slice(0, 200))].filter(Boolean);
});

/**
 * What can be tapped and is smaller than 24 by 24 (WCAG 2.5.8). Who taps a label taps its box; links within a text
 * are excepted, and so are entries that are as long as they take: the list has them, too.
 */
const small = (page) => page.evaluate(() => {
  const behind = document.querySelector('dialog:modal') ?? document;
  const controls = [...behind.querySelectorAll('button, a[href], input, select, textarea, [role=button], [role=tab], [role=option]')];
  const excepted = (element) => element.matches('p a, .ec-time-grid .ec-event, .ec-month-view .ec-event') || element.closest('.hidden-words, [hidden]');
  return controls.filter((element) => !excepted(element) && element.checkVisibility({ visibilityProperty: true })).filter((element) => {
    const boxes = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect());
    return !boxes.some(({ width, height }) => width > 23.9 && height > 23.9);
  }).map((element) => element.outerHTML.slice(0, 200));
});

async function fits(page) {
  assert.deepEqual(await overflowing(page), []);
  assert.deepEqual(await small(page), []);
}

test('a phone begins with the list, makes a meeting, and sees it on its day', async () => {
  const [ann, bob] = [await Person.register(all.server, 'Ann'), await Person.register(all.server, 'Bob')];
  const page = await phoneOf(ann, '/');
  await page.waitForURL(/#\/list$/);
  await page.getByText('Nothing in these four weeks.').waitFor();
  await fits(page);

  await tap(page, 'New meeting');
  const form = dialog(page, 'New meeting');
  await form.getByLabel('Title').fill('Plan with a title that is long enough for two lines');
  await form.getByLabel('Starts, date').fill(tomorrow);
  await form.getByLabel('Starts, time').fill('10:00');
  await form.getByRole('combobox', { name: 'Name or e-mail address' }).tap();
  await page.keyboard.type('bo');
  await form.getByRole('option', { name: /Bob/ }).tap();
  await form.getByText('Everybody is free then.').waitFor();
  await fits(page);
  await tap(form, 'Invite');
  await form.waitFor({ state: 'detached' });
  await entry(page, /^Plan/).waitFor();
  await fits(page);
  const [item] = await itemsOf(bob, tomorrow, addDays(tomorrow, 1));
  assert.deepEqual([item.start.slice(0, 19), item.response], [`${tomorrow}T10:00:00`, 'needs-action']);

  await tap(page, 'Day');
  await tap(page, 'Later');
  await page.waitForURL(new RegExp(`#/day/${tomorrow}$`));
  await entry(page, /^Plan/).tap();
  await dialog(page, /^Plan/).getByTitle(bob.email).waitFor();
  await fits(page);
  await dialog(page, /^Plan/).getByRole('banner').getByRole('button', { name: 'Close' }).tap();
  await dialog(page, /^Plan/).waitFor({ state: 'detached' });
  await fits(page);
  await page.context().close();
});

test('an invitation is answered on its card, and the bell tells of it', async () => {
  const [cid, dora] = [await Person.register(all.server, 'Cid'), await Person.register(all.server, 'Dora')];
  const page = await phoneOf(dora, '/#/list');
  await cid.meeting('Call', `${tomorrow}T11:00:00`, [dora]);
  const card = cards(page).getByRole('article').filter({ hasText: told('Cid', 'invites you', 'Call') });
  await card.waitFor();
  await fits(page);
  await tap(card, 'Accept');
  await entry(page, /^Call(?!.*Not answered)/).waitFor();
  await card.waitFor({ state: 'detached' });
  assert.deepEqual((await itemsOf(dora, tomorrow, addDays(tomorrow, 1))).map(({ response }) => response), ['accepted']);

  await page.getByRole('button', { name: /^Notifications/ }).tap();
  const bell = dialog(page, 'Notifications');
  await bell.getByText(told('Cid', 'invites you', 'Call')).waitFor();
  await bell.getByText('You: Accepted').waitFor();
  await fits(page);
  await bell.getByText(told('Cid', 'invites you', 'Call')).tap();
  await dialog(page, 'Call').getByRole('button', { name: 'Accept', pressed: true }).waitFor();
  await fits(page);
  await page.context().close();
});

test('whatever is opened fits, and is large enough for a finger', async (context) => {
  const [eve, finn] = [await Person.register(all.server, 'Eve'), await Person.register(all.server, 'Finn')];
  await eve.meeting('Mine', `${today()}T09:00:00`, [finn], { duration: 'PT1H' });
  await finn.meeting('His', at(2, '11:00'), [eve], { duration: 'PT1H' });
  await eve.ask('POST', '/meetings', { title: 'Fair', start: monday(), end: addDays(monday(), 7), allDay: true });
  const page = await phoneOf(eve, '/#/list');
  const places = {
    'three days': () => tap(page, '3 days'),
    month: () => tap(page, 'Month'),
    day: () => tap(page, 'Day'),
    colleagues: async () => {
      await page.goto(`/#/colleagues?people=${finn.id}`);
      await page.getByText('Finn').first().waitFor();
    },
    options: async () => {
      await page.goto('/#/month');
      await tap(page, 'What is shown');
      await page.getByLabel('Second time zone').waitFor();
    },
    menu: () => tap(page, 'Eve: menu'),
    settings: async () => {
      await tap(page, 'Settings');
      await dialog(page, 'Settings').getByLabel('Name').waitFor();
    },
    'working hours': () => dialog(page, 'Settings').getByRole('tab', { name: 'Working hours' }).tap(),
    search: async () => {
      await tap(dialog(page, 'Settings').getByRole('banner'), 'Close');
      await page.goto('/#/list');
      await tap(page, 'Search');
      await dialog(page, 'Search').getByRole('combobox').fill('Mine');
      await dialog(page, 'Search').getByRole('option').first().waitFor();
    },
  };
  for (const [name, open] of Object.entries(places)) {
    await context.test(name, async () => {
      await open();
      await settled(page);
      await fits(page);
    });
  }
  await page.context().close();
});
