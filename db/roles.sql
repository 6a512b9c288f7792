-- The three roles of the registry and the schema that holds its records.
--
-- Run once, inside the database that is to hold the registry, by a superuser, or by a role that owns the
-- database and has CREATEROLE. Running it again changes nothing that is already right, and puts right what
-- is not. It is plain SQL (PostgreSQL 15 or later):
--
--   psql --set ON_ERROR_STOP=1 --dbname registry --file db/roles.sql
--
-- It sets no passwords, so that none stands in a file. Afterwards, in psql: \password registry_owner,
-- \password registry_writer, \password registry_reader.
--
-- The database should hold nothing but the registry: everybody else loses the right to connect to it.

-- registry_owner owns the schema and runs the migrations; nobody works as it day to day.
-- registry_writer is the service: it may read and add, and cannot alter what forbids the rest.
-- registry_reader reads, for people, reports and audits.
DO $roles$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['registry_owner', 'registry_writer', 'registry_reader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', name);
    -- Only where it is needed, because only a superuser may so much as mention some of these.
    ELSIF EXISTS (SELECT FROM pg_roles WHERE rolname = name AND (rolsuper OR rolreplication OR rolbypassrls)) THEN
      EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', name);
    ELSIF EXISTS (SELECT FROM pg_roles WHERE rolname = name AND (NOT rolcanlogin OR rolcreatedb OR rolcreaterole)) THEN
      EXECUTE format('ALTER ROLE %I LOGIN NOCREATEDB NOCREATEROLE', name);
    END IF;
  END LOOP;
END
$roles$;

-- A reader that opens connection after connection leaves none for the service.
DO $limit$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'registry_reader' AND rolconnlimit = -1) THEN
    ALTER ROLE registry_reader CONNECTION LIMIT 40;
  END IF;
END
$limit$;

-- PostgreSQL lets everybody who may connect write large objects, in read-only sessions too if they set that back, and so
-- fill the disk. Only a superuser can take that away, and the registry has none of them.
DO $large_objects$
DECLARE
  writes regprocedure;
BEGIN
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    FOR writes IN
      SELECT DISTINCT oid FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
      WHERE pronamespace = 'pg_catalog'::regnamespace AND grantee = 0
        AND proname IN ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_import', 'lo_open', 'lo_put', 'lo_truncate',
                        'lo_truncate64', 'lowrite')
    LOOP
      EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', writes);
    END LOOP;
  END IF;
END
$large_objects$;

-- None of them may act as another role: a writer that is a member of the owner could drop every trigger,
-- and a member of pg_write_all_data or pg_execute_server_program needs no grant at all.
DO $memberships$
DECLARE
  held record;
BEGIN
  FOR held IN
    SELECT granted.rolname AS granted, member.rolname AS member, grantor.rolname AS grantor
    FROM pg_auth_members
    JOIN pg_roles granted ON granted.oid = roleid
    JOIN pg_roles member ON member.oid = pg_auth_members.member
    JOIN pg_roles grantor ON grantor.oid = pg_auth_members.grantor
    WHERE member.rolname IN ('registry_owner', 'registry_writer', 'registry_reader')
  LOOP
    -- From 16 on a membership is held once for each grantor, and before it has only one.
    IF current_setting('server_version_num')::integer >= 160000 THEN
      EXECUTE format('REVOKE %I FROM %I GRANTED BY %I', held.granted, held.member, held.grantor);
    ELSE
      EXECUTE format('REVOKE %I FROM %I', held.granted, held.member);
    END IF;
  END LOOP;
END
$memberships$;

-- The schema belongs to the owner. Whoever is not a superuser has to be a member of the owner to hand it
-- over, and is one for these statements only.
DO $schema$
DECLARE
  superuser boolean := (SELECT rolsuper FROM pg_roles WHERE rolname = current_user);
BEGIN
  IF NOT superuser THEN
    EXECUTE format('GRANT registry_owner TO %I', current_user);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'registry') THEN
    CREATE SCHEMA registry AUTHORIZATION registry_owner;
  ELSIF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'registry' AND nspowner = 'registry_owner'::regrole) THEN
    ALTER SCHEMA registry OWNER TO registry_owner;
  END IF;
  REVOKE ALL ON SCHEMA registry FROM PUBLIC, registry_writer, registry_reader;
  GRANT USAGE ON SCHEMA registry TO registry_writer, registry_reader;
  COMMENT ON SCHEMA registry IS
    'Append-only records of governed execution requests. A record is a proposal, never an approval.';
  IF NOT superuser THEN
    EXECUTE format('REVOKE registry_owner FROM %I', current_user);
  END IF;
END
$schema$;

-- PUBLIC is every role of the server. It may not connect, nor create temporary tables, whose names could
-- hide those of the registry; and nobody needs the schema "public".
DO $database$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC, registry_owner, registry_writer, registry_reader',
    current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO registry_owner, registry_writer, registry_reader',
    current_database());
  IF EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public') THEN
    REVOKE ALL ON SCHEMA public FROM PUBLIC, registry_owner, registry_writer, registry_reader;
  END IF;
END
$database$;

-- An unqualified name means the registry's own object. pg_catalog comes before it unasked; pg_temp has to
-- be named to come last. An isolation level that the service would have to set for its session is lost behind a
-- connection pooler, so it is the role's. The reader's sessions are read-only from the start, so that a slip is an error.
DO $settings$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['registry_owner', 'registry_writer', 'registry_reader'] LOOP
    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = registry, pg_temp', name, current_database());
  END LOOP;
  EXECUTE format('ALTER ROLE registry_writer IN DATABASE %I SET default_transaction_isolation = ''read committed''',
    current_database());
  EXECUTE format('ALTER ROLE registry_reader IN DATABASE %I SET default_transaction_read_only = on',
    current_database());
END
$settings$;
