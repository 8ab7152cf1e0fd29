"""Warta's commands, one file each."""
