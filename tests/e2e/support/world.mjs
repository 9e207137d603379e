import { after, before } from 'node:test';
import { Browser } from './browser.mjs';
import { Server } from './server.mjs';

/** A server and a browser for the tests of a file. */
export function world(...more) {
  const all = {};
  before(async () => {
    all.server = await Server.start(...more);
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
