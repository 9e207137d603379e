/** The server answered no (RFC 9457). `fields` says which of what was sent is wrong. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly fields: { pointer: string; message: string }[],
  ) {
    super(detail || title);
  }

  /** What is said of the field `name`, such as `email`. */
  of(name: string): string | undefined {
    return this.fields.find(({ pointer }) => pointer === `/${name}` || pointer.startsWith(`/${name}/`))?.message;
  }
}

/** There was no answer: the network is away, or the server. */
export class Unreachable extends Error {}

export interface Answer<Value> { value: Value; etag: string | null; location: string | null }

export interface Question {
  query?: Record<string, string | number | undefined>;
  /** Sent as JSON; a Blob as it is, under its own type. */
  body?: unknown;
  /** Changes only what is still as it was when this was given (else 412). */
  etag?: string | null | undefined;
  /** Of a POST: sent again with the same key, it is done only once. */
  key?: string;
  signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

const listeners = new Set<() => void>();

/** Is told when the session is over, whoever noticed. */
export function onSignedOut(listener: () => void): void {
  listeners.add(listener);
}

/** What the server has just done as it was asked to. */
export interface Done { method: Exclude<Method, 'GET'>; path: string; query: NonNullable<Question['query']>; body: unknown }

const doneListeners = new Set<(done: Done) => void>();

/** Is told of everything that was written; gives what stops that. */
export function onDone(listener: (done: Done) => void): () => void {
  doneListeners.add(listener);
  return () => doneListeners.delete(listener);
}

/** Somebody noticed that the session is over. */
export function tellSignedOut(): void {
  listeners.forEach((listener) => listener());
}

function addressOf(path: string, query: Question['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/api/v1${path}${text && `?${text}`}`;
}

/** Also where the page does not come over TLS, and `crypto.randomUUID` is away. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}

function requestOf(method: Method, { body, etag, key, signal }: Question): RequestInit {
  const headers = new Headers();
  if (body instanceof Blob) headers.set('Content-Type', body.type);
  else if (body !== undefined) {
    headers.set('Content-Type', method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
  }
  if (etag) headers.set('If-Match', etag);
  if (method === 'POST') headers.set('Idempotency-Key', key ?? randomKey());
  const content = body === undefined || body instanceof Blob ? (body ?? null) : JSON.stringify(body);
  return { method, headers, signal: signal ?? null, body: content };
}

async function refusalOf(response: Response): Promise<Refusal> {
  const problem = await response.json().catch(() => ({}));
  return new Refusal(response.status, problem.title ?? response.statusText, problem.detail ?? '', problem.errors ?? []);
}

/** Whatever breaks on the way, and an answer that is none of ours (a network that wants a sign-in first). */
async function received<Value>(what: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  try {
    return await what;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable();
  }
}

/** Throws Refusal or Unreachable; `value` is undefined where there is no body (204). */
export async function ask<Value>(method: Method, path: string, question: Question = {}): Promise<Answer<Value>> {
  const { signal } = question;
  const response = await received(fetch(addressOf(path, question.query), requestOf(method, question)), signal);
  if (!response.ok) {
    if (response.status === 401 && !(method === 'POST' && path === '/sessions')) tellSignedOut();
    throw await refusalOf(response);
  }
  const value = response.status === 204 ? undefined : await received(response.json(), signal);
  const { headers } = response;
  if (method !== 'GET') doneListeners.forEach((listener) => listener({ method, path, query: question.query ?? {}, body: question.body }));
  return { value, etag: headers.get('ETag'), location: headers.get('Content-Location') ?? headers.get('Location') };
}

/** All pages of a list, at most `most` items. */
export async function askAll<Item>(path: string, query: NonNullable<Question['query']>, most = 5000, signal?: AbortSignal): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const { value } = await ask<{ items: Item[]; nextCursor?: string }>('GET', path, {
      query: { ...query, cursor }, ...(signal && { signal }),
    });
    items.push(...value.items);
    cursor = value.nextCursor;
  } while (cursor && items.length < most);
  return items;
}
