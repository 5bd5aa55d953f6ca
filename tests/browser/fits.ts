/** In the page: what is wider than the page, or holds more than it shows. */
export function wideElements(): string[] {
  // A page that scrolls sideways may have been scrolled.
  const width = document.documentElement.clientWidth - scrollX;
  const described = (element: Element) => `${element.tagName.toLowerCase()}.${element.className.slice(0, 60)}`;
  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const hidden = (element: Element) => element.closest('.sr-only') !== null || element.closest('svg') !== null;
  const inScroller = (element: Element): boolean =>
    element.parentElement !== null && (scrolls(element.parentElement) || inScroller(element.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((element) => !hidden(element) && !inScroller(element) && element.getBoundingClientRect().right > width + 1)
    .map(described)
    .concat(
      document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['the page scrolls sideways'] : [],
    );
}

/** In the page: texts that do not fit where they are, and are not shortened on purpose. */
export function cutOff(): string[] {
  const shortened = (element: Element) => getComputedStyle(element).textOverflow === 'ellipsis';
  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  return [...document.querySelectorAll('h1, h2, p, span, button, a, li, td, dd, dt, label')]
    .filter((element) => element.closest('.sr-only') === null && !shortened(element) && !scrolls(element))
    .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
    .map((element) => `${element.tagName.toLowerCase()} "${element.textContent?.slice(0, 40)}"`);
}
