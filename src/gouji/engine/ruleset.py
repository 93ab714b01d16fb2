"""Rules ready to be applied: the engine's face to other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.engine.judge import Judge
from gouji.engine.program import Program, compile_pack, info_of
from gouji.engine.result import PackInfo, Result, RuleInfo
from gouji.faults import Diagnostic, RuleError, SubmissionError, in_order
from gouji.packs.model import Pack
from gouji.packs.settings import Setting
from gouji.packs.vocabulary import vocabulary_of
from gouji.report import FORMATS, SUBMISSIONS, LineReader, Report, walk

if TYPE_CHECKING:
    from gouji.engine.bulk.judging import BulkJudge
    from gouji.report.bulk import Bulk

#: Forms of reports (tables, columns, kinds) whose compiled rules are kept, for rule files without a vocabulary.
REMEMBERED = 64


class RuleSet:
    """A set of rules that can be applied to any number of reports.

    Made by :func:`load_rules`. Raises :class:`RuleError` at once when the rules bring a vocabulary and do not fit it; rules
    without a vocabulary are bound to the columns of each report they meet.
    """

    def __init__(self, pack: Pack, lang: str = "zh", with_passed: bool = False, program: Program | None = None) -> None:
        """``program``: the rules of the pack bound to its vocabulary, where that has been done already."""
        self.pack = pack
        self.lang = lang
        self.with_passed = with_passed
        self._judges: dict[object, Judge] = {}
        self._judge: Judge | None = None
        self._bulk_judge: BulkJudge | None = None
        self._bound: set[str] = set()
        self._unbound: dict[str, Diagnostic] = {}
        if program is None and pack.vocabulary is not None:
            program, faults = compile_pack(pack, pack.vocabulary)
            if faults:
                raise RuleError(in_order(faults))
        if program is not None:
            self._judge = Judge(program, lang, with_passed)

    @property
    def packs(self) -> tuple[PackInfo, ...]:
        """Which packs, exactly."""
        return tuple(PackInfo(p.id, p.version, p.sha256, p.title) for p in self.pack.ids)

    @property
    def rules(self) -> tuple[RuleInfo, ...]:
        """What can be said of each rule."""
        if self._judge is not None and self.lang != "en":
            return tuple(rule.info for rule in self._judge.program.rules)
        return tuple(info_of(rule, self.lang) for rule in self.pack.rules)

    def judge_for(self, report: Report) -> Judge:
        """The judge for a report: the one of the vocabulary, or the one of the report's form."""
        if self._judge is not None:
            return self._judge
        vocabulary = vocabulary_of(report)
        schema = vocabulary.schema
        form = (
            tuple((name, tuple(table.columns.values())) for name, table in schema.tables.items()),
            tuple(schema.fields.values()),
        )
        known = self._judges.get(form)
        if known is None:
            if len(self._judges) >= REMEMBERED:
                self._judges.clear()
            program, _ = compile_pack(self.pack, vocabulary)
            for rule in program.rules:
                if rule.fault is None:
                    self._bound.add(rule.info.id)
                else:
                    self._unbound.setdefault(rule.info.id, rule.fault)
            known = self._judges[form] = Judge(program, self.lang, self.with_passed)
        return known

    def check(self, report: Report) -> Result:
        """Judge one report. Raises TypeError for anything else: a mapping, a path."""
        if not isinstance(report, Report):
            raise TypeError(
                f"RuleSet.check() takes a Report, not {type(report).__name__}: "
                "gouji.report_from_dict() makes one of a mapping, RuleSet.read() of a file"
            )
        return self.judge_for(report).judge(report)

    def check_bulk(self, bulk: Bulk) -> Iterator[Result]:
        """Judge reports that were read together; needs the extra ``bulk``."""
        if self._judge is None:
            # rules without a vocabulary are bound to the columns that the cells of each report make likely
            yield from (self.check(bulk.report(number)) for number in range(len(bulk)))
            return
        if self._bulk_judge is None:
            from gouji.engine.bulk.judging import BulkJudge

            self._bulk_judge = BulkJudge(self._judge)
        yield from self._bulk_judge.judge_all(bulk)

    def read(self, path: str | Path) -> Report:
        """The one report of a file; a document is understood in the words of these rules.

        Raises :class:`gouji.SubmissionError` with every fault of the file; a file that holds several reports is one (D112).
        """
        # documents and what they become are asked for by those who have some
        from gouji.engine.understanding import read_submission

        return read_submission(path, rules=self)

    def read_reports(self, path: str | Path) -> Iterator[Report | SubmissionError]:
        """Every report of a file, at least one item; documents are understood in the words of these rules."""
        from gouji.engine.understanding import read_submissions

        return read_submissions(path, rules=self)

    def unbound(self) -> list[Diagnostic]:
        """The faults of rules that no report so far had the names for (rules without a vocabulary only)."""
        return in_order(fault for id_, fault in self._unbound.items() if id_ not in self._bound)


def load_rules(
    *sources: str | Path, settings: Mapping[str, Setting] | None = None, lang: str = "zh", with_passed: bool = False
) -> RuleSet:
    """Load rule files, folders or packs (by id) as one set.

    ``settings`` gives parameters their values, each as it would be written in a rule: ``{"超额阈值": "150%"}``. A number
    stands for its own text, so a value with a unit has to be text.

    Raises :class:`gouji.RuleError` with all faults of all files, :class:`gouji.SettingError` for an unknown source or a
    setting that does not fit.
    """
    from gouji.packs.loader import load_pack

    try:
        pack = load_pack(sources, settings)
    except RuleError as error:
        partial = error.partial
        if isinstance(partial, Pack) and partial.vocabulary is not None:
            # what can be read is bound as well, so that names and kinds are told in the same run as the syntax
            more = RuleError(in_order([*error.diagnostics, *compile_pack(partial, partial.vocabulary)[1]]))
            raise more from None
        raise
    return RuleSet(pack, lang, with_passed)


def check(paths: str | PathLike[str] | Iterable[str | Path], rules: RuleSet) -> Iterator[Result | SubmissionError]:
    """Judge every submission under the paths, one after the other; what cannot be read comes back as its error.

    ``paths`` is a file or a folder, or several of them. Submissions are reports and documents; a document is understood
    in the words of the rules. Nothing is raised for a submission: look whether an item is a :class:`SubmissionError`
    before taking it for a result.
    """
    given: Iterable[str | Path] = [Path(paths)] if isinstance(paths, str | PathLike) else paths
    for path in walk(given, SUBMISSIONS):
        if isinstance(path, SubmissionError):
            yield path
            continue
        if FORMATS.get(path.suffix.lower()) == "jsonl":
            yield from _check_lines(path, rules)
            continue
        for report in rules.read_reports(path):
            yield report if isinstance(report, SubmissionError) else rules.check(report)


def _check_lines(path: Path, rules: RuleSet) -> Iterator[Result | SubmissionError]:
    from gouji.engine.many import Judged, judge_lines

    reader = LineReader()
    for one in judge_lines(path, reader, lambda _: rules):
        if isinstance(one, Judged):
            yield one.result
        elif isinstance(one, SubmissionError):
            yield one
        else:
            try:
                yield rules.check(reader.read(one))
            except SubmissionError as fault:
                yield fault
