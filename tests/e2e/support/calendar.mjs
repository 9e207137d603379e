// What tests do with a calendar on a page.

export const entry = (page, name) => page.getByRole('main').getByRole('button', { name });

/** An entry among the hours, by what it says: `stands('Plan', '10:00 – 11:00', 'Tue')`. */
export const stands = (title, span, day) => new RegExp(`^${title} ${span} ?, ${day}`);

export const cards = (page) => page.getByRole('region', { name: 'Just arrived' });

/** What somebody's calendar holds from one day to another. */
export const itemsOf = async (person, from, to) => (await person.ask('GET', `/users/me/calendar?from=${from}&to=${to}`)).items;

/** Nothing is on its way any more. */
export const settled = (page) => page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));

/** Where a time of the clock stands in the week that is shown, in the column `days` after its first. */
export function spot(page, days, time) {
  return page.evaluate(([column, minutes]) => {
    const { x, y, width, height } = document.querySelectorAll('.ec-body .ec-day')[column].getBoundingClientRect();
    return { x: x + width / 2, y: y + (height * minutes) / 1440 };
  }, [days, Number(time.slice(0, 2)) * 60 + Number(time.slice(3))]);
}

/** With the mouse, from one spot to another. */
export async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}
