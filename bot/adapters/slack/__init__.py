"""Slack: practices in the threads of channels and direct messages."""
