#!/bin/sh
# Runs once, on an empty volume: a role and a database each for Countersign and for Prefect.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
    -v countersign="$PASSWORD_OF_COUNTERSIGN" -v prefect="$PASSWORD_OF_PREFECT" <<'SQL'
CREATE ROLE countersign LOGIN PASSWORD :'countersign';
CREATE ROLE prefect LOGIN PASSWORD :'prefect';
CREATE DATABASE countersign OWNER countersign TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
CREATE DATABASE prefect OWNER prefect TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
\connect prefect
CREATE EXTENSION pg_trgm;
SQL
