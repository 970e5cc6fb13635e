"""Compiled templates are kept where Python keeps compiled modules, and nothing depends on that."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.report import templates
from bot.report.templates import template


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(templates, "_COMPILED", tmp_path)
    return tmp_path


def test_a_second_process_need_not_compile_a_template_again(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template("page.html.j2", kind=str)
    assert len(list(compiled.iterdir())) == 1

    monkeypatch.setattr("jinja2.Environment.compile", None)  # calling it would fail
    assert template("page.html.j2", kind=str).name == "page.html.j2"


@pytest.mark.parametrize("missing", [True, False])
def test_a_template_loads_where_nothing_can_or_may_be_kept(
    compiled: Path, monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    if missing:
        monkeypatch.setattr(templates, "_COMPILED", compiled / "nowhere")
    else:
        monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert template("page.html.j2", kind=str).name == "page.html.j2"
    assert not list(compiled.iterdir())
