import { ask } from './request';

/** Where the person is signed in. */
export interface SignedIn { id: string; createdAt: string; expiresAt: string; userAgent: string; current: boolean }

export type Scope = 'read' | 'write';

/** What lets a program in. */
export interface Token { id: string; name: string; scopes: Scope[]; createdAt: string; expiresAt: string | null }

export const sessions = async (): Promise<SignedIn[]> => (await ask<{ items: SignedIn[] }>('GET', '/sessions')).value.items;

export const endSession = async (id: string): Promise<void> => void (await ask('DELETE', `/sessions/${id}`));

export const tokens = async (): Promise<Token[]> => (await ask<{ items: Token[] }>('GET', '/tokens')).value.items;

export interface TokenWish { name: string; scopes: Scope[]; expiresAt: string | null }

/** The token itself is told only here. */
export const makeToken = async (wish: TokenWish): Promise<Token & { token: string }> =>
  (await ask<Token & { token: string }>('POST', '/tokens', { body: wish })).value;

export const endToken = async (id: string): Promise<void> => void (await ask('DELETE', `/tokens/${id}`));
