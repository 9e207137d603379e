// Takes the pictures of the README, of the demo: ./dev pictures
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Browser, connected } from './support/browser.mjs';
import { addDays, monday, today } from './support/days.mjs';
import { Person } from './support/person.mjs';

const folder = new URL('../../docs/pictures/', import.meta.url).pathname;

/** The demo, once it has said how to sign in. */
function demo() {
  const process_ = spawn(process.env.KALENDS_BINARY, ['serve', '--demo', '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve) => {
    let url;
    createInterface(process_.stdout).on('line', (line) => {
      url ??= /^listening on (\S+)/.exec(line)?.[1];
      const found = /sign in as (\S+) with "([^"]+)"/.exec(line);
      if (found) resolve({ process: process_, server: { url }, email: found[1], password: found[2] });
    });
  });
}

const quiet = (page) => page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));

const next = addDays(monday(), 7);

const pictures = {
  week: { path: `/#/week/${next}` },
  'week-dark': { path: `/#/week/${next}`, colorScheme: 'dark' },
  invite: {
    path: `/#/week/${next}`,
    async go(page) {
      await page.keyboard.press('c');
      await page.getByLabel('Title').fill('Map review');
      await page.getByLabel('Starts, date').fill(addDays(next, 1));
      for (const name of ['Jörg', 'Олена', 'Zoë']) {
        await page.getByRole('combobox', { name: 'Name or e-mail address' }).fill(name);
        await page.getByRole('listbox', { name: 'People' }).getByRole('option').first().click();
      }
      await page.getByRole('button', { name: 'Suggest times' }).click();
      await page.getByRole('button', { name: /everybody is free/ }).last().scrollIntoViewIfNeeded();
    },
  },
  colleagues: {
    path: `/#/colleagues/${next}`,
    async go(page) {
      for (const name of ['Jörg', 'Zoë', 'Νίκος']) {
        await page.getByRole('combobox').first().fill(name);
        await page.getByRole('option').first().click();
      }
      await page.keyboard.press('Escape');
    },
  },
  phone: { path: `/#/list/${today()}`, viewport: { width: 390, height: 780 }, deviceScaleFactor: 1.5 },
};

const { process: server_process, server, email, password } = await demo();
Person.password = password;
mkdirSync(folder, { recursive: true });
const browser = await Browser.open();
try {
  for (const [name, { path, go, ...options }] of Object.entries(pictures)) {
    const page = await browser.person(server, { email }, path, options);
    await connected(page);
    await go?.(page);
    await quiet(page);
    await page.screenshot({ path: `${folder}${name}.png` });
    await page.context().close();
  }
} finally {
  await browser.close().finally(() => server_process.kill('SIGTERM'));
}
