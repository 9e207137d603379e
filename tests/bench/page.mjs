// What the page costs a browser: node page.mjs BINARY. Prints lines of "what|number|unit|most".
import { Browser, connected } from '../e2e/support/browser.mjs';
import { addDays, monday } from '../e2e/support/days.mjs';
import { Person } from '../e2e/support/person.mjs';
import { Server } from '../e2e/support/server.mjs';

const meetings = 300;
const looks = 15;
const pushes = 30;

const middle = (numbers, part = 0.5) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * part)];
const say = (what, number, unit, most) => console.log(`${what}|${number.toFixed(1)}|${unit}|${most}`);

/** Bytes over the network, heads of the answers included, until the page stands in an empty browser. */
async function firstLoad(browser, server, person) {
  const context = (await browser.person(server, person)).context();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await page.goto('/');
  await connected(page);
  await context.close();
  return bytes;
}

/** A week of 300 meetings, from the arrival of its data until it is painted. */
async function weeks(page, week) {
  const times = [];
  for (let look = 0; look < looks; ++look) {
    await page.evaluate((day) => { location.hash = `#/week/${day}`; }, addDays(week, -7));
    await page.locator('.ec-event').first().waitFor({ state: 'detached' });
    await page.evaluate(() => performance.clearMeasures('diary:drawn'));
    await page.evaluate((day) => { location.hash = `#/week/${day}`; }, week);
    await page.waitForFunction((count) => document.querySelectorAll('.ec-event').length >= count &&
      performance.getEntriesByName('diary:drawn').length > 0, meetings);
    times.push(await page.evaluate(() => performance.getEntriesByName('diary:drawn').at(-1).duration));
  }
  return times;
}

async function pushed(page, organizer, meeting) {
  await page.evaluate(() => performance.clearMeasures('live:drawn'));
  for (let count = 1; count <= pushes; ++count) {
    await organizer.ask('PATCH', `/meetings/${meeting.id}`, { title: `Pushed ${count}` });
    await page.waitForFunction((wanted) => performance.getEntriesByName('live:drawn').length >= wanted, count);
  }
  return page.evaluate(() => performance.getEntriesByName('live:drawn').map(({ duration }) => duration));
}

const server = await Server.start();
const browser = await Browser.open();
try {
  const [ann, bob] = [await Person.register(server, 'Ann'), await Person.register(server, 'Bob')];
  say('first load, compressed', (await firstLoad(browser, server, ann)) / 1024, 'KiB', 150);
  const week = addDays(monday(), 7);
  for (let index = 0; index < meetings - 1; ++index) {
    const [hour, minute] = [7 + (index % 12), (index % 4) * 15];
    await ann.meeting(`Meeting ${index}`, `${addDays(week, index % 7)}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`);
  }
  const invitation = await bob.meeting('Invitation', `${week}T12:00:00`, [ann]);
  const page = await browser.person(server, ann, `/#/week/${week}`);
  await connected(page);
  const drawn = await weeks(page, week);
  say(`week of ${meetings} meetings drawn, median`, middle(drawn), 'ms', 150);
  say(`week of ${meetings} meetings drawn, slowest of ${looks}`, Math.max(...drawn), 'ms', '');
  const live = await pushed(page, bob, invitation);
  say('pushed change drawn in that week, median', middle(live), 'ms', 100);
  say(`pushed change drawn in that week, slowest of ${pushes}`, Math.max(...live), 'ms', '');
} finally {
  await browser.close().finally(() => server.stop());
}
