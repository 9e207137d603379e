// Days and times for tests: of the week that the page shows first.

const zone = 'Europe/Berlin';

const dayText = (date) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(date);

export const today = () => dayText(new Date());

export const addDays = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Monday of the week that is shown. */
export function monday() {
  const day = today();
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** `days` after Monday, at a time of the clock in Berlin (as the server reads it in a person's own zone). */
export const at = (days, time) => `${addDays(monday(), days)}T${time}:00`;
