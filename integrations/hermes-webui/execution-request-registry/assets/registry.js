/**
 * Reads the registry over HTTP. It can only read: there is no other method here than GET.
 */

const RECORDS = "/api/v1/execution-requests";

const TIMEOUT_MS = 15_000;

/** A refusal by the registry (RFC 9457), or by what stands before it. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

/** No answer, or none that the registry could have given. */
export class Unreachable extends Error {}

export class Registry {
  #token;

  /** The prefix of all its paths; empty where the page comes from the registry itself. */
  constructor(base) {
    this.base = base.replace(/\/+$/, "");
    this.#token = this.takesToken ? read("sessionStorage", "execution-requests.token") : null;
  }

  /** Behind a prefix somebody else passes requests on, who must not see a token. */
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

  /** A page of records. With the tag of an earlier answer, null where that still holds. */
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

  /** Whatever a link leads to, for a reader whose browser would not send the token along. */
  async bytes(url, accept, signal) {
    return new Uint8Array(await body(await this.get(url, { signal, accept }), "arrayBuffer"));
  }

  /** The stream's answer, whatever its status. The caller ends it by the signal. */
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

/** Reads an answer to its end, as "json", "text" or "arrayBuffer". */
async function body(response, form) {
  try {
    return await response[form]();
  } catch (failure) {
    throw failure instanceof SyntaxError ? new Unreachable("What answered is not the registry.") : lost(failure);
  }
}

/** What fetch throws, before the answer or within it, in words for a reader. */
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
    // a proxy's page, perhaps; the status has to do
  }
  const said = (value) => (typeof value === "string" ? value : "");
  return new Problem(response.status, said(body.title) || `Answer ${response.status}`, said(body.detail) || said(body.error));
}

/** Reads what this browser keeps; null where it keeps nothing, or may not: then even naming the storage throws. */
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
