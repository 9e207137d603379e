import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Person } from './support/person.mjs';
import { world } from './support/world.mjs';

const all = world({ empty: true });

async function open(options) {
  const page = await (await all.browser.stranger(all.server, options)).newPage();
  await page.goto('/');
  return page;
}

async function register(page, name) {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(Person.password);
}

test('the first person becomes the administrator, signs out, and comes in again', async () => {
  const page = await open();
  await page.getByRole('heading', { name: 'You are the first' }).waitFor();
  await register(page, 'Ann');
  await page.getByRole('button', { name: 'Create the administrator' }).click();
  await page.getByRole('link', { name: 'Calendar' }).waitFor();
  const me = await page.evaluate(() => fetch('/api/v1/users/me').then((answer) => answer.json()));
  assert.equal(me.administrator, true);
  assert.equal(me.timeZone, 'Europe/Berlin');

  await page.getByRole('button', { name: 'Ann' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Good to see you' }).waitFor();
  assert.equal((await page.context().cookies()).length, 0);

  await page.getByLabel('E-mail address').fill('ann@example.org');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  all.browser.expect(/401.*\/sessions/);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('do not fit together').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(Person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Calendar' }).waitFor();
  await page.context().close();
});

test('whoever comes next registers, and is told at the field what is wrong', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Create an account' }).click();
  await register(page, 'Ann');
  all.browser.expect(/409.*\/users/);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('registered with this address already').waitFor();
  const email = page.getByLabel('E-mail address');
  assert.equal(await email.getAttribute('aria-invalid'), 'true');
  await email.fill('bob@example.org');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('link', { name: 'Calendar' }).waitFor();
  await page.context().close();
});

test('a browser that speaks German or French is spoken to so', async () => {
  for (const [locale, title] of [['de-AT', 'Schön, dass du da bist'], ['fr-CH', 'Bonjour'], ['pt-BR', 'Good to see you']]) {
    const page = await open({ locale });
    await page.getByRole('heading', { name: title }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), title.startsWith('Good') ? 'en' : locale.slice(0, 2));
    await page.context().close();
  }
});
