"""What the tests stand on: a portal server on loopback, made articles, and a guard against network use."""
