"""Answers written to files that other programs open."""
