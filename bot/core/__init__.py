"""The core: customers, conversations, mood, replies and debriefs as pure functions over frozen values.

No clock, no dice, no files, no logging, no Slack. Time and numbers come in as arguments.
"""
