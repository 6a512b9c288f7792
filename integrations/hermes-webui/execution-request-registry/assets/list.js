/**
 * The records as a list, newest first. Items keep their elements while others are added, so the reader keeps focus and
 * scroll position.
 */

import { h, quoted, scrollerOf, time } from "./dom.js";

export class RecordList {
  #items = new Map();
  #list = h("ol", { class: "records", onkeydown: (event) => this.#arrows(event) });
  #state = h("div", { class: "state" });
  #older = h("button", { type: "button", class: "older", hidden: true, onclick: () => this.on.older() }, "Show older records");
  #end = h("p", { class: "end", hidden: true });

  /**
   * @param links prefix of an id in a link to a record, or null for buttons
   * @param on.open called with the id to show, and the event
   * @param on.older called to load the next page
   */
  constructor(links, on) {
    this.links = links;
    this.on = on;
    this.node = h("div", {}, this.#state, this.#list, this.#older, this.#end);
  }

  /** The newest log index in the list, or null. */
  get newest() {
    const first = this.#items.values().next().value;
    return first ? first.record.log_index : null;
  }

  /** The record with this id, if it is in the list. */
  get(id) {
    return this.#items.get(id)?.record;
  }

  get isEmpty() {
    return this.#items.size === 0;
  }

  replace(records) {
    this.#items.clear();
    this.#list.replaceChildren();
    this.append(records);
  }

  append(records) {
    const added = records.filter((record) => !this.#items.has(record.id)).map((record) => this.#item(record));
    this.#list.append(...added.map((item) => item.node));
    added.forEach((item) => this.#items.set(item.id, item));
    this.#mark();
  }

  /** Adds records, newest first, before all others. Returns those that are new to the list. */
  prepend(records) {
    const fresh = records.filter((record) => !this.#items.has(record.id));
    if (fresh.length === 0) {
      return fresh;
    }
    const scroller = scrollerOf(this.#list);
    const reading = scroller.scrollTop > 8 ? this.#list.firstElementChild : null;
    const before = reading?.getBoundingClientRect().top;
    const added = fresh.map((record) => this.#item(record));
    added.forEach((item) => item.node.classList.add("arrived"));
    this.#list.prepend(...added.map((item) => item.node));
    this.#items = new Map([...added.map((item) => [item.id, item]), ...this.#items]);
    if (reading) {
      scroller.scrollTop += reading.getBoundingClientRect().top - before;
    }
    this.#mark();
    return fresh;
  }

  /** Removes the records before a log index. */
  dropBefore(index) {
    for (const [id, { node, record }] of [...this.#items]) {
      if (record.log_index < index) {
        node.remove();
        this.#items.delete(id);
      }
    }
  }

  /** Whether the reader may be below the newest records. */
  get isRead() {
    return scrollerOf(this.#list).scrollTop > 8 || this.#list.contains(this.#list.getRootNode().activeElement);
  }

  /** Shows a state instead of records, or nothing. */
  say(...nodes) {
    this.#state.replaceChildren(...nodes);
  }

  get busy() {
    return this.node.getAttribute("aria-busy") === "true";
  }

  set busy(busy) {
    this.node.setAttribute("aria-busy", String(busy));
  }

  /** Whether there are older records to load. */
  set hasOlder(older) {
    this.#older.hidden = !older;
    this.#end.hidden = older || this.isEmpty;
    this.#end.textContent = "No older record.";
  }

  /** Shows why older records could not be loaded. */
  set trouble(sentence) {
    this.#end.hidden = false;
    this.#end.textContent = sentence;
  }

  set selected(id) {
    this.selectedId = id;
    this.#mark();
  }

  /** Focuses a record, or the first one if that record is not in the list. */
  focus(id) {
    (this.#items.get(id) ?? this.#items.values().next().value)?.way.focus();
  }

  #mark() {
    for (const [id, { way }] of this.#items) {
      if (id === this.selectedId) {
        way.setAttribute("aria-current", "true");
      } else {
        way.removeAttribute("aria-current");
      }
    }
  }

  #item(record) {
    const open = (event) => this.on.open(record.id, event);
    const way = this.links === null ? h("button", { type: "button", onclick: open }) : h("a", { href: this.links + record.id, onclick: open });
    way.classList.add("record");
    way.append(
      h("span", { class: "line" }, quoted(record.title, "span", { class: "title" }), h("span", { class: "mark" }, "Not approved")),
      h("span", { class: "line facts" }, target(record),
        record.work_items.slice(0, 3).map((item) => h("span", { class: "item" }, item)),
        record.work_items.length > 3 ? h("span", { class: "item" }, `${record.work_items.length - 3} more`) : null),
      h("span", { class: "line fine" }, quoted(record.packet_id, "span", { class: "code" })),
      h("span", { class: "line fine" }, h("span", {}, "by ", quoted(record.requested_by)), time(record.submitted_at)),
    );
    return { id: record.id, record, way, node: h("li", {}, way) };
  }

  #arrows(event) {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const next = step && event.target.closest("li")?.[step]?.firstElementChild;
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
}

/** The repository, and the first 12 characters of the revision, which the record shows in full. */
function target({ target_repository: repository, target_revision: revision }) {
  return h("span", {}, quoted(repository, "span", { class: "repository" }),
    revision ? [h("span", { class: "aside" }, " at "), quoted(revision.slice(0, 12), "span", { class: "revision" })] : null);
}
