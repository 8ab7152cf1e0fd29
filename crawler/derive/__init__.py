"""Articles from any archive, without an engine: a survey of what it holds, then one page after another."""
