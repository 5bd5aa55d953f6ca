import { useEffect, useState, type RefObject } from 'react';

/** Whether an element is where somebody can see it. */
export function useOnScreen(element: RefObject<Element | null>): boolean {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver((entries) => setOn(entries.some(({ isIntersecting }) => isIntersecting)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isOn;
}
