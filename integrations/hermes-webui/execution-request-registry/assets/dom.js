/**
 * Builds elements. Text from a packet only ever becomes text: nothing here reads markup.
 */

/** Makes an element. A name that begins with "on" is a listener; false and null leave an attribute out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/**
 * What leaves no mark of its own on a screen, or moves what stands beside it: controls, format characters such as the
 * bidirectional ones, separators and fillers. Tab, line feed, and a carriage return before one are not meant.
 */
const UNSEEN =
  /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0d\u{e0000}-\u{e0fff}]/gu;

/** More marks than this are not made into elements of their own, so that no text can make the page slow. */
const MOST_MARKS = 2000;

function codePoint(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The text, with every character that could not be seen as a mark such as U+202E. */
export function marked(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (parts.length > MOST_MARKS) {
      return [...parts, text.slice(end).replace(UNSEEN, (character) => `[${codePoint(character)}]`)];
    }
    parts.push(text.slice(end, match.index), h("span", { class: "unseen" }, codePoint(match[0])));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** Text that somebody else wrote: isolated, so that its direction stays its own. */
export function quoted(text, tag = "bdi", attributes = {}) {
  return h(tag, { dir: "auto", ...attributes }, marked(String(text)));
}

const DAY_AND_TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A time in the reader's zone, with the exact one behind it. */
export function time(instant) {
  const date = new Date(instant);
  const shown = Number.isNaN(date.getTime()) ? String(instant) : DAY_AND_TIME.format(date);
  return h("time", { datetime: instant, title: instant }, shown);
}

const WHOLE = new Intl.NumberFormat("en-GB");

export function count(number, one, many = `${one}s`) {
  return `${WHOLE.format(number)} ${number === 1 ? one : many}`;
}

/** Offers bytes as a file. */
export function download(bytes, name, type) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The element that scrolls a node, out through shadow roots. */
export function scrollerOf(node) {
  for (let at = node.parentNode; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    if (at instanceof Element && /auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) {
      return at;
    }
  }
  return document.scrollingElement;
}
