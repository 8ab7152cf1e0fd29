"""Politeness: the pace of requests, robots.txt, patience with failures, and asking only for what changed."""
