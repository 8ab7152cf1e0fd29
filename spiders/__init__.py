"""One file of facts a portal."""
