/**
 * The pane with the list: reads pages of records, keeps them up to date, and reports if it cannot.
 */

import { together } from "./burst.js";
import { count, h } from "./dom.js";
import { Filters } from "./filters.js";
import { RecordList } from "./list.js";
import { Problem } from "./registry.js";
import { connection, nothingHere, skeleton, tokenForm, trouble } from "./states.js";
import { Updates } from "./updates.js";

const PAGE = 50;

const RETRY_MS = 5000;

/** After this many arrivals the list is cut to a page, so that it does not grow for days; later if the reader is below its start. */
const MAX_ARRIVALS = 200;
const MAX_ARRIVALS_WHILE_READ = 2000;

export class Browse {
  #updates = null;
  #loading = new AbortController();
  #retry = null;
  #next = null;
  #tag = null;
  #after = null;
  #refused = false;
  #arrivals = 0;
  #recorded = together((records) => this.#burst(records));
  #status = h("p", { class: "status" });
  #announced = h("p", { class: "unseen-label", role: "status" });
  #forget = h("button", { type: "button", class: "plain", hidden: true, onclick: () => this.#useToken(null) }, "Forget the access token");

  /**
   * @param registry the registry to read
   * @param options.mode "stream" or "poll"
   * @param options.seconds between two polls
   * @param options.links prefix of an id in a link to a record, or null for buttons
   * @param on.open called with the id of the record to show, and the event
   * @param on.token called when another token is used
   */
  constructor(registry, options, on) {
    this.registry = registry;
    this.options = options;
    this.on = on;
    this.filters = new Filters(() => this.#load());
    this.list = new RecordList(options.links, { open: on.open, older: () => this.#older() });
    this.node = h("section", { class: "pane list", "aria-labelledby": "heading" },
      h("header", {}, h("h2", { id: "heading" }, "Execution requests"), this.#status),
      h("p", { class: "aside" }, "Proposals on record. None of them is approved here."),
      this.filters.node, this.list.node, this.#forget, this.#announced);
  }

  /** Reads the first page, and then what is new. */
  async start(again = false) {
    this.#forget.hidden = !this.registry.hasToken;
    if (!(await this.#load(again)) || this.#updates) {
      return;
    }
    this.filters.offer(this.registry);
    this.#say(this.options.mode === "poll" ? "polling" : "opening");
    this.#updates = new Updates(this.registry, this.options.mode, this.options.seconds, {
      refresh: (signal) => this.#refresh(signal),
      recorded: (record) => {
        this.#known([record]);
        this.#recorded(record);
      },
      after: () => this.#after,
      another: () => this.#another(),
      state: (state, failure, pause) => this.#say(state, pause),
      refused: (problem) => this.#failed(problem),
    });
  }

  stop() {
    this.#updates?.end();
    this.#updates = null;
    this.#loading.abort();
    clearTimeout(this.#retry);
  }

  /** Reads the first page again. Returns whether it could be read. */
  async #load(again = false) {
    this.#loading.abort();
    clearTimeout(this.#retry);
    const { signal } = (this.#loading = new AbortController());
    this.list.busy = true;
    if (this.list.isEmpty && !again) {
      this.list.say(skeleton());
    }
    try {
      const page = await this.registry.list(this.#query(), { signal });
      this.#refused = false;
      this.list.replace(page.items);
      this.#firstPage(page);
      this.list.say(page.items.length > 0 ? "" : nothingHere(this.filters));
      this.#announced.textContent = page.items.length > 0 ? `${count(page.items.length, "record")} listed.` : "No record is listed.";
      return true;
    } catch (failure) {
      if (!signal.aborted) {
        this.#failed(failure);
      }
      return false;
    } finally {
      if (this.#loading.signal === signal) {
        this.list.busy = false;
      }
    }
  }

  #query() {
    return { ...this.filters.parameters, limit: PAGE };
  }

  #firstPage(page) {
    this.#tag = page.tag;
    this.#next = page.next_cursor;
    this.#arrivals = 0;
    this.list.hasOlder = this.#next !== null;
    if (!this.filters.active) {
      this.#after ??= -1;
      this.#known(page.items);
    }
  }

  #another() {
    this.#after = null;
    return this.#load();
  }

  /** Remembers the log index after which the stream has something new. */
  #known(records) {
    for (const { log_index: index } of records) {
      this.#after = Math.max(this.#after ?? index, index);
    }
  }

  async #older() {
    const { signal } = this.#loading;
    const from = this.#next;
    if (this.list.busy) {
      return;
    }
    this.list.busy = true;
    try {
      const page = await this.registry.list({ ...this.#query(), cursor: from }, { signal });
      // unless the list was cut in the meantime and has another end
      if (from === this.#next) {
        this.list.append(page.items);
        this.#next = page.next_cursor;
        this.list.hasOlder = this.#next !== null;
        this.#announced.textContent = `${count(page.items.length, "older record")} added at the end.`;
      }
    } catch (failure) {
      if (!signal.aborted) {
        this.#announced.textContent = failure.message;
        this.list.trouble = failure.message;
      }
    }
    if (!signal.aborted) {
      this.list.busy = false;
    }
  }

  /** Reads the first page again, and adds what is new. */
  async #refresh(signal) {
    if (this.#refused) {
      return;
    }
    const asked = this.filters.shown;
    const page = await this.registry.list(this.#query(), { signal, tag: this.#tag });
    if (page === null || asked !== this.filters.shown) {
      return;
    }
    const newest = this.list.newest;
    const fresh = newest === null ? page.items : page.items.filter((record) => record.log_index > newest);
    if (newest === null || (fresh.length === page.items.length && page.next_cursor !== null)) {
      // more arrived than fits on a page: "Show older records" leads to the rest
      this.list.replace([]);
      this.#firstPage(page);
    }
    this.#tag = page.tag;
    this.#arrived(fresh);
  }

  /** Takes records from the stream, the oldest first. */
  #burst(records) {
    if (!this.filters.active) {
      this.#arrived(records.reverse());
      return;
    }
    // the registry decides which of them match; the stream reports if the registry does not answer
    this.#refresh(this.#loading.signal).catch(() => {});
  }

  #arrived(records) {
    const newest = this.list.newest ?? -1;
    const fresh = this.list.prepend(records.filter((record) => record.log_index > newest));
    if (fresh.length === 0) {
      return;
    }
    this.#arrivals += fresh.length;
    if (this.#arrivals > (this.list.isRead ? MAX_ARRIVALS_WHILE_READ : MAX_ARRIVALS)) {
      this.#shorten();
    }
    this.list.say();
    this.list.hasOlder = this.#next !== null;
    if (!this.filters.active) {
      this.#known(fresh);
    }
    this.#announced.textContent = fresh.length === 1 ? `New proposal, not approved: ${fresh[0].title}` : `${fresh.length} new proposals, not approved.`;
  }

  /** Cuts the list to the current first page; older records can be loaded again. */
  async #shorten() {
    const { signal } = this.#loading;
    this.#arrivals = 0;
    try {
      const page = await this.registry.list(this.#query(), { signal });
      if (page.items.length > 0) {
        this.list.dropBefore(page.items.at(-1).log_index);
        this.#firstPage(page);
        this.#arrived(page.items);
      }
    } catch {
      // tried again after the same number of arrivals
    }
  }

  #failed(failure) {
    const locked = failure instanceof Problem && (failure.status === 401 || failure.status === 403);
    this.#refused = failure instanceof Problem && failure.status < 500;
    this.list.replace([]);
    this.list.hasOlder = false;
    if (locked) {
      this.stop();
      this.#status.replaceChildren();
    }
    if (locked && this.registry.takesToken) {
      this.list.say(tokenForm(failure, (token) => this.#useToken(token)));
      return;
    }
    this.list.say(trouble(failure, () => this.start()));
    if (!this.#refused) {
      this.#retry = setTimeout(() => this.start(true), RETRY_MS);
    }
  }

  #useToken(token) {
    this.registry.token = token;
    this.stop();
    this.list.replace([]);
    this.start();
    this.on.token();
  }

  #say(state, pause) {
    this.#status.className = `status ${state}`;
    this.#status.textContent = connection(state, this.options.seconds, pause);
  }
}
