import { expect, it } from 'vitest';
import { initialsOf } from './initials';

it('A name is shortened in any script', () => {
  expect(initialsOf('Ann Becker')).toBe('AB');
  expect(initialsOf('  maria del  carmen ruiz ')).toBe('MR');
  expect(initialsOf("Zoë O'Brien")).toBe('ZO');
  expect(initialsOf('Олена Шевченко')).toBe('ОШ');
  expect(initialsOf('佐藤 花子')).toBe('佐花');
  expect(initialsOf('김민준')).toBe('김');
  expect(initialsOf('Ann Becker (she) 3')).toBe('AS');
  expect(initialsOf('e\u0301lodie')).toBe('E\u0301');
});

it('A name without letters is still something', () => {
  expect(initialsOf('42 !')).toBe('?');
});
