import type { Refusal } from '../server/request';
import { FilesModel } from './files.svelte';
import type { Field, Guest, Values } from './form';
import { faultsOf } from './form';
import { say } from './form-words';

const fieldOf: Record<string, Field> = { occurrence: 'start', duration: 'end', allDay: 'start', rdates: 'rrule', exdates: 'rrule' };
const fields: readonly string[] =
  ['title', 'start', 'end', 'timeZone', 'endTimeZone', 'rrule', 'attendees', 'location', 'link', 'description', 'reminders'];

const ofStart: (keyof Values)[] = ['startDay', 'startTime', 'allDay', 'timeZone'];
const valuesOf: Partial<Record<string, (keyof Values)[]>> = {
  title: ['title'], start: ofStart, end: [...ofStart, 'endDay', 'endTime', 'endTimeZone'], timeZone: ['timeZone'], endTimeZone: ['endTimeZone'],
  rrule: ['repeats'], attendees: ['people'], location: ['location'], link: ['link'], description: ['description'], reminders: ['reminders'],
};

/** A form that somebody writes in: what it began with, what it holds, and what is wrong with it. */
export class FormModel {
  base: Values = $state.raw()!;
  values: Values = $state()!;
  problems = $state.raw<Partial<Record<Field, string>>>({});
  readonly files: FilesModel;
  /** Whom the server was asked to invite, in the order in which it counts them. */
  invited: Guest[] = [];
  /** What is being written where people are looked for, and is nobody yet. */
  person = $state('');
  #checked: Values | undefined;
  #checkedPerson = '';

  constructor(values: Values, files = new FilesModel([])) {
    this.base = values;
    this.values = structuredClone(values);
    this.files = files;
  }

  now(): Values {
    return $state.snapshot(this.values);
  }

  get written(): boolean {
    return this.files.written || this.person.trim() !== '' || JSON.stringify(this.values) !== JSON.stringify(this.base);
  }

  #faults(values: Values): ReturnType<typeof faultsOf> {
    return { ...faultsOf(values), ...(this.person.trim() && { attendees: 'nobodyChosen' as const }) };
  }

  /** Whether it may be sent. */
  check(): boolean {
    this.#checked = this.now();
    this.#checkedPerson = this.person;
    const faults = Object.entries(this.#faults(this.#checked));
    this.problems = Object.fromEntries(faults.map(([field, fault]) => [field, say(fault)]));
    return !faults.length;
  }

  /** What was wrong and is another now is judged anew. */
  look(): void {
    const now = this.now();
    const faults = this.#faults(now);
    const changed = (field: string) =>
      (field === 'attendees' && this.person !== this.#checkedPerson) ||
      (valuesOf[field] ?? []).some((name) => JSON.stringify(now[name]) !== JSON.stringify(this.#checked?.[name]));
    const kept = Object.entries(this.problems).flatMap(([field, problem]) => {
      if (!changed(field)) return [[field, problem]];
      const fault = faults[field as Field];
      return fault ? [[field, say(fault)]] : [];
    });
    if (kept.length || Object.keys(this.problems).length) this.problems = Object.fromEntries(kept);
  }

  /** Puts what the server says beside the fields it means; false where it means none of them. */
  refuse(refusal: Refusal): boolean {
    const named = refusal.fields.map(({ pointer, message }) => {
      const [, name = '', place] = pointer.split('/');
      const guest = name === 'attendees' ? this.invited[Number(place)] : undefined;
      return [fieldOf[name] ?? name, guest ? `${guest.name} ${message}` : message] as const;
    });
    const known = named.filter(([name]) => fields.includes(name));
    this.problems = Object.fromEntries(known);
    return known.length > 0;
  }
}
