-- The passwords of the two roles that the service logs in as, each from the file that a variable in the environment of
-- psql (15 or later) names.
--
-- Run after db/roles.sql, by whoever ran that; docker-compose.yml does it when the database is made:
--
--   psql --set ON_ERROR_STOP=1 --dbname registry --file db/role-passwords.sql
--
-- A file that is missing or empty is a syntax error here, and nothing is changed. registry_reader gets no password,
-- and cannot log in with one until somebody says \password registry_reader.

\if `test -s "$REGISTRY_OWNER_PASSWORD_FILE" && echo true || echo false`
  \set owner_password `cat "$REGISTRY_OWNER_PASSWORD_FILE"`
\endif
\if `test -s "$REGISTRY_WRITER_PASSWORD_FILE" && echo true || echo false`
  \set writer_password `cat "$REGISTRY_WRITER_PASSWORD_FILE"`
\endif

BEGIN;
-- A statement that fails goes to the server's log, and these must not.
SET LOCAL log_min_error_statement = panic;
SET LOCAL log_statement = none;
ALTER ROLE registry_owner PASSWORD :'owner_password';
ALTER ROLE registry_writer PASSWORD :'writer_password';
COMMIT;
