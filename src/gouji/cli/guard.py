"""Everything that goes wrong outside a verb's own business: told in a sentence, with the exit code of the contract."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from gouji.faults import Diagnostic

INTERRUPTED = 130
#: The reader of the output has gone (``audit … | head``): neither success nor a finding.
CLOSED = 141


def language_of(args: Sequence[str]) -> str:
    """The language for messages about a command that may not even parse."""
    for at, word in enumerate(args):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and at + 1 < len(args):
            return args[at + 1]
    return os.environ.get("GOUJI_LANG", "zh")


def guarded(run: Callable[[], Any], args: Sequence[str]) -> int:
    """The exit code of ``run``, whatever it does."""
    try:
        code = int(run() or 0)
        sys.stdout.flush()
        return code
    except (KeyboardInterrupt, click.Abort):
        return _interrupted(args)
    except BrokenPipeError:
        return _closed()
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.ctx.get_help() if asked.ctx is not None else "", err=True)
        return 2
    except click.UsageError as fault:
        from gouji.cli.usage import diagnosed

        return _told([diagnosed(fault)], args)
    except Exception as fault:  # the last net: no traceback reaches a person who did not ask for one
        return _failed(fault, args)


def _failed(fault: Exception, args: Sequence[str]) -> int:
    from gouji.faults import Diagnostic, GoujiError, RuleError

    if isinstance(fault, RuleError):
        from gouji.cli.mistakes import reports_as_rules

        files = dict.fromkeys(entry.label.file for entry in fault.diagnostics if entry.label is not None)
        if mistaken := reports_as_rules(files):
            return _told(mistaken, args, fault.exit_code)
    if isinstance(fault, GoujiError):
        return _told(fault.diagnostics, args, fault.exit_code)
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG):
        _discard(sys.stdout)
        return _told([Diagnostic("C528", {"reason": fault.strerror or str(fault)})], args)
    if isinstance(fault, OSError) and fault.errno == errno.EINVAL and os.name == "nt":
        return _closed()
    if os.environ.get("GOUJI_DEBUG"):
        import traceback

        traceback.print_exception(fault)
    text = " ".join(str(fault).split())[:300]
    return _told([Diagnostic("C599", {"type": type(fault).__name__, "text": text})], args)


def _told(diagnostics: Sequence[Diagnostic], args: Sequence[str], code: int = 2) -> int:
    from gouji.cli.speech import show_diagnostics

    try:
        show_diagnostics(diagnostics, language_of(args))
    except (BrokenPipeError, ValueError):
        return _closed()
    return code


def _interrupted(args: Sequence[str]) -> int:
    try:
        print("\n已中断 / interrupted" if language_of(args) != "en" else "\ninterrupted", file=sys.stderr)
        sys.stdout.flush()
    except (OSError, ValueError, KeyboardInterrupt):
        _discard(sys.stdout)
    return INTERRUPTED


def _closed() -> int:
    _discard(sys.stdout)
    return CLOSED


def _discard(stream: Any) -> None:
    """Point a stream that cannot be written at nothing, so that the interpreter's last flush does not complain."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
    except (OSError, ValueError, AttributeError):
        pass
