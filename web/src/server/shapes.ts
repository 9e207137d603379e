// What the server's contract (/openapi.json) calls these things, as far as the page uses them.

export type Word = 'accepted' | 'declined' | 'tentative' | 'needs-action';
export type AnswerWord = Exclude<Word, 'needs-action'>;
export type Scope = 'this' | 'following' | 'all';

export interface User { id: string; email: string; name: string; timeZone: string }
export interface Hours { start: string; end: string }
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];
export type WorkingHours = Record<Weekday, Hours[]>;
export interface Me extends User { workingHours: WorkingHours; administrator: boolean; createdAt: string }
export interface About { version: string; registration: 'open' | 'invite' | 'closed'; firstRun: boolean }

export interface PersonName { userId: string; name: string }
export interface Person extends PersonName { email: string }
export interface Attendee extends Person { response: Word; comment: string }
export interface Attachment { id: string; name: string; type: string; size: number; url: string }

/** When something is: RFC 3339 instants, or dates (the end exclusive) where it is all-day. */
export interface Span { start: string; end: string; allDay: boolean; timeZone: string; endTimeZone?: string }

export interface Meeting extends Span {
  id: string;
  title: string;
  description: string;
  link: string;
  location: string;
  rrule?: string;
  rdates?: string[];
  exdates?: string[];
  /** Where one of a series was asked for: its original start, which names it. */
  occurrence?: string;
  transparency: 'opaque' | 'transparent';
  organizer: Person & { response: Word };
  attendees: Attendee[];
  attachments: Attachment[];
  reminders: number[];
  status: 'confirmed' | 'cancelled';
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** One line of the own calendar; its times stand in the meeting's zone. */
export interface CalendarItem extends Span {
  meetingId: string;
  title: string;
  occurrence?: string;
  rrule?: string;
  organizer: Person;
  response: Word;
  status: 'confirmed' | 'cancelled';
  busy: boolean;
}

export interface BusyInterval { start: string; end: string; status: 'busy' | 'tentative' }
export interface FreeBusy { from: string; to: string; users: Record<string, { busy: BusyInterval[] }> }
export interface MeetingTime { start: string; end: string; tentative: string[] }
export interface MeetingTimes {
  timeZone: string;
  items: MeetingTime[];
  reasons?: { userId: string; reason: string; [more: string]: unknown }[];
}

export type Kind = 'invited' | 'changed' | 'cancelled' | 'responded' | 'reminder';
export interface Notification {
  seq: number;
  kind: Kind;
  at: string;
  meeting: Span & {
    id: string; title: string; link: string; rrule?: string; occurrence?: string; organizer: PersonName;
  };
  by?: PersonName;
  response?: AnswerWord;
  comment?: string;
  changes?: string[];
  minutesBefore?: number;
  late?: boolean;
}

export type Frame =
  | { type: 'hello'; seq: number; acked: number; heartbeatMs: number }
  | ({ type: 'notification' } & Notification)
  | { type: 'acked'; seq: number }
  | { type: 'calendar' }
  | { type: 'reset'; seq: number };

export interface Delivery { userId: string; name: string; kind: Kind; at: string; seen: boolean; pushed?: boolean | null }
export interface Page<Item> { items: Item[]; nextCursor?: string }
