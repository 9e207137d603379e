/** A stretch of somebody's text, with the address it stands for where it is one. */
export interface Stretch { text: string; href?: string }

const candidate = /\b(?:https?:\/\/|mailto:)[^\s<>"'`“”„«»]+|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}/giu;
/** As the server has it for links; what is longer is no address that somebody wrote. */
const longest = 2000;
const openers: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** What ends a sentence is no part of an address, nor is a bracket that was opened before it. */
function withoutEnd(text: string): string {
  for (;;) {
    const last = text.at(-1) ?? '';
    const opener = openers[last];
    const unopened = opener && text.split(last).length > text.split(opener).length;
    if (!/[.,;:!?…]/.test(last) && !unopened) return text;
    text = text.slice(0, -1);
  }
}

function hrefOf(text: string): string | undefined {
  const address = /^(https?|mailto):/i.test(text) ? text : `mailto:${text}`;
  try {
    const { protocol, href, host, pathname } = new URL(address);
    if (protocol === 'mailto:') return pathname.includes('@') ? href : undefined;
    return ['http:', 'https:'].includes(protocol) && host ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Together the stretches are the text, to the letter; only http, https and mailto become addresses. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(candidate)) {
    if (found.length > longest) continue;
    const address = withoutEnd(found);
    const href = hrefOf(address);
    if (!href) continue;
    if (index > done) stretches.push({ text: text.slice(done, index) });
    stretches.push({ text: address, href });
    done = index + address.length;
  }
  if (done < text.length) stretches.push({ text: text.slice(done) });
  return stretches;
}
