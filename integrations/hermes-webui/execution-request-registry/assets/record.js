/**
 * One record in full. It shows what is proposed and has no control that approves or starts it.
 */

import { argument, download, h, quoted, time } from "./dom.js";
import { packetSection } from "./packet.js";
import { verification } from "./verification.js";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Makes the view of a record.
 *
 * @param record the record
 * @param context.registry the registry that it was read from
 * @param context.way makes a link or button that opens another record: (id, ...content) => node
 * @param context.signal aborts the view's requests when another view replaces it
 */
export function recordView(record, context) {
  const packet = packetSection(record, context);
  return h("article", { "aria-labelledby": "title" },
    banner(record),
    h("header", {},
      heading(record),
      h("p", { class: "by" }, "Proposed by ", quoted(record.requested_by, "strong"), ", recorded ", time(record.submitted_at), " as ",
        h("span", { class: "code" }, `#${record.log_index}`), " by ", quoted(record.submitted_by)),
      supersession(record, context)),
    section("Task", h("p", { class: "lead" }, quoted(record.task_shape.name)), quoted(record.task_shape.summary, "p", { class: "prose" })),
    section("Where", facts([
      ["Target repository", target(record)],
      ["Work items", h("span", { class: "items" }, record.work_items.map((item) => h("span", { class: "item" }, item)))],
      ["Backend", record.backend === null ? none("none named") : [quoted(record.backend, "span", { class: "code" }), h("span", { class: "aside" }, " named, not activated")]],
      ["Allowed paths", codes(record.allowed_paths)],
    ])),
    command(record.harness_command),
    section("Proof pointers", h("ul", { class: "pointers" }, record.proof_pointers.map((pointer) => proofPointer(pointer, context)))),
    section("Blocked actions", h("p", { class: "aside" }, "What must not happen, according to this proposal itself."), codes(record.blocked_actions)),
    record.notes === null ? null : section("Notes", quoted(record.notes, "p", { class: "prose" })),
    approval(record),
    packet.node,
    verification(record, packet.bytes, context),
    links(record, context));
}

/** A title is text from the packet and may claim anything, so the registry's own words come first. */
function heading(record) {
  return h("h2", { id: "title", tabindex: "-1" },
    h("span", { class: "mark" }, "Proposal, not approved", h("span", { class: "unseen-label" }, ":")), " ", quoted(record.title));
}

function banner(record) {
  return h("p", { class: "banner", role: "note" }, h("strong", {}, "Not approved."), " Execution not allowed. Approval by ",
    quoted(record.approval_required_from), " is still required.");
}

/** The values of every record. A record with others does not come from a sound registry. */
const FLAGS = { approval_granted: false, execution_allowed: false, runtime_default_activation: false, approval_required: true };

function approval(record) {
  const wrong = Object.keys(FLAGS).filter((name) => record[name] !== FLAGS[name]);
  return section("Approval",
    wrong.length === 0 ? null : h("p", { class: "verdict fails" },
      `No record may have these values of ${wrong.join(", ")}. This record approves nothing. Ask the registry's operator what happened.`),
    facts([
      ...Object.keys(FLAGS).map((name) => [h("span", { class: "code" }, name), h("span", { class: "code" }, String(record[name]))]),
      ["Approval required from", quoted(record.approval_required_from)],
    ]));
}

function section(heading, ...content) {
  return h("section", {}, h("h3", {}, heading), content);
}

function facts(rows) {
  return h("dl", { class: "facts" }, rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function codes(texts) {
  return h("ul", { class: "codes" }, texts.map((text) => h("li", {}, quoted(text, "span", { class: "code" }))));
}

function target({ target_repository: repository, target_revision: revision }) {
  return [quoted(repository, "span", { class: "code" }), ...(revision ? [h("span", { class: "aside" }, " at revision "), quoted(revision, "span", { class: "code" })] : [])];
}

function none(text) {
  return h("span", { class: "aside" }, text);
}

function command({ argv, working_directory: directory, environment = {} }) {
  const variables = Object.entries(environment);
  return h("section", {},
    h("h3", {}, "Harness command ", h("em", { class: "never" }, "recorded, never run")),
    h("ol", { class: "argv", start: "0" }, argv.map((element, i) =>
      h("li", {}, h("span", { class: "place", "aria-hidden": "true" }, String(i)), quoted(argument(element), "span", { class: "code" })))),
    facts([
      ["Working directory", directory === undefined ? none("the repository's root") : quoted(directory, "span", { class: "code" })],
      ["Environment", variables.length === 0 ? none("nothing set")
        : h("ul", { class: "codes" }, variables.map(([name, value]) =>
          h("li", {}, quoted(name, "span", { class: "code" }), h("span", { class: "aside" }, " = "), quoted(argument(value), "span", { class: "code" }))))],
    ]));
}

/** A pointer is text: nothing in a packet becomes a link to another site. */
function proofPointer({ kind, ref, sha256 }, context) {
  const isRecord = kind === "record" && ID.test(ref);
  return h("li", {},
    h("span", { class: "kind" }, kind),
    isRecord ? context.way(ref, quoted(ref)) : quoted(ref, "span", { class: "code" }),
    sha256 ? h("span", { class: "fine" }, "SHA-256 ", h("span", { class: "code" }, sha256)) : null);
}

/** The record that this one replaces, and the later proposals that replace this one. */
function supersession(record, { registry, way, signal }) {
  const node = h("div", { class: "supersession" });
  if (record.supersedes !== null) {
    node.append(h("p", {}, "Replaces the proposal ", way(record.supersedes, quoted(record.supersedes)), ", which stays as it is."));
  }
  registry.list({ supersedes: record.id, limit: 5 }, { signal }).then(({ items }) => {
    for (const later of items) {
      node.append(h("p", { class: "later" }, "A later proposal replaces this one: ", way(later.id, quoted(later.title), " ", h("span", { class: "not-approved" }, "(not approved)"))));
    }
  }).catch(() => {
    // the list already reports that the registry does not answer
  });
  return node;
}

function links(record, { registry }) {
  const said = h("p", { class: "aside", role: "status" });
  const named = (name, part, accept, ending) => {
    const url = registry.recordUrl(record.id, part);
    // a browser sends no token with a link, so the bytes are fetched if one is needed
    const fetched = async (event) => {
      event.preventDefault();
      try {
        download(await registry.bytes(url, accept), `${record.packet_id}.${ending}`, "application/octet-stream");
      } catch (failure) {
        said.textContent = failure.message;
      }
    };
    return h("li", {}, h("a", { href: url, target: "_blank", rel: "noopener", onclick: (event) => registry.hasToken && fetched(event) },
      name, h("span", { class: "unseen-label" }, " (opens in a new tab)")));
  };
  return h("section", {}, h("h3", {}, "Raw"),
    h("ul", { class: "links" },
      named("Record", "", "application/json", "record.json"),
      named("Packet", "/packet", record.packet.media_type, "packet"),
      named("Proof", "/proof", "text/plain", "tlog-proof"),
      named("Checked afresh by the registry", "/validation", "application/json", "validation.json")),
    said);
}
