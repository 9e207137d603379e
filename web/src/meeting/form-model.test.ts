import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Refusal as RefusalClass } from '../server/request';
import type { FormModel as FormModelClass } from './form.svelte';
import { valuesOfDraft } from './form';

let FormModel: typeof FormModelClass;
let Refusal: typeof RefusalClass;
let form: FormModelClass;

beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
  vi.stubGlobal('document', { documentElement: {} });
  ({ FormModel } = await import('./form.svelte'));
  ({ Refusal } = await import('../server/request'));
});

beforeEach(() => {
  form = new FormModel(valuesOfDraft({ start: '2026-03-30T14:00:00', end: '2026-03-30T15:00:00', allDay: false }, 'Europe/Berlin'));
});

const refusal = (...fields: [string, string][]) =>
  new Refusal(422, 'Not valid', '', fields.map(([pointer, message]) => ({ pointer, message })));

describe('what is wrong stands at its field', () => {
  test('until it is mended', () => {
    expect(form.check()).toBe(false);
    expect(form.problems).toEqual({ title: 'Please fill this in.' });
    form.values.location = 'Room 2';
    form.look();
    expect(form.problems).toHaveProperty('title');
    form.values.title = 'Plan';
    form.look();
    expect(form.problems).toEqual({});
  });
  test('also a name that was begun, and nobody chosen', () => {
    form.values.title = 'Plan';
    form.person = 'ann';
    expect(form.check()).toBe(false);
    expect(form.problems).toEqual({ attendees: 'Please choose somebody from the list, or clear this field.' });
    form.values.location = 'Room 2';
    form.look();
    expect(form.problems).toHaveProperty('attendees');
    form.person = '';
    form.look();
    expect(form.problems).toEqual({});
    expect(form.check()).toBe(true);
  });
  test('as the server says it, with the person it means', () => {
    form.values.title = 'Plan';
    form.check();
    form.invited = [{ email: 'ann@example.org', name: 'Ann' }, { email: 'x@y.example', name: 'x@y.example' }];
    expect(form.refuse(refusal(['/attendees/1/email', 'is nobody'], ['/duration', 'is too long']))).toBe(true);
    expect(form.problems).toEqual({ attendees: 'x@y.example is nobody', end: 'is too long' });
    form.values.endTime = '16:00';
    form.look();
    expect(form.problems).toEqual({ attendees: 'x@y.example is nobody' });
  });
  test('what is about no field is told elsewhere', () => {
    expect(form.refuse(refusal(['If-Match', 'is not the present version']))).toBe(false);
  });
});

test('nothing is written until something is', () => {
  expect(form.written).toBe(false);
  form.values.repeats.choice = 'week';
  expect(form.written).toBe(true);
  form.values.repeats.choice = 'never';
  expect(form.written).toBe(false);
  form.files.add([new File(['x'], 'x.txt')]);
  expect(form.written).toBe(true);
});
