// The link by which somebody may register: #/register?code=…

const path = '/register';

/** The code that the address brings: "" where it asks to register without one, undefined where it does not ask. */
export function codeIn(hash: string): string | undefined {
  const [page, query = ''] = hash.replace(/^#/, '').split('?');
  return page === path ? (new URLSearchParams(query).get('code') ?? '') : undefined;
}

/** `page` is the address of the page, whatever follows its #. */
export function linkFor(code: string, page: string): string {
  return `${page.split('#')[0]}#${path}?${new URLSearchParams({ code })}`;
}
