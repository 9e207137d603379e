/** Whatever people write as a link, only one of the web becomes one. */
export const safeLink = (link: string): string | undefined => (/^https?:\/\//i.test(link) ? link : undefined);
