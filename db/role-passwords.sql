-- The passwords of the two roles that the service logs in as, taken from the environment of psql (15 or later).
--
-- Run after db/roles.sql, by whoever ran that; docker-compose.yml does it when the database is made:
--
--   psql --set ON_ERROR_STOP=1 --dbname registry --file db/role-passwords.sql
--
-- A variable that is not set is a syntax error here, and nothing is changed. registry_reader gets no password,
-- and cannot log in with one until somebody says \password registry_reader.

\getenv owner_password REGISTRY_OWNER_PASSWORD
\getenv writer_password REGISTRY_WRITER_PASSWORD

BEGIN;
-- A statement that fails goes to the server's log, and these must not.
SET LOCAL log_min_error_statement = panic;
SET LOCAL log_statement = none;
ALTER ROLE registry_owner PASSWORD :'owner_password';
ALTER ROLE registry_writer PASSWORD :'writer_password';
COMMIT;
