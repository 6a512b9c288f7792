/**
 * One record in full. It shows what is proposed, and offers nothing that would approve or start it.
 */

import { count, download, h, quoted, time } from "./dom.js";
import { packetSection } from "./packet.js";
import { verification } from "./verification.js";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Makes the view of a record.
 *
 * @param record the record
 * @param context.registry where it is from
 * @param context.way makes a link or button that opens another record: (id, text) => node
 * @param context.signal ends what the view asks for, when another one takes its place
 */
export function recordView(record, context) {
  const packet = packetSection(record, context);
  return h("article", { "aria-labelledby": "title" },
    banner(record),
    h("header", {},
      h("h2", { id: "title", tabindex: "-1" }, quoted(record.title)),
      h("p", { class: "by" }, "Proposed by ", quoted(record.requested_by, "strong"), ", recorded ", time(record.submitted_at), " as ",
        h("span", { class: "code" }, `#${record.log_index}`), " by ", quoted(record.submitted_by)),
      supersession(record, context)),
    section("Task", h("p", { class: "lead" }, quoted(record.task_shape.name)), quoted(record.task_shape.summary, "p", { class: "prose" })),
    section("Where", facts([
      ["Target repository", quoted(record.target_repository, "span", { class: "code" })],
      ["Work items", h("span", { class: "items" }, record.work_items.map((item) => h("span", { class: "item" }, item)))],
      ["Backend", record.backend === null ? none("none named") : [quoted(record.backend, "span", { class: "code" }), h("span", { class: "aside" }, " named, not activated")]],
      ["Allowed paths", codes(record.allowed_paths)],
    ])),
    command(record.harness_command),
    section("Proof pointers", h("ul", { class: "pointers" }, record.proof_pointers.map((pointer) => proofPointer(pointer, context)))),
    section("Blocked actions", h("p", { class: "aside" }, "What this proposal itself says must not happen."), codes(record.blocked_actions)),
    record.notes === null ? null : section("Notes", quoted(record.notes, "p", { class: "prose" })),
    approval(record),
    record.unrecognized_fields.length === 0 ? null : section("Not interpreted",
      h("p", { class: "aside" }, `The packet has ${count(record.unrecognized_fields.length, "further field")}. The registry keeps them in the bytes below, and reads nothing into them.`),
      codes(record.unrecognized_fields)),
    packet.node,
    verification(record, packet.bytes, context),
    links(record, context));
}

function banner(record) {
  return h("p", { class: "banner", role: "note" }, h("strong", {}, "Not approved."), " Execution not allowed. Approval by ",
    quoted(record.approval_required_from), " is still required.");
}

/** What every record says. One that says otherwise is not from a registry that works. */
const FLAGS = { approval_granted: false, execution_allowed: false, runtime_default_activation: false, approval_required: true };

function approval(record) {
  const wrong = Object.keys(FLAGS).filter((name) => record[name] !== FLAGS[name]);
  return section("Approval",
    wrong.length === 0 ? null : h("p", { class: "verdict fails" },
      `No record can say this of ${wrong.join(", ")}. It approves nothing; ask the registry's operator what happened.`),
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

function none(text) {
  return h("span", { class: "aside" }, text);
}

function command({ argv, working_directory: directory, environment = {} }) {
  const variables = Object.entries(environment);
  return h("section", {},
    h("h3", {}, "Harness command ", h("em", { class: "never" }, "recorded, never run")),
    h("ol", { class: "argv", start: "0" }, argv.map((argument, i) =>
      h("li", {}, h("span", { class: "place", "aria-hidden": "true" }, String(i)), quoted(argument, "span", { class: "code" })))),
    facts([
      ["Working directory", directory === undefined ? none("the repository's root") : quoted(directory, "span", { class: "code" })],
      ["Environment", variables.length === 0 ? none("nothing set")
        : h("ul", { class: "codes" }, variables.map(([name, value]) =>
          h("li", {}, quoted(name, "span", { class: "code" }), h("span", { class: "aside" }, " = "), quoted(value, "span", { class: "code" }))))],
    ]));
}

/** A pointer is text: nothing in a packet becomes a link to elsewhere. */
function proofPointer({ kind, ref, sha256 }, context) {
  const isRecord = kind === "record" && ID.test(ref);
  return h("li", {},
    h("span", { class: "kind" }, kind),
    isRecord ? context.way(ref, ref) : quoted(ref, "span", { class: "code" }),
    sha256 ? h("span", { class: "fine" }, "SHA-256 ", h("span", { class: "code" }, sha256)) : null);
}

/** What this record replaces, and what was proposed in its place since. */
function supersession(record, { registry, way, signal }) {
  const node = h("div", { class: "supersession" });
  if (record.supersedes !== null) {
    node.append(h("p", {}, "Replaces the proposal ", way(record.supersedes, record.supersedes), ", which stays as it is."));
  }
  registry.list({ supersedes: record.id, limit: 5 }, { signal }).then(({ items }) => {
    for (const later of items) {
      node.append(h("p", { class: "later" }, "A later proposal replaces this one: ", way(later.id, later.title)));
    }
  }).catch(() => {
    // it is said elsewhere that the registry does not answer
  });
  return node;
}

function links(record, { registry }) {
  const said = h("p", { class: "aside", role: "status" });
  const named = (name, part, accept, ending) => {
    const url = registry.recordUrl(record.id, part);
    // a browser sends no token along with a link, so the bytes are fetched where one is needed
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
