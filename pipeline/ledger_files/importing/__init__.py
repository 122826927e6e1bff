"""Ledgers as other systems export them: lists, workbooks and messages, read whole or refused."""
