-- The transparency log: the tree over the records, and an index by term that keeps its speed at any depth.

-- ---------------------------------------------------------------------------------------------------------------
-- The tree
-- ---------------------------------------------------------------------------------------------------------------

CREATE TABLE registry.log_tile (
  level       smallint  NOT NULL,
  tile_index  bigint    NOT NULL,
  hashes      bytea     NOT NULL,
  root        bytea     NOT NULL,

  CONSTRAINT log_tile_pk      PRIMARY KEY (level, tile_index),
  CONSTRAINT log_tile_level   CHECK (level BETWEEN 0 AND 7),
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
  'What they hash to: one hash of the tile above.';

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

-- In place of the GIN indexes, which give no order: a page by term took longer the more records held the term.
DROP INDEX registry.execution_request_by_work_item;
DROP INDEX registry.execution_request_by_word;
ALTER TABLE registry.execution_request DROP COLUMN search;

CREATE TABLE registry.term_block (
  field    text    NOT NULL,
  term     text    NOT NULL,
  block    bigint  NOT NULL,
  members  bytea   NOT NULL,

  CONSTRAINT term_block_pk       PRIMARY KEY (field, term, block),
  CONSTRAINT term_block_field    CHECK (field IN ('word', 'work_item')),
  CONSTRAINT term_block_term     CHECK (char_length(term) BETWEEN 1 AND 200),
  CONSTRAINT term_block_block    CHECK (block >= 0),
  CONSTRAINT term_block_members  CHECK (octet_length(members) = 32)
);

COMMENT ON TABLE registry.term_block IS
  'Which of 256 consecutive records hold a term: found by term, newest first. Records after the last full block are looked through.';
COMMENT ON COLUMN registry.term_block.block IS
  'log_index / 256.';
COMMENT ON COLUMN registry.term_block.members IS
  'One bit a record, the lowest bit of the first byte for the first.';

-- ---------------------------------------------------------------------------------------------------------------
-- Triggers and privileges
-- ---------------------------------------------------------------------------------------------------------------

CREATE TRIGGER log_tile_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.log_tile
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER log_checkpoint_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.log_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER term_block_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.term_block
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();

ALTER TABLE registry.log_tile       ENABLE ALWAYS TRIGGER log_tile_append_only;
ALTER TABLE registry.log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_append_only;
ALTER TABLE registry.term_block     ENABLE ALWAYS TRIGGER term_block_append_only;

REVOKE ALL ON registry.log_tile, registry.log_checkpoint, registry.term_block FROM PUBLIC;
GRANT SELECT, INSERT ON registry.log_tile, registry.log_checkpoint, registry.term_block TO registry_writer;
GRANT SELECT         ON registry.log_tile, registry.log_checkpoint, registry.term_block TO registry_reader;
