"""Tirade plays angry customers, so that customer-service people can practise on them.

The rooms, from the outside in (docs/architecture.md draws them):

- ``__main__``: the command line.
- ``bootstrap``: the only place that picks concrete adapters.
- ``adapters``: the terminal, and the clock that it reads.
- ``settings``: the environment. ``content``: persona and rubric files, or all their problems.
- ``training``: the use cases. ``report``: a debrief as words and pictures. ``recognition``: a message -> a reading.
- ``core``: pure. Values in, values out.
"""
