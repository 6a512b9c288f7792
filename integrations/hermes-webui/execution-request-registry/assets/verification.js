/**
 * The section of a record in which the reader's own browser verifies the record.
 */

import { h } from "./dom.js";
import { read, write } from "./registry.js";
import { verify } from "./verify.js";

const MARKS = {
  holds: { sign: "✓", said: "Holds" },
  fails: { sign: "✕", said: "Does not hold" },
  open: { sign: "–", said: "Not checked" },
};

/**
 * Makes the section.
 *
 * @param record the record, as it is shown
 * @param bytes a promise of the packet's bytes, as they are shown
 */
export function verification(record, bytes, { registry, signal }) {
  const result = h("div", { class: "result", role: "status" });
  const button = h("button", { type: "button", class: "verify" }, "Verify");
  let running = false;
  button.addEventListener("click", async () => {
    // the button stays enabled, since disabling it would drop the focus
    if (running) {
      return;
    }
    running = true;
    result.replaceChildren(h("p", { class: "aside" }, "Checking…"));
    try {
      const [packet, proof, key] = await Promise.all([bytes, registry.proof(record.id, signal), registry.logKey(signal)]);
      const memory = new Memory(registry.base);
      const steps = await verify({ record, packet, proof, key, remembered: memory.key });
      result.replaceChildren(...outcome(steps), changedKey(memory, key, () => button.click()));
      memory.first(key, steps);
    } catch (failure) {
      if (failure.name !== "AbortError") {
        result.replaceChildren(h("p", { class: "verdict fails" }, `Nothing could be checked. ${failure.message}`));
      }
    }
    running = false;
  });
  return h("section", { class: "verification" },
    h("h3", {}, "Verify"),
    h("p", { class: "aside" }, "Your browser checks that these are the bytes in the signed log. That proves what was proposed. It approves nothing."),
    h("p", { class: "buttons" }, button),
    result);
}

function outcome(steps) {
  const failed = steps.filter((step) => step.state === "fails").length;
  const left = steps.filter((step) => step.state === "open").length;
  const verdict = failed > 0 ? ["fails", "This does not hold. Do not rely on what is shown here."]
    : left > 0 ? ["open", "What could be checked holds. Not everything could."]
      : ["holds", "Every check holds. The record is still not approved."];
  return [
    h("p", { class: `verdict ${verdict[0]}` }, verdict[1]),
    h("ol", { class: "steps" }, steps.map(({ name, state, detail }) =>
      h("li", { class: state },
        h("span", { class: "sign", "aria-hidden": "true" }, MARKS[state].sign),
        h("span", { class: "name" }, h("span", { class: "unseen-label" }, `${MARKS[state].said}: `), name),
        h("span", { class: "detail", dir: "auto" }, detail)))),
  ];
}

/** Offers to remember a key that the operator replaced. */
function changedKey(memory, key, again) {
  if (memory.key === null || memory.key === key.trim()) {
    return "";
  }
  return h("p", { class: "buttons" }, h("button", {
    type: "button",
    class: "plain",
    onclick: () => {
      memory.keep(key);
      again();
    },
  }, "The operator told me of the new key: remember it"));
}

/** The first key of the log that this browser saw with a record of which no check failed. */
class Memory {
  constructor(base) {
    this.name = `execution-requests.log-key:${base}`;
    this.key = read("localStorage", this.name);
  }

  first(key, steps) {
    const isRead = steps.some((step) => step.name === "Log key" && step.state === "holds");
    if (this.key === null && isRead && steps.every((step) => step.state !== "fails")) {
      this.keep(key);
    }
  }

  keep(key) {
    write("localStorage", this.name, key.trim());
  }
}
