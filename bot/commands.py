"""Commands: what each word of the command line does. Authors' mistakes become sentences here, faults a logged trace."""

from __future__ import annotations

import argparse
import difflib
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from bot import bootstrap, operating, overviews
from bot.content import ContentError, check, read_talk, schema, shipped
from bot.core.moves import Language
from bot.operating import Mistake
from bot.settings import SettingsError

if TYPE_CHECKING:
    from bot.core.debrief import Debrief
    from bot.recognition import Recogniser
    from bot.recognition.lint import Finding, Hears
    from bot.report.texts import Texts
    from bot.training import Library, Session
    from bot.training.script import Played

AUTHORS_MISTAKE, OUR_FAULT = 1, 3
_log = logging.getLogger("tirade")
_SCRIPT_STARTS = datetime(2026, 3, 2, 10, 0)  # noqa: DTZ001 - a Monday morning in the time zone of the settings


def run(given: argparse.Namespace) -> int:
    """Run the command in ``given`` and return its exit code."""
    try:
        return _COMMANDS[given.command](given)
    except (ContentError, SettingsError, Mistake) as mistake:
        _complain(map(str, mistake.problems))
        return AUTHORS_MISTAKE
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stdout = None  # whoever read along has gone, as `| head` does; nothing is left to say
        return 0
    except Exception:  # noqa: BLE001 - the one boundary: a person gets a sentence, the log gets the trace
        logging.basicConfig(stream=sys.stderr)
        _log.exception("a fault in tirade %s", given.command)
        _complain(["Something went wrong in Tirade itself. The lines above help to mend it."])
        return OUR_FAULT


def _practise(given: argparse.Namespace) -> int:
    from bot.adapters.terminal import Kept, Wanted, practise, talk_number
    from bot.training.care import Bounds

    settings = bootstrap.settings()
    training = bootstrap.training(settings)
    if given.persona:
        _known("customer", given.persona, training.library.personas)
    for rubric in given.rubric or ():
        _known("method", rubric, training.library.rubrics)
    if given.persona:
        _suited(training.library, given.persona, given.rubric or ())
    talk = talk_number(settings.zone) if given.talk is None else given.talk
    bounds = Bounds(settings.ceiling, settings.coarse)
    asked = (given.persona, tuple(given.rubric or ()), given.language, given.difficulty, given.speed)
    wanted = Wanted(*asked, max(talk, 0), bounds)
    kept = Kept(bootstrap.archive, settings.retention) if settings.keep else None
    practise(training, bootstrap.texts(), settings.zone, wanted, kept)
    return 0


def _replay(given: argparse.Namespace) -> int:
    from bot.training.script import play

    settings = bootstrap.settings()
    talk = read_talk(given.talk)
    training = bootstrap.training(settings)
    _known("customer", talk.persona, training.library.personas)
    for rubric in talk.rubrics:
        _known("method", rubric, training.library.rubrics)
    _suited(training.library, talk.persona, talk.rubrics)
    played = play(training, talk, _SCRIPT_STARTS.replace(tzinfo=settings.zone))
    debriefs = training.debriefs(played.session)
    texts = bootstrap.texts()[played.session.persona.language]
    if given.html or given.pdf or given.picture:
        _save(given, played.session, debriefs, texts)
    else:
        _write(_told(given, played, debriefs, texts))
    return 0


def _told(given: argparse.Namespace, played: Played, debriefs: tuple[Debrief, ...], texts: Texts) -> str:
    """The face of the report that goes to the screen."""
    from bot.report.document import document
    from bot.report.markdown import markdown
    from bot.report.whole import report

    session = played.session
    if given.json:
        return json.dumps(document(session, debriefs, played.unsaid), ensure_ascii=False, indent=2)
    if given.markdown:
        return markdown(report(session.persona, session.transcript, debriefs, texts), texts).rstrip("\n")
    return "\n".join(_annotated(played, debriefs, texts))


def _annotated(played: Played, debriefs: tuple[Debrief, ...], texts: Texts) -> Iterator[str]:
    from bot.report.annotated import annotated
    from bot.report.plain import plain
    from bot.report.sections import moments, short_form
    from bot.report.tables import table

    yield annotated(played.session, texts)
    if played.unsaid:
        yield "\n".join([texts("unsaid"), *(f"- {text}" for text in played.unsaid), ""])
    for debrief in debriefs:
        yield plain((*short_form(debrief, texts), *moments(debrief, texts), *table(debrief, texts)), texts)


def _save(given: argparse.Namespace, session: Session, debriefs: tuple[Debrief, ...], texts: Texts) -> None:
    """The face of the report that goes to a file; a missing library or a closed folder is told in a sentence."""
    from bot.report.extras import MissingLibraryError
    from bot.report.files import save_page, save_pdf, save_picture
    from bot.report.whole import report

    whole = report(session.persona, session.transcript, debriefs, texts)
    faces = ((given.html, save_page), (given.pdf, save_pdf), (given.picture, save_picture))
    path, save = next((path, save) for path, save in faces if path)
    try:
        save(whole, texts, path)
    except MissingLibraryError as missing:
        raise Mistake(str(missing)) from missing
    except OSError as problem:
        raise Mistake(f"{path}: cannot be written ({problem.strerror})") from problem
    _write(f"Written: {path}")


def _check(given: argparse.Namespace) -> int:
    places = shipped()
    problems = check(given.paths or [places.personas, places.rubrics, *places.texts.glob("customer.*.yaml")])
    _complain(map(str, problems))
    if problems:
        return AUTHORS_MISTAKE
    _write("No problems.")
    return 0


def _schema(given: argparse.Namespace) -> int:
    _write(json.dumps(schema(given.kind), ensure_ascii=False, indent=2))
    return 0


def _moves(given: argparse.Namespace) -> int:
    return _ACTIONS[given.action](given)


def _read_messages(given: argparse.Namespace) -> int:
    from bot.adapters.jsonlines import moves

    settings = bootstrap.settings()
    recogniser = bootstrap.recogniser(settings.encoder, settings.lexicon)
    return moves(recogniser, given.language, sys.stdin, sys.stdout, sys.stderr)


def _explain_moves(given: argparse.Namespace) -> int:
    from bot.adapters.terminal.clock import WallClock
    from bot.report.explained import explained

    settings = bootstrap.settings()
    now = WallClock(settings.zone).now()
    recogniser = bootstrap.recogniser(settings.encoder, settings.lexicon)
    reading = recogniser.recognise(given.text, given.language, given.customer, now=now)
    sys.stdout.write(explained(reading, now, bootstrap.texts()[given.language]))
    return 0


def _check_moves(given: argparse.Namespace) -> int:
    from bot.recognition.lint import MISTAKES, summary
    from bot.recognition.model import ModelState, model_state

    own = bootstrap.settings().lexicon
    findings = _findings(own, [given.language] if given.language else get_args(Language))
    mistakes = [finding for finding in findings if finding.kind in MISTAKES]
    _complain(map(str, mistakes))
    for line in summary([finding for finding in findings if finding.kind not in MISTAKES], every=given.all):
        _write(line)
    if own and model_state(own) is ModelState.STALE:
        _write("Your own examples are not heard yet: run `tirade moves train`.")
    if not findings:
        _write("No problems.")
    return AUTHORS_MISTAKE if mistakes else 0


def _findings(own: Path | None, languages: Sequence[Language]) -> list[Finding]:
    """What is wrong in the folder of own cues and examples; without one, in the shipped ones."""
    from bot.recognition.lint import lint, lint_own

    lexicon = shipped().texts.parent / "lexicon"
    if own is None:
        return lint(lexicon, languages, _hears(bootstrap.recogniser()))
    try:
        recogniser = bootstrap.recogniser(own=own)
    except SettingsError:  # it is told below, with its place
        recogniser = bootstrap.recogniser()
    return lint_own(own, lexicon, languages, _hears(recogniser))


def _hears(recogniser: Recogniser) -> Hears:
    return lambda text, language: {found.move for found in recogniser.recognise(text, language).moves}


def _train_moves(given: argparse.Namespace) -> int:
    from bot.recognition.lint import MISTAKES

    own = bootstrap.settings().lexicon
    if own is None:
        raise Mistake("TIRADE_LEXICON names no folder of your own; `make train` trains what is shipped")
    mistakes = [finding for finding in _findings(own, get_args(Language)) if finding.kind in MISTAKES]
    if mistakes:
        _complain(map(str, mistakes))
        return AUTHORS_MISTAKE
    if not find_spec("scipy"):
        raise Mistake("training needs SciPy: pip install 'tirade[dev]'")
    trained = subprocess.run([sys.executable, "-m", "bot.recognition.train", str(own)], check=False)
    return OUR_FAULT if trained.returncode else 0


def _known(kind: str, name: str, names: Iterable[str]) -> None:
    names = list(names)
    if name not in names:
        nearest = difflib.get_close_matches(name, names, 1, 0.5)
        hint = f'; did you mean "{nearest[0]}"?' if nearest else ""
        raise Mistake(f'there is no {kind} "{name}"; there are: {", ".join(names)}{hint}')


def _suited(library: Library, persona: str, rubrics: Iterable[str]) -> None:
    fitting = library.methods_for(library.personas[persona])
    for rubric in rubrics:
        if rubric not in fitting:
            raise Mistake(f'the method "{rubric}" is not for talks with "{persona}"; it can be: {", ".join(fitting)}')


def _complain(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        sys.stderr.write(f"{sentence}\n")


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")


_ACTIONS: Mapping[str | None, Callable[[argparse.Namespace], int]] = {
    None: _read_messages,
    "explain": _explain_moves,
    "check": _check_moves,
    "train": _train_moves,
}
_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "practise": _practise,
    "replay": _replay,
    "check": _check,
    "schema": _schema,
    "moves": _moves,
    "serve": operating.serve,
    "manifest": operating.manifest,
    "keys": operating.keys,
    "data": operating.data,
    "progress": overviews.progress,
    "export": overviews.export,
    "agreement": overviews.agreement,
}
