"""Item pipelines: validate, dedupe, store."""
