import type { FromTab, ToTab } from './messages';

/** How a tab speaks with the keeper of the socket, wherever that is. */
export interface Keeper {
  say(message: FromTab): void;
  leave(): void;
}

type Hear = (message: ToTab) => void;

const for_all_tabs: readonly FromTab['type'][] = ['deal', 'read', 'wrote', 'end'];

/** Without a shared worker: the same in this tab, and a channel to the others. */
async function keeperHere(user: string, hear: Hear): Promise<Keeper> {
  const [{ Hub }, { browser }] = await Promise.all([import('./hub'), import('./browser')]);
  const hub = new Hub(browser);
  const [here, elsewhere] = [{ post: hear }, { post: () => {} }];
  const channel = new BroadcastChannel(`kalends-${user}`);
  channel.onmessage = ({ data }: MessageEvent<FromTab>) => hub.hear(elsewhere, data);
  return {
    say: (message) => {
      if (for_all_tabs.includes(message.type)) channel.postMessage(message);
      hub.hear(here, message);
    },
    leave: () => {
      hub.hear(here, { type: 'end' });
      channel.close();
    },
  };
}

function sharedKeeper(user: string, hear: Hear, onfailure: () => void): Keeper {
  const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: `kalends-${user}` });
  worker.onerror = onfailure;
  worker.port.onmessage = ({ data }: MessageEvent<ToTab>) => hear(data);
  return {
    say: (message) => worker.port.postMessage(message),
    leave: () => {
      worker.port.postMessage({ type: 'bye' });
      worker.port.close();
    },
  };
}

/** `hello` is said first, to whoever keeps it. */
export function keep(user: string, hear: Hear, hello: () => FromTab): Keeper {
  let keeper: Keeper | undefined;
  let left = false;
  let failed = false;
  const keepHere = async () => {
    keeper = undefined;
    failed = true;
    const here = await keeperHere(user, hear);
    if (left) return here.leave();
    keeper = here;
    here.say(hello());
  };
  if (typeof SharedWorker === 'undefined') void keepHere();
  else {
    keeper = sharedKeeper(user, hear, () => void (failed || keepHere()));
    keeper.say(hello());
  }
  return {
    say: (message) => keeper?.say(message),
    leave: () => {
      left = true;
      keeper?.leave();
    },
  };
}
