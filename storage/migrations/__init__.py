"""The register's schema, version by version; a new version is a new file in versions/, never an edit."""
