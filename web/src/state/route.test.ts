import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => {});

const { hashOf, placeOf } = await import('./route.svelte');

describe('an address', () => {
  it('says where somebody is, and says the same again', () => {
    const hash = '#/colleagues/2026-03-30?people=a1%2Cb2&meeting=m3&occurrence=2026-03-30T09%3A00%3A00%2B02%3A00';
    const place = placeOf(hash);
    expect(place).toEqual({
      page: 'colleagues', date: '2026-03-30', people: ['a1', 'b2'], meeting: 'm3', occurrence: '2026-03-30T09:00:00+02:00',
    });
    expect(hashOf(place)).toBe(hash);
  });

  it('names no day that there is not, nor one that cannot be drawn', () => {
    for (const date of ['2026-99-99', '2026-02-30', '0000-01-01', '1899-12-31', '9999-12-31', '2026-3-1']) {
      expect(placeOf(`#/week/${date}`), date).toEqual({ page: 'week', people: [] });
    }
    expect(placeOf('#/month/2024-02-29').date).toBe('2024-02-29');
  });

  it('names a person once, and nothing that is another path', () => {
    expect(placeOf('#/colleagues?people=a,b,a,,../x').people).toEqual(['a', 'b']);
    expect(placeOf('#/week?meeting=../users/me').meeting).toBeUndefined();
    expect(placeOf('#/week?meeting=..').meeting).toBeUndefined();
  });
});
