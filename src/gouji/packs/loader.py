"""Rule files and packs from disk: files merged, inheritance followed, every fault of every file in one run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gouji.faults import Diagnostic, Label, RuleError, SettingError, SourceText, SubmissionError, in_order
from gouji.language import Node, nearest
from gouji.packs.keys import BASIS, FILE, PARAMETER, VERIFIED
from gouji.packs.located import Faults, Located
from gouji.packs.model import AuthoredRule, Clause, Pack, PackId, Parameter
from gouji.packs.rule_form import SEVERITIES, RuleContext, automatic_id, parsed, read_definitions, read_rule
from gouji.packs.settings import Setting, apply_settings, constant_node, misfit
from gouji.packs.shipped import ENDINGS, rule_files, shipped_folder, shipped_packs
from gouji.packs.template import Template
from gouji.packs.template_form import read_templates
from gouji.packs.vocabulary_form import VocabularyDraft, read_fields, read_sets, read_tables
from gouji.report.collecting import Faults as YamlFaults
from gouji.report.nodes import Mapping as MappingNode
from gouji.report.nodes import Node as YamlNode
from gouji.report.nodes import Scalar
from gouji.report.text import Text, decode
from gouji.report.yaml_nodes import parse_yaml
from gouji.report.yaml_slips import colon_of_one_name

#: Packs that inherit from packs: deeper than this is taken for a circle.
DEEPEST = 8
#: A rule file larger than this (bytes) is refused.
LARGEST = 16 << 20
#: Files named to someone who asked for one that is not there.
SHOWN_FILES = 5


def kinds_of(pack: str) -> tuple[str, ...]:
    """``适用:`` of a shipped pack: words of the kind of report that it is for."""
    return _head_words(pack, "kinds")


def marks_of(pack: str) -> tuple[str, ...]:
    """``标志:`` of a shipped pack: words of forms that it is for, in a document of whatever kind."""
    return _head_words(pack, "marks")


def _head_words(pack: str, key: str) -> tuple[str, ...]:
    """The words under one key of a shipped pack, read without the rest of it."""
    path = shipped_folder() / pack / "pack.yaml"
    text = path.read_text("utf-8")
    node = parse_yaml(text, YamlFaults(str(path), Text(str(path), text)))
    if node is None:
        return ()
    located = Located(SourceText(str(path), text), Faults())
    return located.words(located.keyed(node, FILE, "").get(key), "")


def load_pack(sources: Iterable[str | Path], settings: Mapping[str, Setting] | None = None) -> Pack:
    """Load rule files, folders and packs (by id or path) as one.

    ``settings`` sets parameters. Raises :class:`RuleError` with the faults of all files, or :class:`SettingError` for a
    source that does not exist or a setting that does not fit.
    """
    faults = Faults()
    loader = _Loader(faults)
    missing = []
    for source in sources:
        found = _find(str(source), None)
        if found is None:
            if _is_folder(str(source)):
                missing.append(Diagnostic("C504", {"source": str(source)}))
                continue
            missing.append(_not_found(str(source)))
        else:
            loader.load(found, 0)
    if missing:
        raise SettingError(missing)
    pack = loader.pack()
    if faults.found:
        error = RuleError(in_order(faults.found))
        error.partial = pack
        raise error
    return apply_settings(pack, settings or {})


def _find(source: str, beside: Path | None) -> Path | None:
    """A path as given, beside the inheriting file, or the id of a shipped pack."""
    candidates = [Path(source)]
    if beside is not None:
        candidates.insert(0, beside / source)
    if "/" not in source and "\\" not in source:
        candidates.append(shipped_folder() / source)
    for candidate in candidates:
        try:
            if candidate.is_file() or (candidate.is_dir() and rule_files(candidate)):
                return candidate
        except (OSError, ValueError):
            continue
    return None


def _not_found(source: str) -> Diagnostic:
    """The fault of a source that is neither a file nor a folder nor the id of a pack."""
    path = Path(source)
    if path.suffix.lower() not in ENDINGS:
        near = "、".join(nearest(source, shipped_packs())) or "、".join(shipped_packs())
        return Diagnostic("C501", {"source": source, "near": near})
    try:
        beside = sorted(file.name for file in path.parent.iterdir() if file.suffix.lower() in ENDINGS)
    except (OSError, ValueError):
        args = {"hint": f"没有“{path.parent}”这个文件夹", "hint_en": f"there is no folder “{path.parent}”"}
        return Diagnostic("C505", {"source": source, **args})
    near = "、".join(nearest(path.name, beside) or beside[:SHOWN_FILES])
    args = {"hint": "那里没有一个规则文件；请核对路径", "hint_en": "no rule file is there; check the path"}
    if near:
        args = {"hint": f"那里有：{near}", "hint_en": f"to be found there: {near}"}
    return Diagnostic("C505", {"source": source, **args})


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


@dataclass(slots=True)
class _File:
    """One rule file, parsed to nodes."""

    path: Path
    located: Located
    keys: dict[str, YamlNode]
    data: bytes


@dataclass(slots=True)
class _Loader:
    """Everything loaded so far; a pack that inherits changes what it inherits."""

    faults: Faults
    ids: list[PackId] = field(default_factory=list)
    rules: dict[str, AuthoredRule] = field(default_factory=dict)
    draft: VocabularyDraft = field(default_factory=VocabularyDraft)
    bases: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    definitions: dict[str, Node] = field(default_factory=dict)
    templates: list[Template] = field(default_factory=list)
    kinds: tuple[str, ...] = ()
    off: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    loaded: set[Path] = field(default_factory=set)
    lineage: dict[Path, set[str]] = field(default_factory=dict)
    """For every loaded file or folder its own id and those of all packs that it inherits."""
    names_of: dict[Path, _Loader] = field(default_factory=dict)
    """What was loaded for its names alone, once for all files that ask for it."""
    opened: list[Path] = field(default_factory=list)
    """What is being loaded at the moment, the outermost first: to inherit from one of these is a circle."""

    def pack(self) -> Pack:
        rules = tuple(rule for id_, rule in self.rules.items() if id_ not in self.off)
        vocabulary = self.draft.finished() if self.draft else None
        return Pack(
            tuple(self.ids),
            rules,
            vocabulary,
            self.parameters,
            self.definitions,
            self.kinds,
            tuple(self.off),
            dict(self.draft.sets),
            tuple(self.templates),
            tuple(self.files),
        )

    def load(self, path: Path, depth: int) -> None:
        """Load one file or one pack folder, what it inherits first."""
        resolved = path.resolve()
        if resolved in self.loaded:
            return
        self.loaded.add(resolved)
        files = [file for p in (rule_files(path) if path.is_dir() else [path]) if (file := self._open(p)) is not None]
        if depth > DEEPEST:
            self.faults.add("P430", Label(str(path)), depth=DEEPEST)
            return
        self.opened.append(resolved)
        above = {pack for file in files for pack in self._inherit(file, depth)}
        self.opened.pop()
        self.files += [str(file.path) for file in files]
        id_, version, title = path.stem if path.is_file() else path.name, "", ""
        kinds: tuple[str, ...] = ()
        for file in files:
            id_ = file.located.text(file.keys.get("id"), "编号", id_)
            version = file.located.text(file.keys.get("version"), "版本", version)
            title = file.located.text(file.keys.get("title"), "名称", title)
            kinds = file.located.words(file.keys.get("kinds"), "适用") or kinds
            file.located.words(file.keys.get("marks"), "标志")  # used of shipped packs only; a fault is told of all
        self.lineage[resolved] = {id_, *above}
        for file in files:
            self._names(file, id_)
        for file in files:
            self.templates += read_templates(file.located, file.keys.get("templates"), self.draft)
        before = len(self.rules)
        for file in files:
            self._rules(file, id_, above)
        for file in files:
            self._overlay(file)
        digest = hashlib.sha256()
        for file in files:
            digest.update(hashlib.sha256(file.data).digest())
        self.ids.append(PackId(id_, version, digest.hexdigest(), title))
        self.kinds = kinds or self.kinds
        empty = len(self.rules) == before and not any(
            key in file.keys
            for file in files
            for key in ("extends", "templates", "tables", "fields", "severities", "disable")
        )
        if empty and not self.faults.found:
            self.faults.add("P431", Label(str(path)))

    def _open(self, path: Path) -> _File | None:
        try:
            if path.stat().st_size > LARGEST:
                self.faults.add("P432", Label(str(path)), limit=LARGEST)
                return None
            data = path.read_bytes()
            text = decode(data, str(path))
        except OSError as error:
            self.faults.add("P433", Label(str(path)), reason=error.strerror or str(error))
            return None
        except SubmissionError as error:
            self.faults.found.extend(error.diagnostics)
            return None
        yaml_faults = YamlFaults(str(path), Text(str(path), text))
        node = parse_yaml(text, yaml_faults)
        if yaml_faults:
            self.faults.found.extend(yaml_faults.error().diagnostics)
        if node is None:
            return None
        located = Located(SourceText(str(path), text), self.faults)
        if not isinstance(node, MappingNode):
            if not yaml_faults and colon_of_one_name(text, node.start, FILE, yaml_faults):
                self.faults.found.extend(yaml_faults.error().diagnostics)
            elif not yaml_faults:
                located.add("P434", node)
            return None
        return _File(path, located, located.keyed(node, FILE, "规则文件"), data)

    def _inherit(self, file: _File, depth: int) -> set[str]:
        """Load what a file inherits; the ids of all packs above it."""
        above: set[str] = set()
        for key, only_names in (("extends", False), ("vocabulary", True)):
            for scalar in file.located.texts(file.keys.get(key), "继承"):
                found = _find(scalar.text or "", file.path.parent)
                if found is None:
                    near = "、".join(nearest(scalar.text or "", shipped_packs())) or "、".join(shipped_packs())
                    file.located.add("P435", scalar, source=scalar.text, near=near)
                    continue
                if found.resolve() in self.opened:
                    file.located.add("P443", scalar, source=scalar.text)
                    continue
                if not only_names:
                    self.load(found, depth + 1)
                    above |= self.lineage.get(found.resolve(), set())
                    continue
                other = self.names_of.get(found.resolve())
                if other is None:
                    other = _Loader(self.faults, opened=self.opened, names_of=self.names_of)
                    other.load(found, depth + 1)
                    self.names_of[found.resolve()] = other
                self._take_names(other)
        return above

    def _take_names(self, other: _Loader) -> None:
        """``词汇:`` takes the names of another pack and none of its rules."""
        self.draft = other.draft.copy() if not self.draft else self.draft
        self.bases = {**other.bases, **self.bases}
        self.parameters = {**other.parameters, **self.parameters}
        self.definitions = {**other.definitions, **self.definitions}
        self.templates = [*other.templates, *self.templates]
        self.files = list(dict.fromkeys((*other.files, *self.files)))

    def _names(self, file: _File, pack: str) -> None:
        located, keys = file.located, file.keys
        read_tables(located, keys.get("tables"), self.draft)
        read_fields(located, keys.get("fields"), self.draft)
        read_sets(located, keys.get("sets"), self.draft)
        self.draft.empty |= set(located.words(keys.get("empty"), "空值"))
        self._bases(located, keys.get("bases"))
        self._parameters(located, keys.get("parameters"), pack)
        self.definitions.update(read_definitions(located, keys.get("definitions")))

    def _bases(self, file: Located, node: YamlNode | None) -> None:
        """``依据:`` an article number stands only where it was verified against the text of the law."""
        for name, value in file.entries(node, "依据"):
            key = name.text or ""
            if isinstance(value, Scalar):
                self.bases[key] = value.text or key
                continue
            keys = file.keyed(value, BASIS, f"依据“{key}”")
            title, number = file.text(keys.get("title"), "名称"), file.text(keys.get("number"), "文号")
            article = file.text(keys.get("article"), "条")
            word = file.text(keys.get("verified"), "核实", "未核")
            verified = VERIFIED.get(word)
            if verified is None:
                file.add("P436", keys["verified"], word=word)
            if article and verified != "verified":
                file.add("P437", keys["article"], key=key)
            text = (f"《{title}》" if title else "") + (f"（{number}）" if number and title else number) + article
            if verified == "unverified":
                text += "（条号待核）"
            content = file.text(keys.get("content"), "内容")
            self.bases[key] = f"{text or key}{'：' + content if content else ''}"

    def _parameters(self, file: Located, node: YamlNode | None, pack: str) -> None:
        for name, value in file.entries(node, "参数"):
            word = name.text or ""
            keys = {"default": value} if isinstance(value, Scalar) else file.keyed(value, PARAMETER, f"参数“{word}”")
            clauses: dict[str, Clause] = {}
            for key in ("default", "least", "most"):
                scalar = keys.get(key)
                if isinstance(scalar, Scalar) and scalar.text is not None:
                    if (clause := self._constant(file, scalar)) is not None:
                        clauses[key] = clause
                elif scalar is not None:
                    file.add("P404", scalar, what="参数")
            if "default" not in clauses:
                if "default" not in keys and word not in self.parameters:
                    file.add("P438", name, name=word)
                continue
            before = self.parameters.get(word)
            note = file.text(keys.get("note"), "说明") or (before.note if before else "")
            least = clauses.get("least") or (before.least if before else None)
            most = clauses.get("most") or (before.most if before else None)
            made = Parameter(word, before.default if before else clauses["default"], note, least, most)
            for clause in (least, most, clauses["default"]):
                if clause is not None and (wrong := misfit(made, clause.node, bounded=clause is clauses["default"])):
                    text = clause.written.text
                    file.faults.add("P444", clause.written.whole, name=word, text=text, why=wrong[0], why_en=wrong[1])
            own = before if before is not None and before.pack != pack else None
            self.parameters[word] = replace(made, default=clauses["default"], pack=pack, before=own)

    @staticmethod
    def _constant(file: Located, scalar: Scalar) -> Clause | None:
        found = constant_node(scalar.text or "")
        if found is None:
            parsed_ = parsed(file, scalar, expression=True)
            if parsed_ is not None:
                file.add("P439", scalar, text=scalar.text)
            return None
        return Clause(found, file.written(scalar))

    def _rules(self, file: _File, pack: str, above: set[str]) -> None:
        """The rules of a file. Only the rules of inherited packs (``above``) may be given anew under their ids."""
        located, keys = file.located, file.keys
        context = RuleContext(
            pack,
            file.path.stem,
            self.bases,
            True,
            dict(self.definitions),
            located.words(keys.get("kinds"), "适用") if file.path.stem != "pack" else (),
        )
        for item in located.items(keys.get("rules"), "规则"):
            rule = read_rule(located, item, context)
            if rule is None:
                continue
            before = self.rules.get(rule.id)
            if before is not None and before.name != rule.name and rule.id == automatic_id(file.path.stem, rule.name):
                rule = replace(rule, id=automatic_id(file.path.stem, rule.name, 16))  # two lines with one short id
                before = self.rules.get(rule.id)
            if before is not None and before.pack not in above:
                if before.name == rule.name and before.message == rule.message == ():
                    located.faults.add("P441", rule.label, name=rule.name)
                else:
                    located.faults.add("P440", rule.label, id=rule.id, first=str(before.label))
                continue
            self.rules[rule.id] = rule

    def _overlay(self, file: _File) -> None:
        """Switch off and re-grade by id, without touching the text of the rules."""
        located = file.located
        for scalar in located.texts(file.keys.get("disable"), "停用"):
            if scalar.text not in self.rules:
                located.add("P442", scalar, id=scalar.text, near="、".join(nearest(scalar.text or "", self.rules)))
            else:
                self.off.append(scalar.text)
        for name, value in located.entries(file.keys.get("severities"), "级别"):
            word = located.text(value, "级别")
            if name.text not in self.rules:
                located.add("P442", name, id=name.text, near="、".join(nearest(name.text or "", self.rules)))
            elif word not in SEVERITIES:
                located.add("P423", value, word=word)
            else:
                self.rules[name.text] = replace(self.rules[name.text], severity=word)


__all__ = ["load_pack", "shipped_folder", "shipped_packs"]
