-- All of one row by its id, random among the rows of readable_rows.sql.
\set pick random(100000000000, 99999999999 + :wanted)
SELECT * FROM same_columns WHERE id = ('00000000-0000-7000-8000-' || :pick)::uuid;
