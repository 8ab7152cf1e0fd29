"""The archive: the only code that knows WARC."""
