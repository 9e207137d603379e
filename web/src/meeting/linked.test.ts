import { describe, expect, test } from 'vitest';
import { stretchesOf } from './linked';

const addresses = (text: string) => stretchesOf(text).flatMap(({ href }) => href ?? []);

describe('addresses in a text become links', () => {
  test.each([
    ['See https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
    ['(https://example.org/map_(old))', ['https://example.org/map_(old)']],
    ['http://a.example, http://b.example!', ['http://a.example/', 'http://b.example/']],
    ['mail ann@example.org or mailto:bob@example.org', ['mailto:ann@example.org', 'mailto:bob@example.org']],
    ['HTTPS://EXAMPLE.ORG/Weg', ['https://example.org/Weg']],
    ['„https://example.org/ü“', ['https://example.org/%C3%BC']],
  ])('%s', (text, expected) => expect(addresses(text)).toEqual(expected));
});

const nasty = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd', 'blob:https',
  '<a href="javascript:alert(1)">x</a>', 'java\nscript:alert(1)', 'https://', 'http:// example', 'mailto:', '@', 'http://[', '//example.org',
  '<img src=x onerror=alert(1)>', 'https:javascript:alert(1)',
];

describe('nothing else becomes one', () => {
  test.each(nasty)('%s', (text) => expect(addresses(text)).toEqual([]));
  test('an address never reaches over quotes or angle brackets', () => {
    expect(addresses('<a href="https://example.org/" onclick="x">')).toEqual(['https://example.org/']);
  });
});

test.each([...nasty, 'a https://example.org b', '', 'x@y.zz.', 'https://a.example)))...'])('the text stays to the letter: %s', (text) => {
  expect(stretchesOf(text).map((stretch) => stretch.text).join('')).toBe(text);
});

test('what is longer than an address can be is text', () => {
  expect(addresses(`http://a${'.'.repeat(20_000)}`)).toEqual([]);
  expect(addresses(`${'a.'.repeat(10_000)}@`)).toEqual([]);
});
