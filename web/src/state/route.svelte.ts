import type { Day } from '../time/wall';
import { isShowable } from '../time/wall';

// Where somebody is in the page, kept in the address, so that reloading, going back and passing it on work:
// #/week/2026-03-30, #/colleagues/2026-03-30?people=ID,ID, and over each of them ?meeting=ID&occurrence=…

export const views = ['day', 'week', 'month', 'list'] as const;
export type View = (typeof views)[number];

export interface Place {
  page: View | 'colleagues';
  date?: Day;
  people: string[];
  meeting?: string;
  occurrence?: string;
}

const pages: readonly string[] = [...views, 'colleagues'];

/** What has other signs is no name that the server gave, and would ask it for something else ("../"). */
const isId = (text: string | undefined): text is string => /^[\w-]+$/.test(text ?? '');

export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', date = ''] = path.split('/');
  const parameters = new URLSearchParams(query);
  const given = (name: string) => parameters.get(name) || undefined;
  const [meeting, occurrence] = [given('meeting'), given('occurrence')];
  const people = given('people')?.split(',').filter(isId);
  return {
    page: pages.includes(page) ? (page as Place['page']) : 'week',
    people: [...new Set(people)],
    ...(isShowable(date) && { date }),
    ...(isId(meeting) && { meeting }),
    ...(occurrence && { occurrence }),
  };
}

export function hashOf({ page, date, people, meeting, occurrence }: Place): string {
  const parameters = new URLSearchParams();
  if (people.length) parameters.set('people', people.join(','));
  if (meeting) parameters.set('meeting', meeting);
  if (meeting && occurrence) parameters.set('occurrence', occurrence);
  const query = parameters.toString();
  return `#/${page}${date ? `/${date}` : ''}${query && `?${query}`}`;
}

class Route {
  place = $state.raw<Place>(placeOf(location.hash));
  /** Is asked before somebody goes elsewhere, also by the browser's own buttons: true keeps them here. */
  #hold: (() => boolean) | undefined;

  constructor() {
    addEventListener('hashchange', () => {
      if (this.#hold?.()) history.pushState(null, '', hashOf(this.place));
      else this.#take(location.hash);
    });
  }

  /** Gives what lets go again. */
  holdBy(hold: () => boolean): () => void {
    this.#hold = hold;
    return () => { if (this.#hold === hold) this.#hold = undefined; };
  }

  /** What is not named stays; undefined takes it away. */
  go(change: { [Name in keyof Place]?: Place[Name] | undefined }): void {
    const hash = hashOf({ ...this.place, ...change } as Place);
    // The browser tells later; a second key may be pressed before. A dialog waits for it: the key that opens it
    // must not press its first button as well, and a form that closes itself is done by then.
    const later = 'meeting' in change;
    if (!later && this.#hold?.()) return;
    location.hash = hash;
    if (!later) this.#take(hash);
  }

  #take(hash: string): void {
    const place = placeOf(hash);
    if (hashOf(place) !== hashOf(this.place)) this.place = place;
  }

  openMeeting(meeting: string, occurrence?: string): void {
    this.go({ meeting, occurrence });
  }

  closeMeeting(): void {
    this.go({ meeting: undefined, occurrence: undefined });
  }
}

export const route = new Route();
