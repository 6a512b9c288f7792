-- The operator's switch: while the last row says frozen, no instance on this database records anything.

CREATE TABLE registry.intake_switch (
  ordinal      bigint       NOT NULL,
  frozen       boolean      NOT NULL,
  reason       text         NOT NULL,
  switched_at  timestamptz  NOT NULL DEFAULT clock_timestamp(),

  CONSTRAINT intake_switch_pk       PRIMARY KEY (ordinal),
  CONSTRAINT intake_switch_ordinal  CHECK (ordinal >= 0),
  CONSTRAINT intake_switch_reason   CHECK (char_length(reason) BETWEEN 1 AND 200 AND reason !~ '[[:cntrl:]]')
);

COMMENT ON TABLE registry.intake_switch IS
  'When recording was frozen and when it went on, and why. The last row counts; without one, recording goes on.';

CREATE TRIGGER intake_switch_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.intake_switch
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();

ALTER TABLE registry.intake_switch ENABLE ALWAYS TRIGGER intake_switch_append_only;

REVOKE ALL ON registry.intake_switch FROM PUBLIC;
GRANT SELECT, INSERT ON registry.intake_switch TO registry_writer;
GRANT SELECT         ON registry.intake_switch TO registry_reader;
