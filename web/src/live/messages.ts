import type { AnswerWord, Notification } from '../server/shapes';

// What tabs and the keeper of the socket say to each other.

/** What was written to the server: about which meeting, and how it was answered if it was. */
export interface Written { meeting?: string; occurrence?: string; response?: AnswerWord }

export type FromTab =
  | { type: 'hello'; user: string; dealt: number[]; visible: boolean; notices: boolean }
  /** Whether it is looked at, and may show notices of the system. */
  | { type: 'manner'; visible: boolean; notices: boolean }
  /** These were shown for their time, or dismissed. */
  | { type: 'deal'; seqs: number[] }
  /** All up to there was seen. */
  | { type: 'read'; seq: number }
  | { type: 'wrote'; written: Written }
  | { type: 'online' }
  | { type: 'bye' }
  /** Signed out. */
  | { type: 'end' };

export type ToTab =
  | { type: 'welcome'; connected: boolean; seq: number; acked: number; dealt: number[] }
  | { type: 'connected'; connected: boolean }
  | { type: 'notification'; notification: Notification }
  | { type: 'reset'; seq: number }
  | { type: 'dealt'; acked: number; dealt: number[] }
  | { type: 'wrote'; written: Written }
  /** As a notice of the system. */
  | { type: 'show'; notification: Notification; at: number }
  | { type: 'ended' };
