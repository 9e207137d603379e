import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected } from './support/browser.mjs';
import { addDays, today } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { world } from './support/world.mjs';

const all = world();

const image = '<img src=x onerror="document.title=\'broken\'">';
const script = '</script><script>document.title="broken"</script>';

test('what people write is shown as text, wherever it stands, and never run', async () => {
  const mallory = await Person.register(all.server, 'Mallory');
  await mallory.ask('PATCH', '/users/me', { name: `Mallory ${image}` });
  const ann = await Person.register(all.server, 'Ann');
  const page = await all.browser.person(all.server, ann, '/');
  await connected(page);
  const meeting = await mallory.meeting(image, `${addDays(today(), 0)}T12:00:00`, [ann], {
    description: `${script} javascript:alert(1) https://good.example/"onmouseover="alert(1) ${image}`,
    location: image, link: "https://good.example/?a='onclick='alert(1)",
  });
  await mallory.ask('POST', `/meetings/${meeting.id}/attendees`, { attendees: [{ userId: all.admin.id }] });
  await fetch(`${all.server.url}/api/v1/meetings/${meeting.id}/attachments?name=${encodeURIComponent('<b onclick=alert(1)>x.html')}`, {
    method: 'POST', headers: { 'Content-Type': 'text/html', Authorization: `Bearer ${mallory.token}` }, body: script,
  });
  await page.getByRole('region', { name: 'Just arrived' }).getByText(image).first().waitFor();
  for (const view of ['day', 'week', 'month', 'list']) {
    await page.goto(`/#/${view}`);
    await page.getByRole('main').getByText(image).first().waitFor();
  }
  await page.goto(`/#/list?meeting=${meeting.id}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByText(script).waitFor();
  await dialog.getByText('<b onclick=alert(1)>x.html').waitFor();
  const links = await dialog.getByRole('link').evaluateAll((found) => found.map((link) => link.href));
  assert.ok(links.length >= 2);
  for (const link of links) assert.match(link, /^(https:\/\/good\.example\/|http:\/\/127\.0\.0\.1)/);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByText(image).first().waitFor();
  await page.goto(`/#/colleagues?people=${mallory.id}`);
  await page.getByText(`Mallory ${image}`).first().waitFor();
  assert.doesNotMatch(await page.title(), /broken/);
  assert.equal(await page.locator('img[src="x"]').count(), 0);
  await page.context().close();
});
