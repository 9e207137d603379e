import assert from 'node:assert/strict';
import { test } from 'node:test';
import { world } from './support/world.mjs';

const all = world();

test('the server tells a browser where its page is, and nothing of another', async () => {
  const context = await all.browser.stranger(all.server);
  const page = await context.newPage();
  const answer = await page.goto('/');
  assert.equal(answer.status(), 200);
  await page.locator('form').waitFor();
  await context.close();
});
