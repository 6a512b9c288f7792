/**
 * Keeps the address and the title of the page in step with the record that is shown: /#/<id>.
 */

import "./execution-requests.js";

const TITLE = document.title;

const reader = document.querySelector("execution-requests");

function follow() {
  const id = location.hash.startsWith("#/") ? location.hash.slice(2) : null;
  document.title = TITLE;
  reader.selected = id || null;
}

reader.addEventListener("record-shown", (event) => {
  document.title = `${event.detail.title} · ${TITLE}`;
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
