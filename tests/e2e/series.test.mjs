import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected } from './support/browser.mjs';
import { entry, itemsOf, settled, stands } from './support/calendar.mjs';
import { addDays, monday } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { world } from './support/world.mjs';

const all = world();

const week = addDays(monday(), 7);
/** The Tuesday and Thursday of a week, counted from the next one. */
const tuesday = (weeks) => addDays(week, 7 * weeks + 1);
const thursday = (weeks) => addDays(week, 7 * weeks + 3);
const dialog = (page, name) => page.getByRole('dialog', { name });
const button = (place, name) => place.getByRole('button', { name, exact: true });

/** When and how a calendar has them: "2026-03-30 10:00 confirmed". */
async function heldBy(person, word) {
  const items = await itemsOf(person, week, addDays(week, 70));
  return items.map((item) => `${item.start.slice(0, 16).replace('T', ' ')} ${item[word]}`);
}

async function weekOf(page, weeks) {
  await page.goto(`/#/week/${addDays(week, 7 * weeks)}`);
  await page.getByRole('button', { name: new RegExp(`^Mon ${Number(addDays(week, 7 * weeks).slice(8))} `) }).waitFor();
  await settled(page);
}

/** Opens one of the series, and the form for the part of it that is meant. */
async function change(page, one, part) {
  await entry(page, one).click();
  await button(dialog(page, 'Course'), 'Change').click();
  await dialog(page, 'Course').getByRole('radio', { name: part }).check();
  await button(dialog(page, 'Course'), 'Continue').click();
}

async function save(page, form) {
  await button(form, 'Save').click();
  await form.waitFor({ state: 'detached' });
}

test('a series with a rule of its own is made, and changed one by one, from one on, and by one less', async () => {
  const [ann, bob] = [await Person.register(all.server, 'Ann'), await Person.register(all.server, 'Bob')];
  const page = await all.browser.person(all.server, ann, `/#/week/${week}`);
  await connected(page);

  await button(page, 'New meeting').click();
  const form = dialog(page, 'New meeting');
  await form.getByLabel('Title').fill('Course');
  await form.getByLabel('Starts, date').fill(tuesday(0));
  await form.getByLabel('Starts, time').fill('10:00');
  await form.getByLabel('Repeats').selectOption({ label: 'other…' });
  await form.getByLabel('Every').fill('2');
  await form.getByRole('group', { name: 'On these days' }).getByRole('button', { name: 'Thursday' }).click();
  await form.getByLabel('Series ends').selectOption({ label: 'after a number of times' });
  await form.getByLabel('times', { exact: true }).fill('6');
  await form.getByRole('combobox', { name: 'Name or e-mail address' }).fill('bob');
  await form.getByRole('option', { name: /Bob/ }).click();
  await form.getByText('Every 2 weeks on Tuesday and Thursday, 6 times').waitFor();
  await button(form, 'Invite').click();
  await form.waitFor({ state: 'detached' });
  const days = [0, 2, 4].flatMap((weeks) => [tuesday(weeks), thursday(weeks)]);
  const made = days.map((day) => `${day} 10:00 confirmed`);
  assert.deepEqual([await heldBy(ann, 'status'), await heldBy(bob, 'status')], [made, made]);
  for (const [weeks, times] of [[0, 2], [1, 0], [2, 2], [3, 0], [4, 2], [6, 0]]) {
    await weekOf(page, weeks);
    assert.equal(await entry(page, /^Course 10:00/).count(), times, `in week ${weeks}`);
  }

  await weekOf(page, 2);
  await change(page, stands('Course', '10:00', 'Tue'), 'Only this one');
  await dialog(page, 'Change this one').getByLabel('Starts, time').fill('15:00');
  await save(page, dialog(page, 'Change this one'));
  await button(dialog(page, 'Course').getByRole('banner'), 'Close').click();
  await entry(page, stands('Course', '15:00', 'Tue')).waitFor();
  const moved = made.map((text, index) => (index === 2 ? `${days[2]} 15:00 confirmed` : text));
  assert.deepEqual([await heldBy(ann, 'status'), await heldBy(bob, 'status')], [moved, moved]);

  await change(page, stands('Course', '10:00', 'Thu'), 'This and the following');
  const following = dialog(page, 'Change this and the following');
  await following.getByLabel('Starts, time').fill('11:00');
  await following.getByLabel('Title').fill('Course B');
  await save(page, following);
  await entry(page, stands('Course B', '11:00', 'Thu')).waitFor();
  await entry(page, stands('Course', '15:00', 'Tue')).waitFor();
  const split = moved.map((text, index) => (index < 3 ? text : `${days[index]} 11:00 confirmed`));
  assert.deepEqual([await heldBy(ann, 'status'), await heldBy(bob, 'status')], [split, split]);
  await weekOf(page, 0);
  assert.equal(await entry(page, /^Course 10:00/).count(), 2);

  await weekOf(page, 4);
  await entry(page, stands('Course B', '11:00', 'Tue')).click();
  const view = dialog(page, 'Course B');
  await button(view, 'Cancel meeting').click();
  await view.getByRole('radio', { name: 'Only this one' }).check();
  await button(view, 'Yes, cancel it').click();
  await view.waitFor({ state: 'detached' });
  await entry(page, stands('Course B', '11:00', 'Thu')).waitFor();
  await entry(page, stands('Cancelled Course B', '11:00', 'Tue')).waitFor();
  const less = split.map((text, index) => (index === 4 ? `${days[4]} 11:00 cancelled` : text));
  assert.deepEqual([await heldBy(ann, 'status'), await heldBy(bob, 'status')], [less, less]);
  await page.context().close();
});

test('whoever is invited to a series answers for one of it, or for all', async () => {
  const [cid, dora] = [await Person.register(all.server, 'Cid'), await Person.register(all.server, 'Dora')];
  await cid.meeting('Course', `${tuesday(0)}T10:00:00`, [dora], { rrule: 'FREQ=WEEKLY;COUNT=3' });
  const page = await all.browser.person(all.server, dora, `/#/week/${week}`);
  await connected(page);
  const days = [0, 1, 2].map(tuesday);
  const view = dialog(page, 'Course');
  const answer = async (part, word) => {
    const answered = page.waitForResponse((response) => response.request().method() === 'PUT');
    await view.getByRole('radio', { name: part }).check();
    await button(view, word).click();
    assert.equal((await answered).status(), 200);
    await button(view.getByRole('banner'), 'Close').click();
  };

  await entry(page, /^Course.*Not answered/).click();
  assert.equal(await view.getByRole('radio', { name: 'The whole series' }).isChecked(), true);
  await answer('Only this one', 'Decline');
  await entry(page, /^Course.*Declined/).waitFor();
  assert.deepEqual(await heldBy(dora, 'response'), [`${days[0]} 10:00 declined`, `${days[1]} 10:00 needs-action`, `${days[2]} 10:00 needs-action`]);
  await weekOf(page, 1);
  await entry(page, /^Course.*Not answered/).click();
  await answer('The whole series', 'Accept');
  await entry(page, /^Course(?!.*(Not answered|Declined|Tentative))/).waitFor();
  assert.deepEqual(await heldBy(dora, 'response'), days.map((day) => `${day} 10:00 accepted`));
  await weekOf(page, 0);
  await entry(page, /^Course(?!.*(Not answered|Declined|Tentative))/).click();
  assert.equal(await view.getByRole('radio', { name: 'Only this one' }).isChecked(), true);
  await answer('Only this one', 'Maybe');
  await entry(page, /^Course.*Tentative/).waitFor();
  assert.deepEqual(await heldBy(dora, 'response'), days.map((day, index) => `${day} 10:00 ${index ? 'accepted' : 'tentative'}`));
  await page.context().close();
});
