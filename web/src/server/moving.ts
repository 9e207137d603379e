import { ask } from './request';

// A calendar on its way in or out: import, export, feed.

export interface ImportRemark { kind: 'repaired' | 'left-out'; line: number; text: string }
export interface ImportEntry {
  line: number;
  uid: string;
  title: string;
  outcome: 'taken' | 'updated' | 'unchanged' | 'left-out';
  remarks: ImportRemark[];
}
export interface ImportReport {
  dryRun: boolean;
  taken: number;
  updated: number;
  unchanged: number;
  repaired: number;
  leftOut: number;
  entries: ImportEntry[];
  entriesNotShown: number;
}

export const exportAddress = '/api/v1/users/me/calendar.ics';

/** Since when there is a feed; null where there is none. */
export const feed = async (): Promise<string | null> =>
  (await ask<{ createdAt: string | null }>('GET', '/users/me/feed')).value.createdAt;

/** The address is told only here; one that was made before ends. */
export const makeFeed = async (): Promise<{ url: string; createdAt: string }> =>
  (await ask<{ url: string; createdAt: string }>('POST', '/users/me/feed')).value;

export const endFeed = async (): Promise<void> => void (await ask('DELETE', '/users/me/feed'));

/** Takes a calendar file in; a dry run only says what would become of it. */
export async function importCalendar(file: Blob, dryRun: boolean): Promise<ImportReport> {
  const body = new Blob([file], { type: 'text/calendar' });
  return (await ask<ImportReport>('POST', '/imports', { query: { dryRun: String(dryRun) }, body })).value;
}
