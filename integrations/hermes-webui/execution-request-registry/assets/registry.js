/**
 * Reads the registry over HTTP. It can only read: the only method here is GET.
 */

const RECORDS = "/api/v1/execution-requests";

const TIMEOUT_MS = 15_000;

/** A refusal by the registry (RFC 9457) or by a proxy in front of it. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

/** No answer, or one that did not come from the registry. */
export class Unreachable extends Error {}

export class Registry {
  #token;

  /** @param base the prefix of all paths; empty if the registry itself serves the page */
  constructor(base) {
    this.base = base.replace(/\/+$/, "");
    this.#token = this.takesToken ? read("sessionStorage", "execution-requests.token") : null;
  }

  /** Behind a prefix, a proxy passes requests on, and must not see a token. */
  get takesToken() {
    return this.base === "";
  }

  get hasToken() {
    return this.#token !== null;
  }

  set token(token) {
    this.#token = this.takesToken ? token : null;
    write("sessionStorage", "execution-requests.token", this.#token);
  }

  url(path, parameters = {}) {
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null && value !== ""));
    return this.base + path + (query.size > 0 ? `?${query}` : "");
  }

  recordUrl(id, part = "") {
    return this.url(`${RECORDS}/${encodeURIComponent(id)}${part}`);
  }

  /** A page of records; null if the tag of an earlier answer is still current. */
  async list(parameters, { signal, tag } = {}) {
    const headers = tag ? { "If-None-Match": tag } : {};
    const response = await this.get(this.url(RECORDS, parameters), { signal, headers, accept: "application/json" });
    return response.status === 304 ? null : { ...(await body(response, "json")), tag: response.headers.get("ETag") };
  }

  async record(id, signal) {
    return body(await this.get(this.recordUrl(id), { signal, accept: "application/json" }), "json");
  }

  async packet(id, mediaType, signal) {
    return this.bytes(this.recordUrl(id, "/packet"), mediaType, signal);
  }

  /** The record's proof, a C2SP tlog-proof. */
  async proof(id, signal) {
    return body(await this.get(this.recordUrl(id, "/proof"), { signal, accept: "text/plain" }), "text");
  }

  async logKey(signal) {
    return body(await this.get(this.url("/log/key"), { signal, accept: "text/plain" }), "text");
  }

  async repositories(signal) {
    return (await body(await this.get(this.url("/api/v1/repositories"), { signal, accept: "application/json" }), "json")).items;
  }

  /** The target of a link, for a browser that would not send the token with it. */
  async bytes(url, accept, signal) {
    return new Uint8Array(await body(await this.get(url, { signal, accept }), "arrayBuffer"));
  }

  /** The stream's answer, of any status. The caller ends it with the signal. */
  async openStream(after, signal) {
    const url = this.url("/api/v1/stream", after === null ? {} : { after: String(after) });
    return this.#fetch(url, { headers: this.#headers("text/event-stream"), cache: "no-store", signal });
  }

  async get(url, { signal, accept, headers = {} }) {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await this.#fetch(url, {
      headers: { ...this.#headers(accept), ...headers },
      cache: "no-store",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (response.ok || response.status === 304) {
      return response;
    }
    throw await problem(response);
  }

  #headers(accept) {
    return { Accept: accept, ...(this.#token ? { Authorization: `Bearer ${this.#token}` } : {}) };
  }

  async #fetch(url, options) {
    try {
      return await fetch(url, options);
    } catch (failure) {
      throw lost(failure);
    }
  }
}

/** Reads the body of an answer as "json", "text" or "arrayBuffer". */
async function body(response, form) {
  try {
    return await response[form]();
  } catch (failure) {
    throw failure instanceof SyntaxError ? new Unreachable("The answer did not come from the registry.") : lost(failure);
  }
}

/** A failure of fetch, before or during the answer, as a message for the reader. */
function lost(failure) {
  if (failure.name === "AbortError") {
    return failure;
  }
  return new Unreachable(failure.name === "TimeoutError" ? "The registry did not answer in time." : "The registry cannot be reached.");
}

export async function problem(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // perhaps a proxy's page; only the status is usable
  }
  const said = (value) => (typeof value === "string" ? value : "");
  return new Problem(response.status, said(body.title) || `Answer ${response.status}`, said(body.detail) || said(body.error));
}

/** Reads an item of the browser's storage; null if there is none, or no storage is allowed, whose getter then throws. */
export function read(storage, name) {
  try {
    return globalThis[storage].getItem(name);
  } catch {
    return null;
  }
}

export function write(storage, name, value) {
  try {
    if (value === null) {
      globalThis[storage].removeItem(name);
    } else {
      globalThis[storage].setItem(name, value);
    }
    return true;
  } catch {
    return false;
  }
}
