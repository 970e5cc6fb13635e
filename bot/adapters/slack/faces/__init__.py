"""Faces: everything that Slack shows. Pure functions, from a value to plain blocks and views.

Nothing here calls Slack, reads a clock or keeps anything. Every sentence is one of bot/texts/ or of the report.
"""
