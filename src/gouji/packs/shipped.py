"""Where rule files lie: the packs that come with gouji, and the files of a folder."""

from __future__ import annotations

from pathlib import Path

ENDINGS = (".yaml", ".yml")


def shipped_folder() -> Path:
    """Where the packs that come with gouji lie: inside the installed package, or beside ``src`` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent.parent / "rules"


def shipped_packs() -> list[str]:
    """The ids of the packs that come with gouji."""
    folder = shipped_folder()
    return sorted(p.name for p in folder.iterdir() if (p / "pack.yaml").is_file()) if folder.is_dir() else []


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder, ``pack.yaml`` and ``vocabulary.yaml`` first, then by name, folders below last."""
    found = [p for p in folder.rglob("*") if p.suffix in ENDINGS and p.is_file() and not p.name.startswith(".")]
    first = {"pack": 0, "vocabulary": 1}
    return sorted(found, key=lambda p: (first.get(p.stem, 2) if p.parent == folder else 3, str(p)))
