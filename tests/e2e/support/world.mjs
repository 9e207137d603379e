import { after, before } from 'node:test';
import { Browser } from './browser.mjs';
import { Person } from './person.mjs';
import { Server } from './server.mjs';

/** A server and a browser for the tests of a file, and the administrator unless nobody shall be there yet. */
export function world({ empty = false } = {}) {
  const all = {};
  before(async () => {
    all.server = await Server.start();
    if (!empty) all.admin = await Person.register(all.server, 'Admin');
    all.browser = await Browser.open();
  });
  after(async () => {
    try {
      await all.browser?.close();
    } finally {
      await all.server?.stop();
    }
  });
  return all;
}

/** The head of a card: names and titles keep their own direction of writing. */
export const told = (who, what, title) => `\u2068${who}\u2069 ${what}: \u2068${title}\u2069`;
