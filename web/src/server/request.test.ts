import { expect, it, vi } from 'vitest';
import { Refusal, Unreachable, ask } from './request';

const answers = (body: BodyInit | null, status = 200) => vi.stubGlobal('fetch', async () => new Response(body, { status }));

/** An answer whose connection breaks in the middle. */
const broken = () => new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) });

it('an answer that breaks off, or is none of ours, means that the server is away', async () => {
  answers(broken());
  await expect(ask('GET', '/users/me')).rejects.toBeInstanceOf(Unreachable);
  answers('<html>Please sign in to this network</html>');
  await expect(ask('GET', '/users/me')).rejects.toBeInstanceOf(Unreachable);
});

it('what was called off is no fault of the server', async () => {
  const asked = new AbortController();
  vi.stubGlobal('fetch', async () => {
    asked.abort();
    return new Response(broken());
  });
  const error = await ask('GET', '/users/me', { signal: asked.signal }).catch((each: unknown) => each);
  expect(error).not.toBeInstanceOf(Unreachable);
});

it('a refusal says why, as far as it does', async () => {
  answers('{"title":"Conflict","detail":"No room."}', 409);
  await expect(ask('GET', '/meetings')).rejects.toMatchObject({ status: 409, detail: 'No room.' });
  answers('<html>Bad gateway</html>', 502);
  await expect(ask('GET', '/meetings')).rejects.toBeInstanceOf(Refusal);
});

it('nothing is expected where there is nothing', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
  expect((await ask('DELETE', '/meetings/m')).value).toBeUndefined();
});
