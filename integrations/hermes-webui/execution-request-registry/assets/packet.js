/**
 * The packet's bytes, exactly as received.
 */

import { count, download, h, marked } from "./dom.js";

const ENDING = { "application/json": "json", "application/yaml": "yaml" };

/**
 * Makes the section.
 *
 * @return node, and bytes: a promise of the bytes that are shown
 */
export function packetSection(record, { registry, signal }) {
  const { media_type: type, bytes: size, sha256 } = record.packet;
  const body = h("pre", { class: "packet", dir: "ltr", tabindex: "0", role: "group", "aria-label": "The packet's text" }, "Reading the packet…");
  const said = h("span", { class: "aside", role: "status" });
  const copy = h("button", { type: "button", disabled: true }, "Copy");
  const save = h("button", { type: "button", disabled: true }, "Download");
  const bytes = registry.packet(record.id, type, signal);
  bytes.then((packet) => {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(packet);
    body.replaceChildren(...marked(text));
    copy.disabled = save.disabled = false;
    copy.addEventListener("click", async () => (said.textContent = await copied(text)));
    save.addEventListener("click", () => download(packet, `${record.packet_id}.${ENDING[type] ?? "txt"}`, type));
  }).catch((failure) => {
    body.textContent = `The packet could not be read. ${failure.message}`;
  });
  const node = h("section", {},
    h("h3", {}, "Packet"),
    h("p", { class: "aside" }, `${count(size, "byte")} of ${type}, kept exactly. SHA-256 `, h("span", { class: "code" }, sha256)),
    body,
    h("p", { class: "buttons" }, copy, save, said));
  return { node, bytes };
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    return "This browser does not let the page copy; select the text instead.";
  }
}
