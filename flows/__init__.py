"""The verbs: steps that join pure code with the stores; only `flows.intake` knows Prefect."""
