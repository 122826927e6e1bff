"""Names of companies and people, as ledgers hold them and as papers print them. Pure."""
