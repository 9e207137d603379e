import { chromium } from 'playwright-core';
import { Person } from './person.mjs';

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const desk = { width: 1280, height: 860 };

/**
 * A browser that watches itself: a request to another origin, a violation of the content security policy, an error
 * on the console or one that nobody caught ends the test that meets it (`close` throws).
 */
export class Browser {
  #browser;
  #complaints = [];
  #expected = [];

  static async open() {
    const browser = new Browser();
    browser.#browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
    return browser;
  }

  /** What this test provokes, and is no fault of the page. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** A person's own browser (cookies, storage) before they have signed in. */
  async stranger(server, options = {}) {
    const context = await this.#browser.newContext({
      baseURL: server.url, viewport: desk, locale: 'en-GB', reducedMotion: 'reduce', timezoneId: 'Europe/Berlin', ...options,
    });
    context.setDefaultTimeout(15_000);
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`policy violation: ${violatedDirective} ${blockedURI}`));
    });
    context.on('page', (page) => this.#watch(page, server));
    return context;
  }

  /** Signed in, with a page open at `path`. */
  async person(server, person, path = '/', options = {}) {
    const localStorage = [{ name: 'kalends.signedIn', value: 'yes' }];
    const context = await this.stranger(server, { storageState: { cookies: [], origins: [{ origin: server.url, localStorage }] }, ...options });
    const { email } = person;
    await context.request.post('/api/v1/sessions', { data: { email, password: Person.password } });
    const page = await context.newPage();
    await page.goto(path);
    await page.getByRole('navigation').first().waitFor();
    return page;
  }

  async close() {
    await this.#browser.close();
    const wrong = this.#complaints.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
    if (wrong.length) throw new Error(`the browser complained:\n${wrong.join('\n')}`);
  }

  #watch(page, server) {
    const complain = (text) => this.#complaints.push(text);
    page.on('console', (message) => message.type() === 'error' && complain(`console: ${message.text()} (${message.location().url})`));
    page.on('pageerror', (error) => complain(`uncaught: ${error.stack}`));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== server.url) complain(`another origin: ${request.url()}`);
    });
  }
}

/** Waits until this page's browser hears the server. */
export async function connected(page) {
  await page.waitForFunction(() => performance.getEntriesByName('live:connected').length > 0);
}
