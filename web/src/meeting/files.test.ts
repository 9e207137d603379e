import { beforeEach, expect, it, vi } from 'vitest';

vi.stubGlobal('localStorage', { getItem: () => null });
vi.stubGlobal('navigator', { languages: ['en'] });
vi.stubGlobal('document', { documentElement: {} });
vi.mock('../server/upload');
vi.mock('../server/meetings');

const { attach } = vi.mocked(await import('../server/upload'));
const { Unreachable } = await import('../server/request');
const { FilesModel } = await import('./files.svelte');

beforeEach(() => vi.resetAllMocks());

it('a file whose answer was lost is sent again as the same, another as another', async () => {
  const files = new FilesModel([]);
  files.add([{ name: 'a' }, { name: 'b' }] as File[]);
  attach.mockRejectedValueOnce(new Unreachable());
  expect(await files.send('m')).toBe(false);
  expect(await files.send('m')).toBe(true);
  const sent = attach.mock.calls.map(([, { name }, key]) => ({ name, key }));
  expect(sent.map(({ name }) => name)).toEqual(['a', 'b', 'a']);
  expect(sent[2]!.key).toBe(sent[0]!.key);
  expect(sent[1]!.key).not.toBe(sent[0]!.key);
});

it('what is added or taken off while others are sent counts', async () => {
  const files = new FilesModel([]);
  files.add([{ name: 'a' }, { name: 'b' }] as File[]);
  attach.mockImplementationOnce(async () => {
    files.remove(files.chosen[1]!);
    files.add([{ name: 'c' }] as File[]);
  });
  expect(await files.send('m')).toBe(true);
  expect(attach.mock.calls.map(([, { name }]) => name)).toEqual(['a', 'c']);
});

it('one that is refused keeps none of the others, and is not tried for ever', async () => {
  const files = new FilesModel([]);
  files.add([{ name: 'a' }, { name: 'b' }] as File[]);
  attach.mockRejectedValueOnce(new Unreachable());
  expect(await files.send('m')).toBe(false);
  expect(files.chosen.map(({ state }) => state)).toEqual(['failed', 'sent']);
});
