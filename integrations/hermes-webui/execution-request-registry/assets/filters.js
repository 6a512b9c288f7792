/**
 * The form that narrows the list.
 */

import { h } from "./dom.js";

const FIELDS = [
  { name: "target_revision", label: "Target revision", placeholder: "40 or 64 hex digits", wide: true },
  { name: "work_item", label: "Work item", placeholder: "CTO-WORK-067" },
  { name: "requested_by", label: "Requested by" },
  { name: "packet_id", label: "Packet id" },
  { name: "submitted_by", label: "Submitted by" },
  { name: "submitted_after", label: "From (UTC)", type: "date" },
  { name: "submitted_before", label: "Until, inclusive (UTC)", type: "date" },
  { name: "packet_sha256", label: "SHA-256 of the packet", wide: true },
];

const DAY_MS = 86_400_000;

export class Filters {
  #offered = false;
  #repositories = h("select", { id: "target_repository", name: "target_repository" }, h("option", { value: "" }, "Any repository"));
  #number = h("span", { class: "number", hidden: true });
  #clear = h("button", { type: "button", class: "plain", hidden: true, onclick: () => this.clear() }, "Clear filters");

  /** @param onChange called when the filters ask for another list */
  constructor(onChange) {
    this.onChange = onChange;
    const words = h("input", { type: "search", name: "q", id: "q", maxlength: 200, placeholder: "Title, summary or notes", autocomplete: "off" });
    this.node = h("form", { role: "search", "aria-label": "Filter the records", onsubmit: (event) => this.#submit(event), onchange: () => this.#changed() },
      h("div", { class: "words" }, h("label", { for: "q", class: "unseen-label" }, "Search for words"), words,
        h("button", { type: "submit" }, "Search")),
      h("details", {}, h("summary", {}, "Filters ", this.#number),
        h("div", { class: "fields" },
          field("target_repository", "Repository", this.#repositories, true),
          FIELDS.map(({ name, label, type = "text", wide = false, placeholder = null }) =>
            field(name, label, h("input", { type, name, id: name, placeholder, autocomplete: "off", autocapitalize: "none", spellcheck: "false" }), wide)))),
      this.#clear);
    this.shown = "{}";
  }

  /** The query parameters for the registry. */
  get parameters() {
    const values = Object.fromEntries([...new FormData(this.node)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== ""));
    if (values.submitted_after) {
      values.submitted_after = `${values.submitted_after}T00:00:00Z`;
    }
    if (values.submitted_before) {
      values.submitted_before = `${new Date(Date.parse(values.submitted_before) + DAY_MS).toISOString().slice(0, 10)}T00:00:00Z`;
    }
    return values;
  }

  get active() {
    return Object.keys(this.parameters).length > 0;
  }

  /** Adds the admitted repositories as options, once the registry has named them. */
  async offer(registry) {
    if (!this.#offered) {
      this.#offered = true;
      try {
        this.#repositories.append(...(await registry.repositories()).map(({ name }) => h("option", { value: name }, name)));
      } catch {
        // the other filters still work
        this.#offered = false;
      }
    }
  }

  clear() {
    this.node.reset();
    this.#changed();
    this.node.elements.q.focus();
  }

  #submit(event) {
    event.preventDefault();
    this.#changed();
  }

  #changed() {
    const parameters = this.parameters;
    const folded = Object.keys(parameters).filter((name) => name !== "q").length;
    this.#number.hidden = folded === 0;
    this.#number.textContent = `${folded} in use`;
    this.#clear.hidden = !this.active;
    const shown = JSON.stringify(parameters);
    if (shown !== this.shown) {
      this.shown = shown;
      this.onChange();
    }
  }
}

function field(name, label, input, wide) {
  return h("div", { class: wide ? "field wide" : "field" }, h("label", { for: name }, label), input);
}
