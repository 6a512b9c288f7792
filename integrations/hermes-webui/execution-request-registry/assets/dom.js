/**
 * Builds elements. Text from a packet only ever becomes text; nothing here parses markup.
 */

/** Makes an element. A name that begins with "on" adds a listener; false and null omit the attribute. */
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
 * Characters that cannot be seen, or that move the text beside them: controls, format characters such as the
 * bidirectional ones, separators and fillers. Tab, line feed, and a carriage return before a line feed are not among them.
 */
const UNSEEN =
  /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0d\u{e0000}-\u{e0fff}]/u;

/** The marks that join two consonants (canonical combining class 9). */
const VIRAMAS = String.raw`\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84`
  + String.raw`\u1039\u103a\u1714\u1715\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua82c\ua8c4`
  + String.raw`\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{11070}\u{1107f}\u{110b9}\u{11133}\u{11134}\u{111c0}`
  + String.raw`\u{11235}\u{112ea}\u{1134d}\u{113ce}-\u{113d0}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}`
  + String.raw`\u{1172b}\u{11839}\u{1193d}\u{1193e}\u{119e0}\u{11a34}\u{11a47}\u{11a99}\u{11c3f}`
  + String.raw`\u{11d44}\u{11d45}\u{11d97}\u{11f41}\u{11f42}`;

/** A letter of a script in use whose letters join. */
const CURSIVE = String.raw`(?:(?=\p{L})[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}`
  + String.raw`\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}])`;

/**
 * The joiners that a text needs: either one after a virama (RFC 5892, A.1 and A.2), the non-joiner between letters that
 * would join (A.1), and the joiner inside an emoji sequence. Each looks at a few characters only, so that no text can make
 * the page slow.
 */
const NEEDED = String.raw`(?<=[${VIRAMAS}])[\u200c\u200d]|(?<=${CURSIVE}\p{M}{0,8})\u200c(?=${CURSIVE})`
  + String.raw`|(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]{0,2})\u200d(?=\p{Extended_Pictographic})`;

const MARKED = new RegExp(`(?!(?=[\\u200c\\u200d])(?:${NEEDED}))(?:${UNSEEN.source})`, "gu");

/** Beyond this number, marks are plain text instead of elements, so that no text can make the page slow. */
const MAX_MARKS = 2000;

function codePoint(character) {
  return `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The text, in which a mark such as U+202E replaces each character that cannot be seen. */
export function marked(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(MARKED)) {
    if (parts.length > MAX_MARKS) {
      return [...parts, text.slice(end).replace(MARKED, (character) => `[${codePoint(character)}]`)];
    }
    parts.push(text.slice(end, match.index), h("span", { class: "unseen" }, codePoint(match[0])));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** Text from somebody else, isolated so that its direction does not affect the text beside it. */
export function quoted(text, tag = "bdi", attributes = {}) {
  return h(tag, { dir: "auto", ...attributes }, marked(String(text)));
}

/** Empty, or with a tab, line break, quote or backslash, or with white space at an end. */
const NEEDS_QUOTES = /^$|[\t\n\r"'\\]|^\p{White_Space}|\p{White_Space}$/u;

/**
 * One element of argv or the value of one variable: as it is, or as a JSON string if its bounds could be mistaken. One
 * element then never looks like two. Characters that JSON does not escape are left to marked().
 */
export function argument(text) {
  return NEEDS_QUOTES.test(text) ? JSON.stringify(text) : text;
}

const DAY_AND_TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A time in the reader's zone, with the exact time in its tooltip. */
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

/** The element that scrolls a node, also if it is outside the node's shadow root. */
export function scrollerOf(node) {
  for (let at = node.parentNode; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    if (at instanceof Element && /auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) {
      return at;
    }
  }
  return document.scrollingElement;
}
