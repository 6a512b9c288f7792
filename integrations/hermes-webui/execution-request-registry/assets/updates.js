/**
 * Keeps a list up to date: by the registry's stream or, if there is none, by polling with an ETag.
 */

import { Problem, problem } from "./registry.js";

const MAX_PAUSE_MS = 60_000;

/** The stream sends a comment every 15 s; after this long without one, the connection counts as lost. */
const SILENCE_TIMEOUT_MS = 45_000;

/** Statuses of a registry without a stream, or of a proxy that cannot pass one on. */
const NO_STREAM = new Set([404, 405, 406, 501]);

export class Updates {
  #ended = new AbortController();
  #wake = () => {};

  /**
   * @param registry the registry to read
   * @param mode "stream" or "poll"
   * @param seconds between two polls
   * @param on.refresh reads the head of the list again; rejects on failure
   * @param on.recorded called with each record of the stream
   * @param on.after returns the newest known log index, -1 if there is no record yet, or null if unknown
   * @param on.another reads the list again, because it belongs to another log
   * @param on.state called with "live", "polling" or "lost", the failure, and the milliseconds until the next attempt
   * @param on.refused called with a Problem that a retry does not solve
   */
  constructor(registry, mode, seconds, on) {
    this.registry = registry;
    this.interval = seconds * 1000;
    this.on = on;
    const signal = this.#ended.signal;
    document.addEventListener("visibilitychange", () => this.#wake(), { signal });
    globalThis.addEventListener("online", () => this.#wake(), { signal });
    (mode === "poll" ? this.#poll() : this.#stream()).catch((failure) => {
      if (!signal.aborted) {
        throw failure;
      }
    });
  }

  end() {
    this.#ended.abort();
    this.#wake();
  }

  get #over() {
    return this.#ended.signal.aborted;
  }

  async #poll() {
    let failures = 0;
    await this.#sleep(this.interval);
    while (!this.#over) {
      let pause = this.interval;
      try {
        await this.on.refresh(this.#ended.signal);
        failures = 0;
        this.on.state("polling");
      } catch (failure) {
        if (this.#over || this.#isRefusal(failure)) {
          return;
        }
        pause = backoff(this.interval, ++failures);
        this.on.state("lost", failure, pause);
      }
      await this.#sleep(document.hidden ? Math.max(pause, MAX_PAUSE_MS) : pause);
    }
  }

  async #stream() {
    let failures = 0;
    while (!this.#over) {
      if (document.hidden) {
        // a browser has few connections to one address; hidden tabs leave theirs to the others
        await this.#sleep(MAX_PAUSE_MS);
        continue;
      }
      let pause = 1000;
      try {
        const there = await this.#listen(() => (failures = 0));
        if (!there) {
          this.on.state("polling");
          return this.#poll();
        }
      } catch (failure) {
        if (this.#over || this.#isRefusal(failure)) {
          return;
        }
        pause = backoff(1000, ++failures);
        if (!document.hidden) {
          this.on.state("lost", failure, pause);
        }
      }
      await this.#sleep(pause);
    }
  }

  /** Listens until the stream ends. Returns false if there is no stream. */
  async #listen(onOpen) {
    const connection = new AbortController();
    const signal = AbortSignal.any([connection.signal, this.#ended.signal]);
    const leave = () => document.hidden && connection.abort();
    document.addEventListener("visibilitychange", leave, { signal });
    try {
      const after = this.on.after();
      const response = await this.registry.openStream(after, signal);
      const type = response.headers.get("Content-Type") ?? "";
      if (NO_STREAM.has(response.status) || (response.ok && !type.startsWith("text/event-stream"))) {
        return false;
      }
      if (response.status === 400 && after !== null) {
        // the log ends before that index, so the list belongs to another log
        await this.on.another();
        return true;
      }
      if (!response.ok) {
        throw await problem(response);
      }
      onOpen();
      this.on.state("live");
      if (after === null) {
        await this.on.refresh(signal);
      }
      await this.#read(response.body, connection);
      return true;
    } finally {
      connection.abort();
    }
  }

  async #read(body, connection) {
    let watchdog = null;
    const decoder = new TextDecoder();
    const reader = body.getReader();
    let text = "";
    try {
      for (;;) {
        clearTimeout(watchdog);
        watchdog = setTimeout(() => connection.abort(), SILENCE_TIMEOUT_MS);
        const { done, value } = await reader.read();
        if (done) {
          return;
        }
        text = (text + decoder.decode(value, { stream: true })).replaceAll("\r\n", "\n");
        const events = text.split("\n\n");
        text = events.pop();
        events.forEach((event) => this.#event(event));
      }
    } finally {
      clearTimeout(watchdog);
    }
  }

  /** One event of text/event-stream. The id is the log index, which the record contains too. */
  #event(block) {
    let name = "message";
    const data = [];
    for (const line of block.split("\n")) {
      const [, field, value] = line.match(/^([a-z]+): ?(.*)$/) ?? [];
      if (field === "event") {
        name = value;
      } else if (field === "data") {
        data.push(value);
      }
    }
    if (name === "recorded" && data.length > 0) {
      this.on.recorded(JSON.parse(data.join("\n")));
    }
  }

  #isRefusal(failure) {
    const refused = failure instanceof Problem && (failure.status === 401 || failure.status === 403);
    if (refused) {
      this.on.refused(failure);
    }
    return refused;
  }

  /** Waits, at most until the page becomes visible, the network returns, or the updates end. */
  #sleep(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        if (!document.hidden || this.#over) {
          clearTimeout(timer);
          resolve();
        }
      };
    });
  }
}

/** Doubles after each failure, up to a minute, with jitter so that readers do not return all at once. */
function backoff(first, failures) {
  return Math.min(MAX_PAUSE_MS, first * 2 ** Math.max(0, failures - 1)) * (0.75 + Math.random() / 2);
}
