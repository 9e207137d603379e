import type { Delivery, Meeting, Notification } from '../server/shapes';

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
