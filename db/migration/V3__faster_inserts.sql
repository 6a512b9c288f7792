-- Nothing new is allowed or refused: what V1 and V2 force costs less.

-- Most records are of two or three kilobytes. Kept whole in their row, none is compressed when it is recorded, or
-- put together again when it is read or audited.
ALTER TABLE registry.execution_request SET (toast_tuple_target = 8160);

-- The same names, but a bounded repetition is the slowest thing that a regular expression can ask for.
ALTER TABLE registry.execution_request
  DROP CONSTRAINT execution_request_packet_id,
  ADD CONSTRAINT execution_request_packet_id
    CHECK (packet_id ~ '^[A-Za-z0-9._-]+$' AND char_length(packet_id) <= 128);

-- As before, but without a join to the table: a table that was never analyzed was read from end to end by it.
CREATE OR REPLACE FUNCTION registry.refuse_gap() RETURNS trigger
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
