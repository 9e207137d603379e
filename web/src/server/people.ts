import { ask } from './request';
import type { About, Me, User } from './shapes';

export const about = async (): Promise<About> => (await ask<About>('GET', '/about')).value;

export const me = async (): Promise<Me> => (await ask<Me>('GET', '/users/me')).value;

export async function signIn(email: string, password: string): Promise<Me> {
  return (await ask<{ user: Me }>('POST', '/sessions', { body: { email, password } })).value.user;
}

export const signOut = async (): Promise<void> => void (await ask('DELETE', '/sessions/current'));

export interface Registration { email: string; name: string; password: string; timeZone: string; registrationCode?: string }

export const register = async (person: Registration): Promise<void> => void (await ask('POST', '/users', { body: person }));

/** Names take null as "back to the usual". */
export async function changeMe(change: Record<string, unknown>): Promise<Me> {
  return (await ask<Me>('PATCH', '/users/me', { body: change })).value;
}

/** People whose names or addresses have words that begin so; nobody below two characters. */
export async function search(query: string, signal?: AbortSignal): Promise<User[]> {
  if ([...query.trim()].length < 2) return [];
  return (await ask<{ items: User[] }>('GET', '/users', { query: { query }, ...(signal && { signal }) })).value.items;
}

export const person = async (id: string): Promise<User> => (await ask<User>('GET', `/users/${id}`)).value;

export const makeRegistrationCode = async (): Promise<{ code: string; expiresAt: string }> =>
  (await ask<{ code: string; expiresAt: string }>('POST', '/registration-codes')).value;
