import { describe, expect, it } from 'vitest';
import { codeIn, linkFor } from './registration';

describe('the link to register', () => {
  it('brings the code that it was made with', () => {
    for (const code of ['b25seS1hbi1leGFtcGxlLW9mLWEta2FsZW5kcy1jb2R', 'a&b=c+d e#f%', '-_']) {
      const link = linkFor(code, 'http://calendar.example:8080/#/week/2026-03-30?people=a,b');
      expect(codeIn(new URL(link).hash)).toBe(code);
    }
  });

  it('stays at the address of the page, without the place in it', () => {
    expect(linkFor('abc', 'http://calendar.example/kalends/?x=1#/week')).toBe('http://calendar.example/kalends/?x=1#/register?code=abc');
  });

  it('may ask to register without a code', () => {
    expect(codeIn('#/register')).toBe('');
  });

  it('is no other place of the page', () => {
    expect(codeIn('#/week?code=abc')).toBeUndefined();
    expect(codeIn('#/registers?code=abc')).toBeUndefined();
    expect(codeIn('')).toBeUndefined();
  });
});
