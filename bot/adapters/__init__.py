"""Adapters: where Tirade meets the world. They do not know each other."""
