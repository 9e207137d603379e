import { beforeAll, describe, expect, it, vi } from 'vitest';

vi.mock('../state/toasts.svelte', () => ({ reasonOf: (error: Error) => `because ${error.message}` }));

let problems: typeof import('./problems');
let request: typeof import('../server/request');
beforeAll(async () => {
  problems = await import('./problems');
  request = await import('../server/request');
});

describe('what the server says of a form', () => {
  it('stands at the fields that the form has', () => {
    const refusal = new request.Refusal(422, 'Not valid', '', [{ pointer: '/email', message: 'is no address' }, { pointer: '/name', message: 'is missing' }]);
    expect(problems.problemsOf(refusal, ['email', 'name', 'password'])).toEqual({ email: 'is no address', name: 'is missing', password: undefined });
  });

  it('belongs to the form where it has no such field', () => {
    const refusal = new request.Refusal(422, 'Not valid', 'no', [{ pointer: '/other', message: 'is wrong' }]);
    expect(problems.problemsOf(refusal, ['email'])).toEqual({ form: 'because no' });
    expect(problems.problemsOf(new request.Refusal(503, 'Busy', 'later', []), ['email'])).toEqual({ form: 'because later' });
  });
});

describe('an address', () => {
  it('has something on both sides of its @', () => {
    expect(['ann@example.org', ' ann@localhost '].every(problems.isEmail)).toBe(true);
    expect(['ann', '@example.org', 'ann@', 'ann b@example.org', 'a@b@c', ''].some(problems.isEmail)).toBe(false);
  });
});
