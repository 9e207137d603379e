import { describe, expect, it } from 'vitest';
import { agentName } from './agent';

describe('the name of a program', () => {
  it('is that of the browser and its system, where it is one', () => {
    expect(agentName('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0')).toBe('Firefox, Linux');
    expect(agentName('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0')).toBe('Edge, Windows');
    expect(agentName('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36')).toBe('Chrome, Android');
    expect(agentName('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15')).toBe('Safari, macOS');
  });

  it('is its own first word otherwise', () => {
    expect(agentName('curl/8.5.0')).toBe('curl');
    expect(agentName('kalends sync 1')).toBe('kalends');
    expect(agentName('')).toBe('');
  });
});
