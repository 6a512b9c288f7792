/**
 * What comes one by one, but many at a time.
 */

const TOGETHER_MS = 100;

/** Makes a function that takes one, and hands it on with those that follow at once, in their order. */
export function together(take) {
  let waiting = [];
  return (one) => {
    waiting.push(one);
    if (waiting.length === 1) {
      setTimeout(() => {
        const all = waiting;
        waiting = [];
        take(all);
      }, TOGETHER_MS);
    }
  };
}
