"""Reading a YAML mapping key by key, with a fault for every unknown key and every value of the wrong form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.faults import Diagnostic, Label, SourceText
from gouji.language import nearest
from gouji.packs.model import Written
from gouji.report.collecting import Faults as YamlFaults
from gouji.report.nodes import Mapping as MappingNode
from gouji.report.nodes import Node, Scalar, Sequence
from gouji.report.text import Text
from gouji.report.yaml_slips import stuck_dash


class Faults:
    """Collects the diagnostics of rule files."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def add(self, code: str, label: Label, **args: object) -> None:
        self.found.append(Diagnostic(code, args, label))


class Located:
    """One rule file's text with the helpers that read its nodes."""

    def __init__(self, source: SourceText, faults: Faults) -> None:
        self.source = source
        self.faults = faults

    def label(self, node: Node) -> Label:
        """The first line of a node is enough to point at it."""
        end = node.end
        newline = self.source.text.find("\n", node.start, end)
        return self.source.label(node.start, max(node.start + 1, newline if newline > 0 else end))

    def add(self, code: str, node: Node, **args: object) -> None:
        self.faults.add(code, self.label(node), **args)

    def written(self, node: Scalar) -> Written:
        """A text with the place of every letter, where YAML left it as it stands."""
        text = node.text or ""
        raw = self.source.text[node.start : node.end]
        at = raw.find(text) if text else -1
        return Written(text, self.source, node.start, node.end, node.start + at if at >= 0 else None)

    def entries(self, node: Node | None, what: str) -> list[tuple[Scalar, Node]]:
        """The pairs of a mapping; a fault when it is none. An empty value is an empty mapping."""
        if node is None or (isinstance(node, Scalar) and node.text is None):
            return []
        if not isinstance(node, MappingNode):
            self.add("P402", node, what=what)
            return []
        return node.pairs

    def keyed(self, node: Node | None, known: Mapping[str, str], what: str) -> dict[str, Node]:
        """A mapping by canonical keys; unknown and double keys are faults."""
        out: dict[str, Node] = {}
        for name, value in self.entries(node, what):
            key = known.get(name.text or "")
            if key is None:
                self.add("P401", name, key=name.text, what=what, near="、".join(nearest(name.text or "", known)))
            elif key in out:
                self.add("P403", name, key=name.text)
            else:
                out[key] = value
        return out

    def text(self, node: Node | None, what: str, default: str = "") -> str:
        """A text; a fault when it is a list or a mapping."""
        if node is None:
            return default
        if isinstance(node, Scalar):
            return (node.text or "").strip() or default
        self.add("P404", node, what=what)
        return default

    def texts(self, node: Node | None, what: str) -> list[Scalar]:
        """One text or a list of texts."""
        if node is None or (isinstance(node, Scalar) and node.text is None):
            return []
        if isinstance(node, Scalar):
            return [node]
        if isinstance(node, Sequence):
            out = []
            for item in node.items:
                if isinstance(item, Scalar):
                    out.append(item)
                else:
                    self.add("P404", item, what=what)
            return out
        self.add("P405", node, what=what)
        return []

    def words(self, node: Node | None, what: str) -> tuple[str, ...]:
        """One text or a list of texts, as plain texts."""
        return tuple(scalar.text for scalar in self.texts(node, what) if scalar.text)

    def items(self, node: Node | None, what: str) -> Iterator[Node]:
        """The items of a list; a fault when it is none."""
        if node is None or (isinstance(node, Scalar) and node.text is None):
            return
        if not isinstance(node, Sequence):
            slips = YamlFaults(self.source.name, Text(self.source.name, self.source.text))
            if stuck_dash(self.source.text, node.start, slips):
                self.faults.found.extend(slips.error().diagnostics)
            else:
                self.add("P405", node, what=what)
            return
        yield from node.items
