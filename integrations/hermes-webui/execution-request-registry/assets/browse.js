/**
 * The pane with the list: it reads pages of records, keeps them up to date, and says what is the matter where it cannot.
 */

import { count, h } from "./dom.js";
import { Filters } from "./filters.js";
import { RecordList } from "./list.js";
import { Problem } from "./registry.js";
import { nothingHere, skeleton, tokenForm, trouble } from "./states.js";
import { Updates } from "./updates.js";

const PAGE = 50;

/** Records of a burst are shown together. */
const TOGETHER_MS = 100;

const RETRY_MS = 5000;

export class Browse {
  #updates = null;
  #loading = new AbortController();
  #retry = null;
  #next = null;
  #tag = null;
  #after = null;
  #refused = false;
  #arriving = [];
  #offered = false;

  #status = h("p", { class: "status" });
  #announced = h("p", { class: "unseen-label", role: "status" });
  #forget = h("button", { type: "button", class: "plain", hidden: true, onclick: () => this.#useToken(null) }, "Forget the access token");

  /**
   * @param registry what to read
   * @param options.mode "stream" or "poll"
   * @param options.seconds between two polls
   * @param options.links what stands before an id in a link to a record, or null for buttons
   * @param on.open takes the id of the record to be shown, and the event
   * @param on.token is called when another token is used
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

  /** Reads the first page, and from then on what comes. */
  async start(again = false) {
    this.#forget.hidden = !this.registry.hasToken;
    if (!(await this.#load(again)) || this.#updates) {
      return;
    }
    this.#offerRepositories();
    this.#say(this.options.mode === "poll" ? "polling" : "opening");
    this.#updates = new Updates(this.registry, this.options.mode, this.options.seconds, {
      refresh: (signal) => this.#refresh(signal),
      recorded: (record) => this.#recorded(record),
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

  #offerRepositories() {
    if (!this.#offered) {
      this.#offered = true;
      this.registry.repositories().then((found) => this.filters.offer(found)).catch(() => {
        // the other filters go on working
        this.#offered = false;
      });
    }
  }

  /** Reads the first page anew. Gives whether it could be read. */
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

  /** Remembers from where on the stream has something new. */
  #known(records) {
    for (const { log_index: index } of records) {
      this.#after = Math.max(this.#after ?? index, index);
    }
  }

  async #older() {
    const { signal } = this.#loading;
    this.list.busy = true;
    try {
      const page = await this.registry.list({ ...this.#query(), cursor: this.#next }, { signal });
      this.list.append(page.items);
      this.#next = page.next_cursor;
      this.list.hasOlder = this.#next !== null;
      this.#announced.textContent = `${count(page.items.length, "older record")} added at the end.`;
    } catch (failure) {
      if (!signal.aborted) {
        this.#announced.textContent = failure.message;
        this.#say("lost");
      }
    }
    this.list.busy = false;
  }

  /** Looks at the first page again, and adds what is new. */
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
      // more came than a page holds: what lies between is found by way of the older ones
      this.list.replace([]);
      this.#firstPage(page);
    }
    this.#tag = page.tag;
    this.#arrived(fresh);
  }

  /** Takes a record from the stream. */
  #recorded(record) {
    this.#known([record]);
    this.#arriving.push(record);
    if (this.#arriving.length === 1) {
      setTimeout(() => this.#together(), TOGETHER_MS);
    }
  }

  #together() {
    const records = this.#arriving.splice(0).reverse();
    if (!this.filters.active) {
      this.#arrived(records);
      return;
    }
    // which of them match is for the registry to say; whether it answers, the stream shows
    this.#refresh(this.#loading.signal).catch(() => {});
  }

  #arrived(records) {
    const fresh = this.list.prepend(records);
    if (fresh.length === 0) {
      return;
    }
    this.list.say();
    this.list.hasOlder = this.#next !== null;
    if (!this.filters.active) {
      this.#known(fresh);
    }
    this.#announced.textContent = fresh.length === 1 ? `New record: ${fresh[0].title}` : `${fresh.length} new records.`;
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
    const words = {
      opening: "Connecting",
      live: "Live",
      polling: `Refreshes every ${this.options.seconds} s`,
      lost: pause ? `Not reached, next try in ${Math.ceil(pause / 1000)} s` : "Not reached",
    };
    this.#status.className = `status ${state}`;
    this.#status.replaceChildren(words[state]);
  }
}
