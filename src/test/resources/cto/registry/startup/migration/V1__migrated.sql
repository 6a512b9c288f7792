CREATE TABLE migrated (i integer);
