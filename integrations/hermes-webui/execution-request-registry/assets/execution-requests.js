/**
 * <execution-requests>: shows the records of a request registry. It can only read.
 *
 *   base      prefix of the registry's paths; empty (the default) if the registry itself serves the page
 *   updates   "stream" (the default), which falls back to polling if there is no stream, or "poll"
 *   every     seconds between two polls, 5 by default
 *   links     prefix of a record's id in a link to it, such as "#/"; without it, records are buttons
 *   selected  the id of the record that is shown; also a property, null for none
 *
 * Events: "selected-change" with detail { id } when the reader chooses a record or returns to the list (id is null), and
 * "record-shown" with detail { id, title }. The title is text from the packet and may claim anything: a page that shows
 * it adds that this is a proposal, not approved. Colours follow the element's color-scheme.
 */

import { Browse } from "./browse.js";
import { h, scrollerOf } from "./dom.js";
import { recordView } from "./record.js";
import { Problem, Registry } from "./registry.js";
import { skeleton, trouble } from "./states.js";
import { sheet } from "./styles.js";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

class ExecutionRequests extends HTMLElement {
  static observedAttributes = ["selected"];

  #registry = null;
  #browse = null;
  #viewing = new AbortController();
  #takesFocus = false;
  #place = null;
  #detail = h("div", { class: "detail" });

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
  }

  get selected() {
    return this.getAttribute("selected");
  }

  set selected(id) {
    if (id === null) {
      this.removeAttribute("selected");
    } else {
      this.setAttribute("selected", id);
    }
  }

  connectedCallback() {
    this.#registry = new Registry(this.getAttribute("base") ?? "");
    this.#browse = new Browse(this.#registry, {
      mode: this.getAttribute("updates") === "poll" ? "poll" : "stream",
      seconds: Number(this.getAttribute("every") ?? 5),
      links: this.getAttribute("links"),
    }, {
      open: (id, event) => this.#choose(id, event),
      token: () => this.#show(),
    });
    const back = h("button", { type: "button", class: "back", onclick: () => this.#back() }, "Back to the list");
    const leave = (event) => event.key === "Escape" && this.#back();
    this.shadowRoot.replaceChildren(h("div", { class: "panes" }, this.#browse.node,
      h("section", { class: "pane reading", "aria-label": "Record", onkeydown: leave }, back, this.#detail)));
    this.#browse.start();
    this.#show();
  }

  disconnectedCallback() {
    this.#browse.stop();
    this.#viewing.abort();
    this.#browse = null;
  }

  attributeChangedCallback(name, before, now) {
    if (this.#browse && before !== now) {
      this.#show();
    }
  }

  /** Whether only one pane fits, and it shows the record. */
  get #onePane() {
    return getComputedStyle(this.#browse.node).display === "none";
  }

  #choose(id, event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    if (!this.selected) {
      const scroller = scrollerOf(this.#browse.list.node);
      this.#place = { scroller, top: scroller.scrollTop };
    }
    this.#takesFocus = true;
    if (this.selected === id) {
      this.#settle();
    } else {
      this.selected = id;
      this.#tell("selected-change", { id });
    }
  }

  /** Returns to the reader's place in the list. If both panes fit, the record stays beside it. */
  #back() {
    const id = this.selected;
    const one = this.#onePane;
    if (one) {
      this.selected = null;
      this.#tell("selected-change", { id: null });
    }
    this.#browse.list.focus(id);
    if (one && this.#place) {
      this.#place.scroller.scrollTop = this.#place.top;
    }
  }

  async #show() {
    this.#viewing.abort();
    const { signal } = (this.#viewing = new AbortController());
    const id = this.selected;
    this.shadowRoot.firstElementChild.classList.toggle("one", id !== null);
    this.#browse.list.selected = id;
    if (id === null) {
      this.#detail.replaceChildren(h("div", { class: "choose" }, h("p", { class: "lead" }, "Choose a record to read it in full."),
        h("p", {}, "A record describes a proposal: its repository, paths, command and evidence. "
          + "A record is never an approval, and nothing on this page can approve.")));
      return;
    }
    try {
      const record = this.#browse.list.get(id) ?? (await this.#read(id, signal));
      this.#detail.replaceChildren(recordView(record, { registry: this.#registry, way: (to, ...content) => this.#way(to, content), signal }));
      this.#settle();
      this.#tell("record-shown", { id, title: record.title });
    } catch (failure) {
      if (!signal.aborted) {
        this.#detail.replaceChildren(trouble(failure, () => this.#show()));
      }
    }
  }

  async #read(id, signal) {
    this.#detail.replaceChildren(skeleton());
    if (!ID.test(id)) {
      throw new Problem(404, "Not found", "What follows # in the address is not the id of a record.");
    }
    return this.#registry.record(id, signal);
  }

  /** Scrolls to the start of the record, and moves the focus there if the reader chose the record. */
  #settle() {
    this.#detail.parentElement.scrollTop = 0;
    if (this.#onePane) {
      this.scrollIntoView({ block: "start" });
    }
    if (this.#takesFocus) {
      this.#takesFocus = false;
      this.shadowRoot.getElementById("title")?.focus({ preventScroll: true });
    }
  }

  #way(id, content) {
    const links = this.getAttribute("links");
    const open = (event) => this.#choose(id, event);
    return links === null ? h("button", { type: "button", class: "plain", onclick: open }, content)
      : h("a", { href: links + id, onclick: open }, content);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

customElements.define("execution-requests", ExecutionRequests);
