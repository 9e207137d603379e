import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected } from './support/browser.mjs';
import { drag, entry, itemsOf, settled, spot, stands } from './support/calendar.mjs';
import { addDays, at, monday } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { world } from './support/world.mjs';

const all = world();

// All of it is in the week after this one, where no entry is over.
const [tuesday, wednesday] = [1, 2];
const week = addDays(monday(), 7);
const on = (days, time) => at(7 + days, time);

/** The starts and ends in somebody's calendar of that week, on their clock. */
const times = async (person) =>
  (await itemsOf(person, week, addDays(week, 7))).map(({ start, end }) => [start.slice(0, 19), end.slice(0, 19)]);

async function weekOf(person) {
  const page = await all.browser.person(all.server, person, `/#/week/${week}`);
  await connected(page);
  await settled(page);
  return page;
}

/** From the quarter of an hour that begins then to another. */
async function move(page, [day, time], [toDay, toTime]) {
  const within = ({ x, y }) => ({ x, y: y + 6 });
  await drag(page, within(await spot(page, day, time)), within(await spot(page, toDay, toTime)));
}

/** The lower edge of what ends then. */
async function pull(page, day, time, toTime) {
  const edge = ({ x, y }) => ({ x, y: y - 3 });
  await drag(page, edge(await spot(page, day, time)), edge(await spot(page, day, toTime)));
}

/** The change is asked for with `act`, and answered. */
async function changed(page, act) {
  const answer = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await act();
  return (await answer).status();
}

test('a span that is dragged over empty hours becomes a new meeting', async () => {
  const ann = await Person.register(all.server, 'Ann');
  const page = await weekOf(ann);
  await move(page, [tuesday, '13:00'], [tuesday, '14:15']);
  const form = page.getByRole('dialog', { name: 'New meeting' });
  const value = (label) => form.getByLabel(label).inputValue();
  await form.getByLabel('Title').fill('Dragged');
  assert.deepEqual(await Promise.all(['Starts, date', 'Starts, time', 'Ends, date', 'Ends, time'].map(value)),
    [addDays(week, tuesday), '13:00', addDays(week, tuesday), '14:30']);
  await form.getByRole('button', { name: 'Create', exact: true }).click();
  await entry(page, stands('Dragged', '13:00 – 14:30', 'Tue')).waitFor();
  assert.deepEqual(await times(ann), [[on(tuesday, '13:00'), on(tuesday, '14:30')]]);
  await page.context().close();
});

test('a meeting that is dragged is moved for everybody, and Undo moves it back', async () => {
  const [bob, cid] = [await Person.register(all.server, 'Bob'), await Person.register(all.server, 'Cid')];
  await bob.meeting('Plan', on(tuesday, '10:00'), [cid], { duration: 'PT1H' });
  const told = async () => (await cid.ask('GET', '/notifications?after=0')).items.map(({ kind, meeting }) => [kind, meeting.start.slice(0, 19)]);
  const page = await weekOf(bob);
  await entry(page, /^Plan/).waitFor();

  assert.equal(await changed(page, () => move(page, [tuesday, '10:00'], [wednesday, '12:30'])), 200);
  await page.getByText(/“Plan” is now Wed.*12:30/).waitFor();
  await entry(page, stands('Plan', '12:30 – 13:30', 'Wed')).waitFor();
  const moved = [[on(wednesday, '12:30'), on(wednesday, '13:30')]];
  assert.deepEqual([await times(bob), await times(cid)], [moved, moved]);
  assert.deepEqual(await told(), [['invited', on(tuesday, '10:00')], ['changed', on(wednesday, '12:30')]]);

  assert.equal(await changed(page, () => page.getByRole('button', { name: 'Undo' }).click()), 200);
  await entry(page, stands('Plan', '10:00 – 11:00', 'Tue')).waitFor();
  assert.deepEqual(await times(cid), [[on(tuesday, '10:00'), on(tuesday, '11:00')]]);
  assert.equal((await told()).length, 3);
  await page.context().close();
});

test('its lower edge makes a meeting longer, and shorter', async () => {
  const dora = await Person.register(all.server, 'Dora');
  await dora.meeting('Plan', on(tuesday, '10:00'), [], { duration: 'PT1H' });
  const page = await weekOf(dora);
  await entry(page, /^Plan/).waitFor();
  assert.equal(await changed(page, () => pull(page, tuesday, '11:00', '12:45')), 200);
  await entry(page, stands('Plan', '10:00 – 12:45', 'Tue')).waitFor();
  assert.deepEqual(await times(dora), [[on(tuesday, '10:00'), on(tuesday, '12:45')]]);
  assert.equal(await changed(page, () => pull(page, tuesday, '12:45', '11:30')), 200);
  await entry(page, stands('Plan', '10:00 – 11:30', 'Tue')).waitFor();
  assert.deepEqual(await times(dora), [[on(tuesday, '10:00'), on(tuesday, '11:30')]]);
  await page.context().close();
});

test('of a series only the one that is dragged moves', async () => {
  const eve = await Person.register(all.server, 'Eve');
  await eve.meeting('Daily', on(0, '10:00'), [], { duration: 'PT1H', rrule: 'FREQ=DAILY;COUNT=4' });
  const page = await weekOf(eve);
  await entry(page, /^Daily/).nth(3).waitFor();
  const before = await times(eve);
  assert.equal(await changed(page, () => move(page, [tuesday, '10:00'], [tuesday, '14:00'])), 200);
  await page.getByText(/“Daily” is now.*the rest of the series stays/).waitFor();
  await entry(page, stands('Daily', '14:00 – 15:00', 'Tue')).waitFor();
  assert.equal(await entry(page, /^Daily 10:00/).count(), 3);
  assert.deepEqual(await times(eve), [before[0], [on(tuesday, '14:00'), on(tuesday, '15:00')], before[2], before[3]]);
  assert.equal(await changed(page, () => page.getByRole('button', { name: 'Undo' }).click()), 200);
  await entry(page, stands('Daily', '10:00 – 11:00', 'Tue')).waitFor();
  assert.deepEqual(await times(eve), before);
  await page.context().close();
});

test('what somebody else invites to stays where it is', async () => {
  const [finn, gil] = [await Person.register(all.server, 'Finn'), await Person.register(all.server, 'Gil')];
  await finn.meeting('His', on(tuesday, '10:00'), [gil], { duration: 'PT1H' });
  const page = await weekOf(gil);
  await entry(page, /^His/).waitFor();
  const asked = [];
  page.on('request', (request) => asked.push(request.method()));
  await move(page, [tuesday, '10:00'], [wednesday, '12:00']);
  await pull(page, tuesday, '11:00', '12:30');
  await entry(page, stands('His', '10:00 – 11:00', 'Tue')).waitFor();
  assert.deepEqual(asked.filter((method) => method === 'PATCH'), []);
  await page.context().close();
});

test('what the server refuses goes back to where it was, with the reason, and is seen as it is by now', async () => {
  const hal = await Person.register(all.server, 'Hal');
  const { id } = await hal.meeting('Plan', on(tuesday, '10:00'), [], { duration: 'PT1H' });
  const page = await weekOf(hal);
  await entry(page, /^Plan/).waitFor();
  // What was done elsewhere is not on the page yet: it still stands.
  let arrive;
  const late = new Promise((resolve) => { arrive = resolve; });
  await page.route(/\/calendar\?/, (route) => late.then(() => route.continue()));
  await hal.ask('DELETE', `/meetings/${id}`);
  all.browser.expect(/409.*\/meetings/);
  assert.equal(await changed(page, () => move(page, [tuesday, '10:00'], [wednesday, '12:00'])), 409);
  arrive();
  await page.getByText('That did not work: The meeting is cancelled.').waitFor();
  await entry(page, stands('Cancelled Plan', '10:00 – 11:00', 'Tue')).waitFor();
  assert.deepEqual(await times(hal), [[on(tuesday, '10:00'), on(tuesday, '11:00')]]);
  await page.context().close();
});

test('while the server is away it goes back as well, and can be dragged when the server is there again', async () => {
  const ira = await Person.register(all.server, 'Ira');
  await ira.meeting('Plan', on(tuesday, '10:00'), [], { duration: 'PT1H' });
  const page = await weekOf(ira);
  await entry(page, /^Plan/).waitFor();
  all.browser.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket/);
  await all.server.kill();
  await move(page, [tuesday, '10:00'], [wednesday, '12:00']);
  await page.getByText('The server cannot be reached. Please try again.').waitFor();
  await entry(page, stands('Plan', '10:00 – 11:00', 'Tue')).waitFor();
  await page.getByText('Offline: trying again').waitFor();

  await all.server.startAgain();
  await page.getByText('Offline: trying again').waitFor({ state: 'detached' });
  assert.equal(await changed(page, () => move(page, [tuesday, '10:00'], [wednesday, '12:00'])), 200);
  await entry(page, stands('Plan', '12:00 – 13:00', 'Wed')).waitFor();
  assert.deepEqual(await times(ira), [[on(wednesday, '12:00'), on(wednesday, '13:00')]]);
  await page.context().close();
});
