import { Refusal } from '../server/request';
import { reasonOf } from '../state/toasts.svelte';

/** What is wrong, by the name of the field; `form` is what belongs to none. */
export type Problems = Record<string, string | undefined>;

export const any = (problems: Problems): boolean => Object.values(problems).some(Boolean);

/** Why the server refused, at the fields where they are on the form. Throws what is no answer of the server. */
export function problemsOf(error: unknown, fields: readonly string[]): Problems {
  const said = Object.fromEntries(fields.map((name) => [name, error instanceof Refusal ? error.of(name) : undefined]));
  return any(said) ? said : { form: reasonOf(error) };
}

/** Something that may be an address; the server knows better. */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text.trim());

export const shortestPassword = 8;

/** Where to begin to write. */
export const focusFirstEmpty = (form: HTMLElement): void =>
  [...form.querySelectorAll('input')].find(({ value }) => !value)?.focus();

/** After a refusal, where to begin. */
export function focusFirstProblem(form: HTMLElement | undefined): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
