import type { User } from '../server/shapes';
import type { Day, Wall } from '../time/wall';

/** A meeting that is being thought of: what the dialog starts with. Times are in the own zone. */
export interface Draft {
  start: Wall | Day;
  end: Wall | Day;
  allDay: boolean;
  title?: string;
  people?: User[];
}

/** What lies open over the page, beside the meeting that the address names. */
class Desk {
  draft = $state.raw<Draft>();
  open = $state<'settings' | 'search' | 'keys' | 'notices'>();

  clear(): void {
    this.draft = undefined;
    this.open = undefined;
  }
}

export const desk = new Desk();
