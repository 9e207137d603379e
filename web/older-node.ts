import { File } from 'node:buffer';
import { webcrypto } from 'node:crypto';

// What every browser has, and Node 18 only where it is asked for.

class CustomEventOfBrowsers<Detail> extends Event {
  readonly detail: Detail | undefined;

  constructor(type: string, init: EventInit & { detail?: Detail } = {}) {
    super(type, init);
    this.detail = init.detail;
  }
}

Object.assign(globalThis, {
  ...(!('File' in globalThis) && { File }),
  ...(!('crypto' in globalThis) && { crypto: webcrypto }),
  ...(!('CustomEvent' in globalThis) && { CustomEvent: CustomEventOfBrowsers }),
});
