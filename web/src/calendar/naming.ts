// Names for those who hear the page are made when it has been painted: for hundreds of entries that
// takes as long as drawing them.

const later = (work: () => void): unknown =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(work, { timeout: 300 }) : setTimeout(work, 60);

/** Gives elements their names a little later, in the order they came. */
export class Naming {
  #waiting: [HTMLElement, () => string][] = [];

  add(element: HTMLElement, name: () => string): void {
    if (!this.#waiting.length) later(() => this.#work());
    this.#waiting.push([element, name]);
  }

  #work(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const [element, name] of waiting) {
      if (!element.isConnected) continue;
      element.title = name();
      element.setAttribute('aria-label', element.title);
    }
  }
}
