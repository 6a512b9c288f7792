/**
 * The formats of the log: C2SP tlog-proof, tlog-checkpoint and signed-note, hashes, and canonical JSON. Invalid input
 * throws Broken.
 */

const ED25519 = 0x01;

/** A failed check, as a sentence. */
export class Broken extends Error {}

/** C2SP tlog-proof: a version, the entry as extra data, the index, hashes from the leaf's sibling up, the checkpoint. */
export function parseProof(text) {
  const end = text.indexOf("\n\n");
  const [version, extra, index, ...hashes] = text.slice(0, Math.max(end, 0)).split("\n");
  must(version === "c2sp.org/tlog-proof@v1" && extra?.startsWith("extra ") && /^index (0|[1-9][0-9]{0,18})$/.test(index ?? ""),
    "The registry's proof is not a C2SP tlog-proof that contains the entry.");
  const path = hashes.map(bytes);
  must(path.length <= 63 && path.every((hash) => hash.length === 32), "A hash of the proof does not have 32 bytes.");
  return { entry: bytes(extra.slice(6)), index: BigInt(index.slice(6)), hashes: path, note: text.slice(end + 2) };
}

/** C2SP signed-note: the text, an empty line, signatures. */
export function parseNote(note) {
  const end = note.lastIndexOf("\n\n");
  must(end > 0 && note.endsWith("\n"), "The checkpoint is not a signed note.");
  const signatures = note.slice(end + 2, -1).split("\n").map((line) => {
    const [, name, base64] = line.match(/^\u2014 ([^ +\n]+) ([A-Za-z0-9+/]+={0,2})$/) ?? [];
    must(name, "A line below the checkpoint is not a signature.");
    const idAndSignature = bytes(base64);
    return { name, id: hex(idAndSignature.slice(0, 4)), signature: idAndSignature.slice(4) };
  });
  return { text: note.slice(0, end + 1), signatures };
}

export function parseCheckpoint(text) {
  const [, origin, size, root] = text.match(/^([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n$/) ?? [];
  must(origin, "The signed text is not a checkpoint, which has an origin, a size and a root.");
  return { origin, size: BigInt(size), root: bytes(root) };
}

/** C2SP signed-note: name, the key's id, and 0x01 with the public key. */
export async function parseKey(text) {
  const [, name, id, base64] = text.match(/^([^ +\n]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})\n?$/) ?? [];
  must(name, "The answer of /log/key is not a verifier key.");
  const typeAndKey = bytes(base64);
  must(typeAndKey.length === 33 && typeAndKey[0] === ED25519, "The log's key is not an Ed25519 key.");
  const computed = hex((await sha256(new TextEncoder().encode(`${name}\n`), typeAndKey)).slice(0, 4));
  must(computed === id, `The id of this name and key is ${computed}, not ${id}: the key was changed or cut.`);
  return { name, id, publicKey: typeAndKey.slice(1), text: text.trim() };
}

/** RFC 8785 for the values that occur here, whose only numbers are small integers. */
export function canonical(value) {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));
}

/** Standard base64 with padding, in its one form (RFC 4648 section 3.5). */
function bytes(base64) {
  let binary = null;
  try {
    binary = atob(base64);
  } catch {
    // reported below
  }
  must(binary !== null && btoa(binary) === base64, "A part of the proof or the key is not base64.");
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

export function hex(array) {
  return Array.from(array, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Throws Broken with the sentence unless the condition holds. */
export function must(holds, sentence) {
  if (!holds) {
    throw new Broken(sentence);
  }
}
