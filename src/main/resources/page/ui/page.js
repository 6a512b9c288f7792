/**
 * Keeps the address /#/<id> and the page's title in step with the record that is shown.
 */

import "./execution-requests.js";

const TITLE = document.title;

const reader = document.querySelector("execution-requests");

function follow() {
  const id = location.hash.startsWith("#/") ? location.hash.slice(2) : null;
  document.title = TITLE;
  reader.selected = id || null;
}

/** A tab or a bookmark shows only the start of a title, so the registry's own words come first. */
reader.addEventListener("record-shown", (event) => {
  document.title = `Proposal, not approved: ${event.detail.title} · ${TITLE}`;
});

reader.addEventListener("selected-change", (event) => {
  const { id } = event.detail;
  history.pushState(null, "", id === null ? location.pathname : `#/${id}`);
  if (id === null) {
    document.title = TITLE;
  }
});

addEventListener("hashchange", follow);
follow();
