-- The registry's database: append-only records of proposals. Nothing in it can record that a request was approved.
-- Runs as registry_owner; db/roles.sql creates the roles and the schema.

-- ---------------------------------------------------------------------------------------------------------------
-- Functions that the constraints and triggers call
-- ---------------------------------------------------------------------------------------------------------------

-- A statement trigger, so that it fires for zero rows too.
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
  'Refuses UPDATE, DELETE and TRUNCATE with SQLSTATE AO001, for zero rows too.';

-- A CHECK accepts NULL elements and nested arrays unless it is told not to. The lower bound is 1, so that items[1]
-- is the first element.
CREATE FUNCTION registry.is_list(items text[], low integer, high integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT items IS NOT NULL AND coalesce(array_ndims(items), 1) = 1 AND coalesce(array_lower(items, 1), 1) = 1
    AND cardinality(items) >= low AND cardinality(items) <= high AND array_position(items, NULL) IS NULL;
END;

COMMENT ON FUNCTION registry.is_list(text[], integer, integer) IS
  'True for a flat array of low to high texts, none of them NULL.';

-- The members that a packet may have, and no other (openapi/approval-packet.schema.json), in two steps:
--
-- 1. The names of each object that the schema has, and the flags. jsonb_path_exists is NULL if a pointer is not an object.
-- 2. No name twice, at any depth, which jsonb does not show: it keeps one of several members with the same name.
--    PostgreSQL has IS JSON from 16 on. Before it, two lengths are compared, both of the text that json_strip_nulls
--    writes, which has no white space and one way to escape a character: of the packet as it was posted, each null
--    replaced by a value of the same length, and of the packet as jsonb has it. The second lacks every repeated
--    member, and every null. Only a number could be written at another length, and a packet has none.
--
-- That a text is a text and no object is the service's to check: it would cost as much again.
--
-- PostgreSQL 15 must not parse IS JSON, which it does not do before it runs it.
SET check_function_bodies = off;

CREATE FUNCTION registry.json_packet_is_closed(packet bytea) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  posted    text   := convert_from(packet, 'UTF8');
  parsed    jsonb  := posted::jsonb;
  task      jsonb  := parsed -> 'task_shape';
  command   jsonb  := parsed -> 'harness_command';
  pointers  jsonb  := parsed -> 'proof_pointers';
BEGIN
  IF jsonb_typeof(task) IS DISTINCT FROM 'object' OR jsonb_typeof(command) IS DISTINCT FROM 'object'
      OR jsonb_typeof(pointers) IS DISTINCT FROM 'array' OR jsonb_typeof(command -> 'environment') <> 'object' THEN
    RETURN false;
  END IF;
  IF NOT parsed @> '{"approval_granted": false, "execution_allowed": false, "runtime_default_activation": false}'
      OR parsed - ARRAY['packet_version', 'packet_id', 'title', 'requested_by', 'work_items', 'task_shape', 'backend',
        'target_repository', 'target_revision', 'allowed_paths', 'harness_command', 'proof_pointers',
        'blocked_actions', 'approval_granted', 'execution_allowed', 'runtime_default_activation',
        'approval_required_from', 'supersedes', 'notes'] <> '{}'
      OR task - ARRAY['name', 'summary'] <> '{}'
      OR command - ARRAY['argv', 'working_directory', 'environment'] <> '{}'
      OR coalesce(jsonb_path_exists(pointers,
        'strict $[*].keyvalue().key ? (@ != "kind" && @ != "ref" && @ != "sha256")', silent => true), true) THEN
    RETURN false;
  END IF;
  IF current_setting('server_version_num')::integer >= 160000 THEN
    RETURN posted IS JSON OBJECT WITH UNIQUE KEYS;
  END IF;
  RETURN NOT jsonb_path_exists(parsed, 'strict $.** ? (@.type() == "number")')
    AND octet_length(json_strip_nulls(replace(posted, 'null', 'true')::json)::text)
      = octet_length(json_strip_nulls(parsed::text::json)::text);
END
$$;

RESET check_function_bodies;

COMMENT ON FUNCTION registry.json_packet_is_closed(bytea) IS
  'True for a JSON packet without a member that the schema does not name, each once, and with each of its flags false.';

-- What the log commits to for a record, as RFC 8785 writes it. A time has 0, 3 or 6 digits after the second's point.
CREATE FUNCTION registry.leaf_hash(id uuid, packet_sha256 bytea, packet_bytes integer, packet_media_type text,
  submitted_at timestamptz, submitted_by text, approval_required_from text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN sha256(decode('00', 'hex') || convert_to(
    '{"approval_granted":false,"approval_required_from":' || to_json(approval_required_from)::text
    || ',"execution_allowed":false,"id":"' || id::text || '","packet_bytes":' || packet_bytes::text
    || ',"packet_media_type":"' || packet_media_type || '","packet_sha256":"' || encode(packet_sha256, 'hex')
    || '","runtime_default_activation":false,"submitted_at":"'
    || regexp_replace(to_char(submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '([.]000000|000)$', '')
    || 'Z","submitted_by":' || to_json(submitted_by)::text || ',"v":1}', 'UTF8'));
END
$$;

COMMENT ON FUNCTION registry.leaf_hash(uuid, bytea, integer, text, timestamptz, text, text) IS
  'SHA-256(0x00 || log entry) of a record (RFC 6962 section 2.1).';

-- ---------------------------------------------------------------------------------------------------------------
-- Configured names
-- ---------------------------------------------------------------------------------------------------------------

-- A record is judged later by the names that were configured when it was recorded. Therefore the service adds each
-- configured name here and never removes one; which of them are accepted now is configuration.

CREATE TABLE registry.admitted_repository (
  name         text         NOT NULL,
  admitted_at  timestamptz  NOT NULL DEFAULT now(),

  CONSTRAINT admitted_repository_pk    PRIMARY KEY (name),
  CONSTRAINT admitted_repository_name  CHECK (char_length(name) >= 1 AND char_length(name) <= 200)
);

COMMENT ON TABLE registry.admitted_repository IS
  'Every repository that a record was ever allowed to target. Which are admitted now is configuration.';

CREATE TABLE registry.approver (
  name           text         NOT NULL,
  configured_at  timestamptz  NOT NULL DEFAULT now(),

  CONSTRAINT approver_pk    PRIMARY KEY (name),
  CONSTRAINT approver_name  CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._@:/+#~-]*$' AND char_length(name) <= 100)
);

COMMENT ON TABLE registry.approver IS
  'Everyone whose approval a record was ever allowed to require. Who is configured now is configuration.';

-- ---------------------------------------------------------------------------------------------------------------
-- Records
-- ---------------------------------------------------------------------------------------------------------------

-- One row a record: where it is in the log, the packet's exact bytes, and the columns read from them for search and
-- display. The flags have defaults and constraints that allow nothing else.

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
  target_revision             text,
  allowed_paths               text[]       NOT NULL,
  argv                        text[]       NOT NULL,
  working_directory           text,
  environment                 jsonb,
  proof_pointers              jsonb        NOT NULL,
  blocked_actions             text[]       NOT NULL,
  approval_required_from      text         NOT NULL,
  supersedes                  uuid,
  notes                       text,

  approval_granted            boolean      NOT NULL DEFAULT false,
  execution_allowed           boolean      NOT NULL DEFAULT false,
  runtime_default_activation  boolean      NOT NULL DEFAULT false,
  approval_required           boolean      NOT NULL DEFAULT true,

  CONSTRAINT execution_request_pk                         PRIMARY KEY (log_index),
  CONSTRAINT execution_request_id_unique                  UNIQUE (id),
  CONSTRAINT execution_request_packet_unique              UNIQUE (packet_sha256),
  CONSTRAINT execution_request_packet_id_unique           UNIQUE (packet_id),

  CONSTRAINT execution_request_approval_not_granted       CHECK (approval_granted = false),
  CONSTRAINT execution_request_execution_not_allowed      CHECK (execution_allowed = false),
  CONSTRAINT execution_request_default_not_activated      CHECK (runtime_default_activation = false),
  CONSTRAINT execution_request_approval_still_required    CHECK (approval_required = true),

  CONSTRAINT execution_request_packet_digest              CHECK (packet_sha256 = sha256(packet)),
  CONSTRAINT execution_request_packet_size                CHECK (octet_length(packet) >= 1 AND octet_length(packet) <= 16777216),
  CONSTRAINT execution_request_packet_media_type          CHECK (packet_media_type IN ('application/json', 'application/yaml')),
  CONSTRAINT execution_request_packet_closed              CHECK (packet_media_type <> 'application/json' OR registry.json_packet_is_closed(packet)),
  CONSTRAINT execution_request_leaf_hash                  CHECK (leaf_hash = registry.leaf_hash(id, packet_sha256, octet_length(packet), packet_media_type, submitted_at, submitted_by, approval_required_from)),

  CONSTRAINT execution_request_target_admitted            FOREIGN KEY (target_repository) REFERENCES registry.admitted_repository (name),
  CONSTRAINT execution_request_approver_configured        FOREIGN KEY (approval_required_from) REFERENCES registry.approver (name),
  CONSTRAINT execution_request_supersedes_a_record        FOREIGN KEY (supersedes) REFERENCES registry.execution_request (id),

  CONSTRAINT execution_request_log_index                  CHECK (log_index >= 0),
  CONSTRAINT execution_request_submitted_by               CHECK (char_length(submitted_by) >= 1 AND char_length(submitted_by) <= 255),
  -- A clock that is far off would pin every later record to its time.
  CONSTRAINT execution_request_submitted_at               CHECK (submitted_at >= '2020-01-01Z' AND submitted_at <= '2200-01-01Z'),

  -- A bounded repetition is slow in a regular expression; a length beside the pattern is not.
  CONSTRAINT execution_request_packet_version             CHECK (packet_version = '1'),
  CONSTRAINT execution_request_packet_id                  CHECK (packet_id ~ '^[A-Za-z0-9._-]+$' AND char_length(packet_id) <= 128),
  CONSTRAINT execution_request_title                      CHECK (char_length(title) >= 1 AND char_length(title) <= 200),
  CONSTRAINT execution_request_requested_by               CHECK (requested_by ~ '^[A-Za-z0-9][A-Za-z0-9._@:/+#~-]*$' AND char_length(requested_by) <= 100),
  CONSTRAINT execution_request_work_items                 CHECK (registry.is_list(work_items, 1, 50) AND array_position(work_items, '') IS NULL),
  CONSTRAINT execution_request_task_name                  CHECK (task_name ~ '^[A-Za-z0-9][A-Za-z0-9._@:/+#~-]*$' AND char_length(task_name) <= 100),
  CONSTRAINT execution_request_task_summary               CHECK (char_length(task_summary) >= 1 AND char_length(task_summary) <= 4000),
  CONSTRAINT execution_request_backend                    CHECK (backend ~ '^[A-Za-z0-9][A-Za-z0-9._@:/+#~-]*$' AND char_length(backend) <= 100),
  CONSTRAINT execution_request_target_revision            CHECK (target_revision ~ '^[0-9a-f]+$' AND char_length(target_revision) IN (40, 64)),
  CONSTRAINT execution_request_allowed_paths              CHECK (registry.is_list(allowed_paths, 1, 256) AND array_position(allowed_paths, '') IS NULL),
  CONSTRAINT execution_request_argv                       CHECK (registry.is_list(argv, 1, 256) AND argv[1] <> ''),
  CONSTRAINT execution_request_working_directory          CHECK (char_length(working_directory) >= 1 AND char_length(working_directory) <= 1024),
  CONSTRAINT execution_request_environment                CHECK (jsonb_typeof(environment) = 'object'),
  CONSTRAINT execution_request_proof_pointers             CHECK (jsonb_array_length(proof_pointers) >= 1 AND jsonb_array_length(proof_pointers) <= 256
    AND NOT jsonb_path_exists(proof_pointers, '$[*] ? (!(@.kind.type() == "string" && @.ref.type() == "string"))')),
  CONSTRAINT execution_request_blocked_actions            CHECK (registry.is_list(blocked_actions, 0, 1000) AND array_position(blocked_actions, '') IS NULL),
  CONSTRAINT execution_request_mandatory_blocked_actions  CHECK (blocked_actions @> ARRAY[
    'execute_case', 'activate_case_as_default_backend', 'mutate_target_repository',
    'edit_upstream_hermes_agent', 'edit_upstream_hermes_webui', 'change_core_authority']),
  CONSTRAINT execution_request_approval_required_from     CHECK (approval_required_from ~ '^[A-Za-z0-9][A-Za-z0-9._@:/+#~-]*$' AND char_length(approval_required_from) <= 100),
  CONSTRAINT execution_request_notes                      CHECK (char_length(notes) <= 10000)
)
-- Most records are of two or three kilobytes. Kept whole in their row, none is compressed when it is recorded, or
-- put together again when it is read or audited.
WITH (toast_tuple_target = 8160);

COMMENT ON TABLE registry.execution_request IS
  'One row a record: a proposal, kept exactly as it came. Not an approval, and it can never become one.';
COMMENT ON COLUMN registry.execution_request.log_index IS
  'Position in the log, from 0 without a gap; the leaf number in the Merkle tree.';
COMMENT ON COLUMN registry.execution_request.submitted_at IS
  'Never earlier than that of the record before it.';
COMMENT ON COLUMN registry.execution_request.packet IS
  'The approval packet, byte for byte as it was posted. The columns from packet_version to notes are read from it.';
COMMENT ON COLUMN registry.execution_request.leaf_hash IS
  'SHA-256(0x00 || log entry), RFC 6962 section 2.1.';
COMMENT ON COLUMN registry.execution_request.target_revision IS
  'The commit that the proposal was made for: 40 or 64 lower-case hexadecimal digits.';

CREATE INDEX execution_request_by_target_repository ON registry.execution_request (target_repository, log_index);
CREATE INDEX execution_request_by_target_revision   ON registry.execution_request (target_revision, log_index) WHERE target_revision IS NOT NULL;
CREATE INDEX execution_request_by_requested_by      ON registry.execution_request (requested_by, log_index);
CREATE INDEX execution_request_by_submitted_by      ON registry.execution_request (submitted_by, log_index);
CREATE INDEX execution_request_by_supersedes        ON registry.execution_request (supersedes, log_index) WHERE supersedes IS NOT NULL;
CREATE INDEX execution_request_by_submitted_at      ON registry.execution_request (submitted_at, log_index);

-- One statement adds a run of indices that starts where the log ends, and time never runs backwards along it. An
-- index whose predecessor is not committed is refused, so no order of commits leaves a gap. The predecessor is
-- looked up by its key: a join would read a table that was never analyzed from end to end.
CREATE FUNCTION registry.refuse_gap() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  added     record;
  previous  timestamptz;
BEGIN
  SELECT min(log_index) AS low, max(log_index) AS high, count(*) AS rows, min(submitted_at) AS earliest,
    coalesce(bool_or(backwards), false) AS backwards INTO added
  FROM (SELECT log_index, submitted_at, lag(submitted_at) OVER (ORDER BY log_index) > submitted_at AS backwards
        FROM inserted) AS run;
  IF added.rows = 0 THEN
    RETURN NULL;
  END IF;
  SELECT submitted_at INTO previous FROM registry.execution_request WHERE log_index = added.low - 1;
  IF added.high - added.low + 1 <> added.rows OR added.low > 0 AND previous IS NULL THEN
    RAISE EXCEPTION 'log_index % to % would leave a gap in the log', added.low, added.high
      USING ERRCODE = 'check_violation', CONSTRAINT = 'execution_request_gapless', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  IF added.backwards OR previous > added.earliest THEN
    RAISE EXCEPTION 'log_index % to % would be earlier than the record before', added.low, added.high
      USING ERRCODE = 'check_violation', CONSTRAINT = 'execution_request_in_order', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  RETURN NULL;
END
$$;

COMMENT ON FUNCTION registry.refuse_gap() IS
  'Refuses an insert that would leave a gap in log_index, or a record earlier than the one before it.';

CREATE TRIGGER execution_request_gapless
  AFTER INSERT ON registry.execution_request
  REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_gap();

-- Records are added under this lock. PostgreSQL gives an advisory lock to everyone who can connect; a lock of a table
-- needs a privilege, which nobody has on this one.

CREATE TABLE registry.append_lock ();

COMMENT ON TABLE registry.append_lock IS
  'Has no rows. Locked by lock_log() to the end of each transaction that adds to the log.';

CREATE FUNCTION registry.lock_log() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  LOCK TABLE registry.append_lock IN EXCLUSIVE MODE;
END
$$;

COMMENT ON FUNCTION registry.lock_log() IS
  'Locks the log to the end of the transaction. Runs as the owner, for the service alone.';

-- ---------------------------------------------------------------------------------------------------------------
-- Idempotency keys
-- ---------------------------------------------------------------------------------------------------------------

-- A retry with the same key gets the same answer, after any time.

CREATE TABLE registry.idempotency_key (
  sender     text      NOT NULL,
  key        text      NOT NULL,
  log_index  bigint    NOT NULL,
  status     smallint  NOT NULL,

  CONSTRAINT idempotency_key_pk      PRIMARY KEY (sender, key),
  CONSTRAINT idempotency_key_record  FOREIGN KEY (log_index) REFERENCES registry.execution_request (log_index),
  CONSTRAINT idempotency_key_sender  CHECK (char_length(sender) >= 1 AND char_length(sender) <= 255),
  CONSTRAINT idempotency_key_length  CHECK (char_length(key) >= 1 AND char_length(key) <= 255),
  CONSTRAINT idempotency_key_status  CHECK (status IN (200, 201))
);

COMMENT ON TABLE registry.idempotency_key IS
  'What a sender''s Idempotency-Key was first answered with, so that a retry gets the same answer. Never expires.';

-- ---------------------------------------------------------------------------------------------------------------
-- The tree
-- ---------------------------------------------------------------------------------------------------------------

-- Full tiles of the Merkle tree over the records, so that a proof reads a few rows. Partial tiles are computed.

CREATE TABLE registry.log_tile (
  level       smallint  NOT NULL,
  tile_index  bigint    NOT NULL,
  hashes      bytea     NOT NULL,
  root        bytea     NOT NULL,

  CONSTRAINT log_tile_pk      PRIMARY KEY (level, tile_index),
  CONSTRAINT log_tile_level   CHECK (level >= 0 AND level <= 7),
  CONSTRAINT log_tile_index   CHECK (tile_index >= 0),
  CONSTRAINT log_tile_hashes  CHECK (octet_length(hashes) = 8192),
  CONSTRAINT log_tile_root    CHECK (octet_length(root) = 32)
);

-- Hashes do not compress.
ALTER TABLE registry.log_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

COMMENT ON TABLE registry.log_tile IS
  'Full tiles of the Merkle tree (C2SP tlog-tiles), so that no proof reads more than a few rows. Partial tiles are computed.';
COMMENT ON COLUMN registry.log_tile.hashes IS
  'The 256 hashes of the tile, from the left.';
COMMENT ON COLUMN registry.log_tile.root IS
  'The root of the 256 hashes: one hash of the tile above.';

-- Every signed checkpoint, one a commit. A checkpoint is committed with its records before it is served.

CREATE TABLE registry.log_checkpoint (
  tree_size  bigint  NOT NULL,
  log_index  bigint,
  root_hash  bytea   NOT NULL,
  note       text    NOT NULL,

  CONSTRAINT log_checkpoint_pk      PRIMARY KEY (tree_size),
  CONSTRAINT log_checkpoint_record  FOREIGN KEY (log_index) REFERENCES registry.execution_request (log_index),
  CONSTRAINT log_checkpoint_size    CHECK (tree_size = coalesce(log_index + 1, 0)),
  CONSTRAINT log_checkpoint_root    CHECK (octet_length(root_hash) = 32),
  CONSTRAINT log_checkpoint_note    CHECK (octet_length(note) <= 16384
    AND split_part(note, E'\n', 2) = tree_size::text AND split_part(note, E'\n', 3) = encode(root_hash, 'base64'))
);

COMMENT ON TABLE registry.log_checkpoint IS
  'Every checkpoint that was signed, one a commit. Committed with its records, and served only after that.';
COMMENT ON COLUMN registry.log_checkpoint.log_index IS
  'The last record of the tree; NULL for the empty one.';
COMMENT ON COLUMN registry.log_checkpoint.note IS
  'The signed note (C2SP tlog-checkpoint), as it is served.';

-- ---------------------------------------------------------------------------------------------------------------
-- Records by term
-- ---------------------------------------------------------------------------------------------------------------

-- An index by word and work item that gives the newest records first at the same speed in a log of any length,
-- which a GIN index does not: it has no order.

-- A block is written in one transaction, after its records are committed. Its row here comes first: no row of
-- term_block is written without it, it needs the last record of the block, and blocks follow one another.

CREATE TABLE registry.indexed_block (
  block        bigint  NOT NULL,
  last_record  bigint  NOT NULL GENERATED ALWAYS AS (block * 256 + 255) STORED,
  previous     bigint  GENERATED ALWAYS AS (nullif(block - 1, -1)) STORED,

  CONSTRAINT indexed_block_pk        PRIMARY KEY (block),
  CONSTRAINT indexed_block_block     CHECK (block >= 0),
  CONSTRAINT indexed_block_records   FOREIGN KEY (last_record) REFERENCES registry.execution_request (log_index),
  CONSTRAINT indexed_block_previous  FOREIGN KEY (previous) REFERENCES registry.indexed_block (block)
);

COMMENT ON TABLE registry.indexed_block IS
  'The blocks of 256 records that term_block has. Later records are looked through.';

CREATE TABLE registry.term_block (
  field    text    NOT NULL,
  term     text    NOT NULL,
  block    bigint  NOT NULL,
  members  bytea   NOT NULL,

  CONSTRAINT term_block_pk       PRIMARY KEY (field, term, block),
  CONSTRAINT term_block_field    CHECK (field IN ('word', 'work_item')),
  CONSTRAINT term_block_term     CHECK (char_length(term) >= 1 AND char_length(term) <= 200),
  CONSTRAINT term_block_block    FOREIGN KEY (block) REFERENCES registry.indexed_block (block),
  CONSTRAINT term_block_members  CHECK (octet_length(members) = 32)
);

COMMENT ON TABLE registry.term_block IS
  'Which of 256 consecutive records hold a term: found by term, newest first.';
COMMENT ON COLUMN registry.term_block.block IS
  'log_index / 256.';
COMMENT ON COLUMN registry.term_block.members IS
  'One bit a record, the lowest bit of the first byte for the first.';

-- ---------------------------------------------------------------------------------------------------------------
-- The intake switch
-- ---------------------------------------------------------------------------------------------------------------

-- The operator's switch: while the last row says frozen, no instance on this database records anything.

CREATE TABLE registry.intake_switch (
  ordinal      bigint       NOT NULL,
  frozen       boolean      NOT NULL,
  reason       text         NOT NULL,
  switched_at  timestamptz  NOT NULL DEFAULT clock_timestamp(),

  CONSTRAINT intake_switch_pk       PRIMARY KEY (ordinal),
  CONSTRAINT intake_switch_ordinal  CHECK (ordinal >= 0),
  CONSTRAINT intake_switch_reason   CHECK (char_length(reason) >= 1 AND char_length(reason) <= 200 AND reason !~ '[[:cntrl:]]')
);

-- No ordinal follows the largest one. With it, the switch could not be turned again.
CREATE FUNCTION registry.refuse_skipped_ordinal() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  next bigint := (SELECT coalesce(max(ordinal) + 1, 0) FROM registry.intake_switch);
BEGIN
  IF NEW.ordinal <> next THEN
    RAISE EXCEPTION 'the next ordinal of registry.intake_switch is %, not %', next, NEW.ordinal USING ERRCODE = 'AO002';
  END IF;
  RETURN NEW;
END
$$;

COMMENT ON FUNCTION registry.refuse_skipped_ordinal() IS
  'Refuses a row of the switch that does not follow the last one.';

CREATE TRIGGER intake_switch_gapless
  BEFORE INSERT ON registry.intake_switch
  FOR EACH ROW EXECUTE FUNCTION registry.refuse_skipped_ordinal();

COMMENT ON TABLE registry.intake_switch IS
  'When recording was frozen and when it went on, and why. The last row counts; without one, recording goes on.';

-- ---------------------------------------------------------------------------------------------------------------
-- Append-only triggers
-- ---------------------------------------------------------------------------------------------------------------

CREATE TRIGGER admitted_repository_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.admitted_repository
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER approver_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.approver
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER execution_request_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.execution_request
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER idempotency_key_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.idempotency_key
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER log_tile_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.log_tile
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER log_checkpoint_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.log_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER indexed_block_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.indexed_block
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER term_block_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.term_block
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER intake_switch_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.intake_switch
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();

-- ALWAYS: session_replication_role = replica does not skip them.
ALTER TABLE registry.admitted_repository  ENABLE ALWAYS TRIGGER admitted_repository_append_only;
ALTER TABLE registry.approver             ENABLE ALWAYS TRIGGER approver_append_only;
ALTER TABLE registry.execution_request    ENABLE ALWAYS TRIGGER execution_request_append_only;
ALTER TABLE registry.execution_request    ENABLE ALWAYS TRIGGER execution_request_gapless;
ALTER TABLE registry.idempotency_key      ENABLE ALWAYS TRIGGER idempotency_key_append_only;
ALTER TABLE registry.log_tile             ENABLE ALWAYS TRIGGER log_tile_append_only;
ALTER TABLE registry.log_checkpoint       ENABLE ALWAYS TRIGGER log_checkpoint_append_only;
ALTER TABLE registry.indexed_block        ENABLE ALWAYS TRIGGER indexed_block_append_only;
ALTER TABLE registry.term_block           ENABLE ALWAYS TRIGGER term_block_append_only;
ALTER TABLE registry.intake_switch        ENABLE ALWAYS TRIGGER intake_switch_append_only;
ALTER TABLE registry.intake_switch        ENABLE ALWAYS TRIGGER intake_switch_gapless;

-- ---------------------------------------------------------------------------------------------------------------
-- Privileges
-- ---------------------------------------------------------------------------------------------------------------

REVOKE ALL ON ALL TABLES IN SCHEMA registry FROM PUBLIC;

GRANT SELECT, INSERT
  ON registry.admitted_repository, registry.approver, registry.execution_request, registry.idempotency_key,
     registry.log_tile, registry.log_checkpoint, registry.indexed_block, registry.term_block, registry.intake_switch
  TO registry_writer;
GRANT SELECT
  ON registry.admitted_repository, registry.approver, registry.execution_request, registry.idempotency_key,
     registry.log_tile, registry.log_checkpoint, registry.indexed_block, registry.term_block, registry.intake_switch
  TO registry_reader;
REVOKE ALL ON FUNCTION registry.lock_log() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.lock_log() TO registry_writer;
-- So that a service without the owner's password can see that nothing waits to be migrated.
GRANT SELECT ON registry.flyway_schema_history TO registry_writer;
