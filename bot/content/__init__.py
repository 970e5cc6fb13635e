"""Content: the files that trainers write, read and checked.

``load`` gives all customers and methods, or raises ContentError with every problem of every file; ``check`` lists the
problems of single files; ``read_as`` reads any other data file as a value of a given type, and ``read_talk`` a scripted
talk; ``schema`` is for editors.
"""

from bot.content.files import Places, shipped
from bot.content.loader import check, load
from bot.content.problems import ContentError, Problem, Rule
from bot.content.schema import schema
from bot.content.shape import read_as
from bot.content.talks import read_talk
from bot.content.values import Content

__all__ = [
    "Content",
    "ContentError",
    "Places",
    "Problem",
    "Rule",
    "check",
    "load",
    "read_as",
    "read_talk",
    "schema",
    "shipped",
]
