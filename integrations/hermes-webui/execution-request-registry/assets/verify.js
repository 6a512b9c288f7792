/**
 * Checks one record in the browser: its packet's bytes, its entry in the log, and the log's signature. Independent of the
 * page.
 *
 * Formats: RFC 6962 hashing, RFC 9162 section 2.1.3.2, and of C2SP tlog-proof, tlog-checkpoint and signed-note.
 */

import { Broken, canonical, hex, must, parseCheckpoint, parseKey, parseNote, parseProof, sha256 } from "./formats.js";

/**
 * Runs every check.
 *
 * @param record the record, as it is shown
 * @param packet the packet's bytes, as they are shown
 * @param proof the text of the tlog-proof
 * @param key the text of the log's verifier key
 * @param remembered the verifier key that this browser saw first, or null
 * @return steps in order: { name, state: "holds" | "fails" | "open", detail }; open means that it could not be checked
 */
export async function verify({ record, packet, proof, key, remembered }) {
  if (!globalThis.crypto?.subtle) {
    const why = "Not checked: a browser computes hashes only over https or on a loopback address.";
    return [{ name: "Packet bytes", ...open(why) }];
  }
  const found = {};
  const steps = [];
  const step = async (name, check) => {
    try {
      const detail = await check();
      steps.push(detail.state ? { name, ...detail } : { name, state: "holds", detail });
    } catch (failure) {
      const detail = failure instanceof Broken ? failure.message : "It could not be parsed.";
      steps.push({ name, state: "fails", detail });
    }
  };
  await step("Packet bytes", () => packetBytes(record, packet));
  await step("Packet and record", () => packetAndRecord(record, packet));
  await step("Proof", () => {
    found.proof = parseProof(proof);
    must(found.proof.index === BigInt(record.log_index),
      `The proof is for leaf ${found.proof.index}; the record has log index ${record.log_index}.`);
    return `It is for leaf ${found.proof.index}, with ${found.proof.hashes.length} hashes up to the root.`;
  });
  await step("Log entry", () => (found.proof ? logEntry(record, found.proof.entry) : open("There is no entry to compare.")));
  await step("Checkpoint", () => {
    found.note = found.proof && parseNote(found.proof.note);
    found.checkpoint = found.note && parseCheckpoint(found.note.text);
    return found.checkpoint
      ? `${found.checkpoint.origin} has ${found.checkpoint.size} leaves and root ${hex(found.checkpoint.root)}.`
      : open("There is no checkpoint to read.");
  });
  await step("Place in the log", () =>
    found.checkpoint ? placeInTheLog(found.proof, found.checkpoint) : open("There is no root to compare with."));
  await step("Log key", async () => {
    found.key = await parseKey(key);
    return sameKey(found.key, remembered);
  });
  await step("Signature", () =>
    found.checkpoint && found.key ? signature(found) : open("There is no checkpoint or no key to check it with."));
  return steps;
}

async function packetBytes(record, packet) {
  const digest = hex(await sha256(packet));
  must(digest === record.packet.sha256,
    `The SHA-256 of the ${packet.length} bytes shown is ${digest}; the record has ${record.packet.sha256}. At least one byte differs.`);
  must(packet.length === record.packet.bytes, `${packet.length} bytes are shown; the record has ${record.packet.bytes}.`);
  return `The SHA-256 of the ${packet.length} bytes shown is ${digest}, as recorded.`;
}

/** The members of a packet of version 1, which is closed. The record has each of them but the version. */
const MEMBERS = ["packet_version", "packet_id", "title", "requested_by", "work_items", "task_shape", "backend", "target_repository",
  "target_revision", "allowed_paths", "harness_command", "proof_pointers", "blocked_actions", "approval_granted",
  "execution_allowed", "runtime_default_activation", "approval_required_from", "supersedes", "notes"];

/** Compares in both directions: what is shown is in the packet, and what is in the packet is shown. */
function packetAndRecord(record, packet) {
  if (record.packet.media_type !== "application/json") {
    return open("The packet is YAML, which a browser cannot parse. Compare it with what is shown above.");
  }
  const parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(packet));
  if (parsed.packet_version !== "1") {
    return open("The packet has a version that this page does not know. Compare it with what is shown above.");
  }
  const unknown = Object.keys(parsed).filter((name) => !MEMBERS.includes(name));
  must(unknown.length === 0, `The packet has members that are not shown: ${unknown.join(", ")}.`);
  const { environment, ...command } = parsed.harness_command;
  const expected = {
    ...parsed,
    harness_command: Object.keys(environment ?? {}).length === 0 ? command : parsed.harness_command,
    supersedes: parsed.supersedes?.toLowerCase(),
  };
  const different = MEMBERS.slice(1).filter((name) => canonical(expected[name] ?? null) !== canonical(record[name] ?? null));
  must(different.length === 0, `The packet differs from what is shown: ${different.join(", ")}.`);
  must(record.approval_required === true, "What is shown does not require an approval; every packet does.");
  return "Every field shown is the packet's, and the packet has no others.";
}

/** The entry must equal, byte for byte, the one that follows from the record (RFC 8785). */
function logEntry(record, entry) {
  const expected = {
    v: 1,
    id: record.id,
    packet_sha256: record.packet.sha256,
    packet_bytes: record.packet.bytes,
    packet_media_type: record.packet.media_type,
    submitted_at: record.submitted_at,
    submitted_by: record.submitted_by,
    approval_granted: false,
    execution_allowed: false,
    runtime_default_activation: false,
    approval_required_from: record.approval_required_from,
  };
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(entry);
  if (text === canonical(expected)) {
    return "It has this record's id, digest, size, media type, sender and time, and grants no approval.";
  }
  const logged = JSON.parse(text);
  const names = [...new Set([...Object.keys(expected), ...Object.keys(logged)])];
  const other = names.filter((name) => canonical(expected[name] ?? null) !== canonical(logged[name] ?? null));
  throw new Broken(other.length > 0
    ? `The log differs from what is shown: ${other.map((name) => `${name} is ${canonical(logged[name] ?? null)}, shown is ${canonical(expected[name] ?? null)}`).join("; ")}.`
    : "The log has the same members, but not in canonical form (RFC 8785).");
}

/** RFC 9162 section 2.1.3.2. */
async function placeInTheLog({ index, entry, hashes }, { size, root }) {
  must(index < size, `Leaf ${index} is outside a tree of ${size}.`);
  let fn = index;
  let sn = size - 1n;
  let hash = await sha256(Uint8Array.of(0), entry);
  const leaf = hex(hash);
  for (const sibling of hashes) {
    must(sn !== 0n, "The proof has more hashes than the tree has levels.");
    if ((fn & 1n) === 1n || fn === sn) {
      hash = await sha256(Uint8Array.of(1), sibling, hash);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      hash = await sha256(Uint8Array.of(1), hash, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  must(sn === 0n, "The proof ends before it reaches the root.");
  must(hex(hash) === hex(root), `The entry's leaf ${leaf} leads to the root ${hex(hash)}; the checkpoint has ${hex(root)}.`);
  return `The entry's leaf ${leaf} leads to the checkpoint's root.`;
}

function sameKey(key, remembered) {
  must(remembered === null || remembered === key.text,
    `The log's key changed. This browser remembers ${remembered}; now it is ${key.text}. Unless the operator replaced the key, somebody else signs the log.`);
  return remembered === null
    ? `Seen here for the first time, and remembered unless a check fails: ${key.text}. Compare it once with the key that the operator published.`
    : `The same as this browser remembers: ${key.text}.`;
}

/** C2SP signed-note, signature type 0x01. */
async function signature({ note, checkpoint, key }) {
  must(checkpoint.origin === key.name, `The checkpoint is from ${checkpoint.origin}; the key belongs to ${key.name}.`);
  const signed = note.signatures.find((one) => one.name === key.name && one.id === key.id);
  must(signed, `The checkpoint has no signature by ${key.name} with the key id ${key.id}.`);
  let publicKey;
  try {
    publicKey = await crypto.subtle.importKey("raw", key.publicKey, "Ed25519", false, ["verify"]);
  } catch (failure) {
    if (failure.name === "NotSupportedError") {
      return open("Not checked: this browser has no Ed25519. Use the command verify of the registry's jar.");
    }
    throw new Broken("The log's key is not an Ed25519 key.");
  }
  const holds = await crypto.subtle.verify("Ed25519", publicKey, signed.signature, new TextEncoder().encode(note.text));
  must(holds, `The signature by ${key.name} does not match this checkpoint: the checkpoint or the signature was changed.`);
  return `${key.name} signed this checkpoint, with the key ${key.id}.`;
}

function open(detail) {
  return { state: "open", detail };
}
