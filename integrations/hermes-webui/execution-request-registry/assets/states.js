/**
 * The states without a record.
 */

import { h } from "./dom.js";
import { Unreachable } from "./registry.js";

export function skeleton() {
  return h("div", { class: "skeleton" }, h("span", { class: "unseen-label" }, "Loading…"),
    [1, 2, 3, 4].map(() => h("div", { "aria-hidden": "true" }, h("i"), h("i"), h("i"))));
}

/** A short description of how the list is kept up to date. */
export function connection(state, seconds, pause) {
  return {
    opening: "Connecting",
    live: "Live",
    polling: `Refreshes every ${seconds} s`,
    lost: `Not reached, next try in ${Math.ceil(pause / 1000)} s`,
  }[state];
}

export function nothingHere(filters) {
  return filters.active
    ? h("div", { class: "notice" }, h("p", { class: "lead" }, "No record matches."),
      h("button", { type: "button", onclick: () => filters.clear() }, "Clear filters"))
    : h("div", { class: "notice" }, h("p", { class: "lead" }, "Nothing is recorded yet."),
      h("p", {}, "A proposal appears here as soon as it is recorded."));
}

/** A refusal, in the registry's words, or the lack of an answer. */
export function trouble(failure, again) {
  const away = failure instanceof Unreachable;
  return h("div", { class: "notice trouble", role: "alert" },
    h("p", { class: "lead" }, away ? "No connection" : failure.title ?? "This cannot be shown"),
    h("p", { dir: "auto" }, failure.message),
    h("button", { type: "button", onclick: again }, "Try again"));
}

/** Asks for an access token, which stays in this tab. */
export function tokenForm(problem, use) {
  const input = h("input", { type: "password", id: "token", autocomplete: "off", required: true, maxlength: 4096, "aria-describedby": "token-note" });
  return h("form", {
    class: "notice token",
    onsubmit: (event) => {
      event.preventDefault();
      use(input.value.trim());
    },
  },
  h("p", { class: "lead" }, "Reading needs a token"),
  h("p", { dir: "auto", role: "alert" }, problem.message),
  h("label", { for: "token" }, "Access token"), input,
  h("p", { id: "token-note", class: "aside" }, "The token stays in this tab and is sent to this registry only. It needs the role read."),
  h("button", { type: "submit" }, "Read"));
}
