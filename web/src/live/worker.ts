import { browser } from './browser';
import { Hub } from './hub';
import type { FromTab } from './messages';

// One for all tabs of a person in this browser; it ends with the last of them.

const hub = new Hub(browser);

addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0]!;
  const tab = { post: port.postMessage.bind(port) };
  port.onmessage = ({ data }: MessageEvent<FromTab>) => hub.hear(tab, data);
  // Where the browser tells (not all do yet), nobody counts on a tab that crashed.
  port.addEventListener('close', () => hub.hear(tab, { type: 'bye' }));
});
