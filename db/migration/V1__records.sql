-- The records. Everything here is append-only, and nothing here can say that a request was approved.
-- Runs as registry_owner; the roles and the schema come from db/roles.sql.

-- ---------------------------------------------------------------------------------------------------------------
-- What every table below refuses
-- ---------------------------------------------------------------------------------------------------------------

CREATE FUNCTION registry.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION '% on registry.% is refused: records are append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'AO001', HINT = 'Record a new request that supersedes the old one.';
END
$$;

COMMENT ON FUNCTION registry.refuse_change() IS
  'Refuses UPDATE, DELETE and TRUNCATE with SQLSTATE AO001. A statement trigger, so it fires for zero rows too.';

-- Flags as the packet's own bytes state them. Every occurrence counts, so a repeated member cannot hide a true one.
-- json and not jsonb: jsonb would refuse numbers and strings that no rule is about. \u0000 cannot become text, and
-- no rule needs it: it is read as U+FFFD.
CREATE FUNCTION registry.json_flags_are_false(packet bytea) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT count(*) = 3 AND count(DISTINCT member.key) = 3 AND bool_and(member.value::text = 'false')
  FROM json_each(replace(convert_from(packet, 'UTF8'), '\u0000', '\ufffd')::json) AS member
  WHERE member.key IN ('approval_granted', 'execution_allowed', 'runtime_default_activation');
END;

COMMENT ON FUNCTION registry.json_flags_are_false(bytea) IS
  'True when a JSON packet states each of the three flags once, as the literal false.';

-- A list of texts as a packet has them: one dimension, no NULL, no empty text. Content for a CHECK, whose own
-- operators let NULL elements and nested arrays through.
CREATE FUNCTION registry.is_list(items text[], low integer, high integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT items IS NOT NULL AND coalesce(array_ndims(items), 1) = 1 AND cardinality(items) BETWEEN low AND high
    AND array_position(items, NULL) IS NULL AND array_position(items, '') IS NULL;
END;

COMMENT ON FUNCTION registry.is_list(text[], integer, integer) IS
  'True for a flat array of low to high many texts, none of them NULL or empty.';

-- ---------------------------------------------------------------------------------------------------------------
-- Repositories
-- ---------------------------------------------------------------------------------------------------------------

CREATE TABLE registry.admitted_repository (
  name         text         NOT NULL,
  admitted_at  timestamptz  NOT NULL DEFAULT now(),

  CONSTRAINT admitted_repository_pk    PRIMARY KEY (name),
  CONSTRAINT admitted_repository_name  CHECK (char_length(name) BETWEEN 1 AND 200)
);

COMMENT ON TABLE registry.admitted_repository IS
  'Every repository that a record was ever allowed to target. Whether one is admitted now is configuration.';

-- ---------------------------------------------------------------------------------------------------------------
-- Records
-- ---------------------------------------------------------------------------------------------------------------

CREATE TABLE registry.execution_request (
  log_index                   bigint       NOT NULL,
  id                          uuid         NOT NULL,
  submitted_by                text         NOT NULL,
  submitted_at                timestamptz  NOT NULL,

  packet                      bytea        NOT NULL,
  packet_media_type           text         NOT NULL,
  packet_sha256               bytea        NOT NULL,
  leaf_hash                   bytea        NOT NULL,

  packet_version              text         NOT NULL,
  packet_id                   text         NOT NULL,
  title                       text         NOT NULL,
  requested_by                text         NOT NULL,
  work_items                  text[]       NOT NULL,
  task_name                   text         NOT NULL,
  task_summary                text         NOT NULL,
  backend                     text,
  target_repository           text         NOT NULL,
  allowed_paths               text[]       NOT NULL,
  argv                        text[]       NOT NULL,
  working_directory           text,
  environment                 jsonb,
  proof_pointers              jsonb        NOT NULL,
  blocked_actions             text[]       NOT NULL,
  approval_required_from      text         NOT NULL,
  supersedes                  uuid,
  notes                       text,
  unrecognized_fields         text[]       NOT NULL,

  approval_granted            boolean      NOT NULL DEFAULT false,
  execution_allowed           boolean      NOT NULL DEFAULT false,
  runtime_default_activation  boolean      NOT NULL DEFAULT false,
  approval_required           boolean      NOT NULL DEFAULT true,

  search                      tsvector     NOT NULL GENERATED ALWAYS AS
    (to_tsvector('simple', title || ' ' || task_summary || ' ' || coalesce(notes, ''))) STORED,

  CONSTRAINT execution_request_pk                        PRIMARY KEY (log_index),
  CONSTRAINT execution_request_id_unique                 UNIQUE (id),
  CONSTRAINT execution_request_packet_unique             UNIQUE (packet_sha256),
  CONSTRAINT execution_request_packet_id_unique          UNIQUE (packet_id),

  CONSTRAINT execution_request_approval_not_granted      CHECK (approval_granted = false),
  CONSTRAINT execution_request_execution_not_allowed     CHECK (execution_allowed = false),
  CONSTRAINT execution_request_default_not_activated     CHECK (runtime_default_activation = false),
  CONSTRAINT execution_request_approval_still_required   CHECK (approval_required = true),

  CONSTRAINT execution_request_packet_digest             CHECK (packet_sha256 = sha256(packet)),
  CONSTRAINT execution_request_packet_size               CHECK (octet_length(packet) BETWEEN 1 AND 16777216),
  CONSTRAINT execution_request_packet_media_type         CHECK (packet_media_type IN ('application/json', 'application/yaml')),
  CONSTRAINT execution_request_packet_flags              CHECK (packet_media_type <> 'application/json' OR registry.json_flags_are_false(packet)),
  CONSTRAINT execution_request_leaf_hash                 CHECK (octet_length(leaf_hash) = 32),

  CONSTRAINT execution_request_target_admitted           FOREIGN KEY (target_repository) REFERENCES registry.admitted_repository (name),
  CONSTRAINT execution_request_supersedes_a_record       FOREIGN KEY (supersedes) REFERENCES registry.execution_request (id),

  CONSTRAINT execution_request_log_index                 CHECK (log_index >= 0),
  CONSTRAINT execution_request_submitted_by              CHECK (char_length(submitted_by) BETWEEN 1 AND 255),
  CONSTRAINT execution_request_packet_version            CHECK (packet_version = '1'),
  CONSTRAINT execution_request_packet_id                 CHECK (packet_id ~ '^[A-Za-z0-9._-]{1,128}$'),
  CONSTRAINT execution_request_title                     CHECK (char_length(title) BETWEEN 1 AND 200),
  CONSTRAINT execution_request_requested_by              CHECK (char_length(requested_by) BETWEEN 1 AND 100),
  CONSTRAINT execution_request_work_items                CHECK (registry.is_list(work_items, 1, 50)),
  CONSTRAINT execution_request_task_name                 CHECK (char_length(task_name) BETWEEN 1 AND 100),
  CONSTRAINT execution_request_task_summary              CHECK (char_length(task_summary) BETWEEN 1 AND 4000),
  CONSTRAINT execution_request_backend                   CHECK (char_length(backend) BETWEEN 1 AND 100),
  CONSTRAINT execution_request_allowed_paths             CHECK (registry.is_list(allowed_paths, 1, 256)),
  CONSTRAINT execution_request_argv                      CHECK (registry.is_list(argv, 1, 256)),
  CONSTRAINT execution_request_working_directory         CHECK (char_length(working_directory) BETWEEN 1 AND 1024),
  CONSTRAINT execution_request_environment               CHECK (jsonb_typeof(environment) = 'object'),
  CONSTRAINT execution_request_proof_pointers            CHECK (jsonb_array_length(proof_pointers) BETWEEN 1 AND 256
    AND NOT jsonb_path_exists(proof_pointers, '$[*] ? (!(@.kind.type() == "string" && @.ref.type() == "string"))')),
  CONSTRAINT execution_request_blocked_actions           CHECK (registry.is_list(blocked_actions, 0, 1000)),
  CONSTRAINT execution_request_mandatory_blocked_actions CHECK (blocked_actions @> ARRAY[
    'execute_case', 'activate_case_as_default_backend', 'mutate_target_repository',
    'edit_upstream_hermes_agent', 'edit_upstream_hermes_webui', 'change_core_authority']),
  CONSTRAINT execution_request_approval_required_from    CHECK (char_length(approval_required_from) BETWEEN 1 AND 100),
  CONSTRAINT execution_request_notes                     CHECK (char_length(notes) <= 10000),
  CONSTRAINT execution_request_unrecognized_fields       CHECK (coalesce(array_ndims(unrecognized_fields), 1) = 1
    AND array_position(unrecognized_fields, NULL) IS NULL),
  -- A clock that is far off would pin every later record to its time.
  CONSTRAINT execution_request_submitted_at              CHECK (submitted_at BETWEEN '2020-01-01Z' AND '2200-01-01Z')
);

COMMENT ON TABLE registry.execution_request IS
  'One row a record: a proposal, kept exactly as it came. Not an approval, and it can never become one.';
COMMENT ON COLUMN registry.execution_request.log_index IS
  'Position in the log, from 0 without a gap; the leaf number in the Merkle tree.';
COMMENT ON COLUMN registry.execution_request.packet IS
  'The approval packet, byte for byte as it was posted. All columns after leaf_hash are read from it.';
COMMENT ON COLUMN registry.execution_request.leaf_hash IS
  'SHA-256(0x00 || log entry), RFC 6962 section 2.1.';
COMMENT ON COLUMN registry.execution_request.submitted_at IS
  'Never earlier than that of the record before it.';

CREATE INDEX execution_request_by_target_repository ON registry.execution_request (target_repository, log_index);
CREATE INDEX execution_request_by_requested_by      ON registry.execution_request (requested_by, log_index);
CREATE INDEX execution_request_by_submitted_by      ON registry.execution_request (submitted_by, log_index);
CREATE INDEX execution_request_by_supersedes        ON registry.execution_request (supersedes, log_index) WHERE supersedes IS NOT NULL;
CREATE INDEX execution_request_by_submitted_at      ON registry.execution_request (submitted_at, log_index);
CREATE INDEX execution_request_by_work_item         ON registry.execution_request USING gin (work_items);
CREATE INDEX execution_request_by_word              ON registry.execution_request USING gin (search);

-- One statement adds a run of indices that starts where the log ends, and time never runs backwards along it.
-- Whoever inserts past a row that is not committed is refused, so a gap cannot be left behind by any order of commits.
CREATE FUNCTION registry.refuse_gap() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  added  record;
BEGIN
  SELECT min(log_index) AS low, max(log_index) AS high, count(*) AS rows INTO added FROM inserted;
  IF added.rows > 0 AND (added.high - added.low + 1 <> added.rows
      OR added.low > 0 AND NOT EXISTS (SELECT FROM registry.execution_request WHERE log_index = added.low - 1)) THEN
    RAISE EXCEPTION 'log_index % to % would leave a gap in the log', added.low, added.high
      USING ERRCODE = 'check_violation', CONSTRAINT = 'execution_request_gapless', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  IF EXISTS (SELECT FROM inserted JOIN registry.execution_request before ON before.log_index = inserted.log_index - 1
             WHERE before.submitted_at > inserted.submitted_at) THEN
    RAISE EXCEPTION 'log_index % to % would be earlier than the record before', added.low, added.high
      USING ERRCODE = 'check_violation', CONSTRAINT = 'execution_request_in_order', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER execution_request_gapless
  AFTER INSERT ON registry.execution_request
  REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_gap();

-- ---------------------------------------------------------------------------------------------------------------
-- Idempotency keys
-- ---------------------------------------------------------------------------------------------------------------

CREATE TABLE registry.idempotency_key (
  sender     text      NOT NULL,
  key        text      NOT NULL,
  log_index  bigint    NOT NULL,
  status     smallint  NOT NULL,

  CONSTRAINT idempotency_key_pk      PRIMARY KEY (sender, key),
  CONSTRAINT idempotency_key_record  FOREIGN KEY (log_index) REFERENCES registry.execution_request (log_index),
  CONSTRAINT idempotency_key_sender  CHECK (char_length(sender) BETWEEN 1 AND 255),
  CONSTRAINT idempotency_key_length  CHECK (char_length(key) BETWEEN 1 AND 255),
  CONSTRAINT idempotency_key_status  CHECK (status IN (200, 201))
);

COMMENT ON TABLE registry.idempotency_key IS
  'What a sender''s Idempotency-Key was first answered with, so that a retry gets the same answer. Never expires.';

-- ---------------------------------------------------------------------------------------------------------------
-- Triggers and privileges
-- ---------------------------------------------------------------------------------------------------------------

CREATE TRIGGER admitted_repository_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.admitted_repository
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER execution_request_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.execution_request
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER idempotency_key_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.idempotency_key
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();

-- ALWAYS: session_replication_role = replica does not skip them.
ALTER TABLE registry.admitted_repository ENABLE ALWAYS TRIGGER admitted_repository_append_only;
ALTER TABLE registry.execution_request   ENABLE ALWAYS TRIGGER execution_request_append_only;
ALTER TABLE registry.execution_request   ENABLE ALWAYS TRIGGER execution_request_gapless;
ALTER TABLE registry.idempotency_key     ENABLE ALWAYS TRIGGER idempotency_key_append_only;

REVOKE ALL ON ALL TABLES IN SCHEMA registry FROM PUBLIC;
GRANT SELECT, INSERT ON registry.admitted_repository, registry.execution_request, registry.idempotency_key TO registry_writer;
GRANT SELECT         ON registry.admitted_repository, registry.execution_request, registry.idempotency_key TO registry_reader;
-- So that a service without the owner's password can see that nothing waits to be migrated.
GRANT SELECT         ON registry.flyway_schema_history TO registry_writer;
