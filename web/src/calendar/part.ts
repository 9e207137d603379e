/** A piece of text in the grid. */
export function part(className: string, text: string, tag = 'span'): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
