import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { connected } from './support/browser.mjs';
import { addDays, monday, today } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { world } from './support/world.mjs';

const all = world();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wrong with the page as it stands, for people who cannot see it or use a mouse. */
async function faults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

/** Nothing is on its way any more. */
const settled = (page) => page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));

const open = {
  day: (page) => page.goto('/#/day'),
  week: (page) => page.goto('/#/week'),
  month: (page) => page.goto('/#/month'),
  list: (page) => page.goto(`/#/list/${monday()}`),
  'two zones': async (page) => {
    await page.evaluate(() => localStorage.setItem('kalends.preferences', JSON.stringify({ secondZone: 'Asia/Tokyo' })));
    await page.reload();
    await page.goto('/#/week');
  },
  colleagues: (page, { bob }) => page.goto(`/#/colleagues?people=${bob.id}`),
  'new meeting': async (page) => {
    await page.goto('/#/week');
    await page.getByRole('button', { name: 'New meeting' }).click();
    await page.getByRole('combobox', { name: 'Name or e-mail address' }).fill('bo');
    await page.getByRole('option', { name: /Bob/ }).first().click();
    await page.getByText('Everybody is free then.').or(page.getByText('busy then')).waitFor();
  },
  'own meeting': (page, { mine }) => page.goto(`/#/week?meeting=${mine.id}`),
  invitation: (page, { his }) => page.goto(`/#/week?meeting=${his.id}`),
  search: async (page) => {
    await page.keyboard.press('/');
    await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByRole('searchbox')).first().fill('Own');
    await page.getByRole('dialog').getByText('Own').first().waitFor();
  },
  keys: (page) => page.keyboard.press('?'),
  notifications: (page) => page.getByRole('button', { name: /^Notifications/ }).click(),
  settings: async (page) => {
    await page.getByRole('banner').getByRole('button', { name: 'Ann' }).click();
    await page.getByRole('button', { name: 'Settings' }).click();
  },
};

async function makeScene() {
  const [ann, bob] = [await Person.register(all.server, 'Ann'), await Person.register(all.server, 'Bob')];
  const day = (days) => addDays(monday(), days);
  const mine = await ann.meeting('Own', `${day(1)}T09:00:00`, [bob], { location: 'Room 1', description: 'See https://example.org', link: 'https://example.org' });
  const his = await bob.meeting('Invitation', `${day(2)}T11:00:00`, [ann]);
  const tentative = await bob.meeting('Maybe', `${day(2)}T13:00:00`, [ann]);
  await ann.ask('PUT', `/meetings/${tentative.id}/response`, { response: 'tentative' });
  const declined = await bob.meeting('No', `${day(3)}T13:00:00`, [ann]);
  await ann.ask('PUT', `/meetings/${declined.id}/response`, { response: 'declined', comment: 'Away' });
  const gone = await bob.meeting('Gone', `${day(4)}T13:00:00`, [ann]);
  await bob.ask('DELETE', `/meetings/${gone.id}`);
  await ann.meeting('Series', `${day(0)}T08:00:00`, [], { rrule: 'FREQ=DAILY' });
  await ann.ask('POST', '/meetings', { title: 'Fair', start: day(1), end: day(3), allDay: true });
  return { ann, bob, mine, his };
}

let made;
const scene = () => (made ??= makeScene());

for (const colorScheme of ['light', 'dark']) {
  test(`nothing serious stands in the way of anybody, on any view, ${colorScheme}`, { timeout: 240_000 }, async (context) => {
    const things = await scene();
    for (const [name, go] of Object.entries(open)) {
      await context.test(name, async () => {
        const page = await all.browser.person(all.server, things.ann, '/#/week', { colorScheme });
        await connected(page);
        await go(page, things);
        await settled(page);
        assert.deepEqual(await faults(page), []);
        await page.context().close();
      });
    }
    await context.test('signing in', async () => {
      const page = await (await all.browser.stranger(all.server, { colorScheme })).newPage();
      await page.goto('/');
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      assert.deepEqual(await faults(page), []);
      await page.getByRole('button', { name: 'Create an account' }).click();
      assert.deepEqual(await faults(page), []);
      await page.context().close();
    });
  });
}

test('at 360 pixels nothing is cut off sideways, on any view', { timeout: 120_000 }, async (context) => {
  const things = await scene();
  for (const [name, go] of Object.entries(open)) {
    await context.test(name, async () => {
      const page = await all.browser.person(all.server, things.ann, '/#/day', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
      await connected(page);
      await go(page, things);
      await settled(page);
      const wide = await page.evaluate(() => [...document.querySelectorAll('header, main, dialog, .toasts')]
        .filter((part) => part.scrollWidth > Math.max(part.clientWidth, innerWidth) + 1).map((part) => part.outerHTML.slice(0, 200)));
      assert.deepEqual(wide, []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.context().close();
    });
  }
});
