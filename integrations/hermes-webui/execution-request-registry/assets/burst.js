/**
 * Groups calls that come in quick succession.
 */

const TOGETHER_MS = 100;

/** Makes a function that collects its arguments for TOGETHER_MS, then passes them on as one array, in order. */
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
