import * as meetings from '../server/meetings';
import type { Delivery, Meeting, Notification } from '../server/shapes';
import { wallOf } from '../time/zones';
import { countedFrom } from './rule';

/** With the answer that was just told; the organizer and the people are one list to whom it may belong. */
export function mergedAnswer(meeting: Meeting, { by, response, comment = '' }: Notification): Meeting {
  if (!by || !response) return meeting;
  return {
    ...meeting,
    attendees: meeting.attendees.map((person) => (person.userId === by.userId ? { ...person, response, comment } : person)),
  };
}

/** Of each person the last thing they were told. */
export function newestDeliveries(deliveries: Delivery[]): Map<string, Delivery> {
  const newest = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const known = newest.get(delivery.userId);
    if (!known || Date.parse(known.at) <= Date.parse(delivery.at)) newest.set(delivery.userId, delivery);
  }
  return newest;
}

/** One of a series, with the rule that this and the following have: what is counted before it is no part of them. */
export async function fromThisOn(meeting: Meeting): Promise<Meeting> {
  const { id, rrule, occurrence } = meeting;
  if (!occurrence || !rrule || !/COUNT=/i.test(rrule)) return meeting;
  const { start, timeZone: zone } = (await meetings.meeting(id)).value;
  const wall = (text: string) => (text.length === 10 ? text : wallOf(text, zone));
  return { ...meeting, rrule: countedFrom(rrule, { start: wall(start), zone }, wall(occurrence)) };
}
