"""Crashing: load, a stub of Slack, a fleet of processes that are killed, and the checks on what was seen.

Only ``child`` and ``counter`` know what is being run; the rest drives any command that takes Slack's events over HTTP.
"""
