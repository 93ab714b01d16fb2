"""Records made by the quick decorator are what ``dataclasses`` would have made."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any, ClassVar

import pytest

from gouji.faults.record import dataclass


@dataclass(frozen=True, slots=True)
class Base:
    """A record."""

    name: str
    parts: tuple[int, ...] = ()
    kept: dict[str, int] = dataclasses.field(default_factory=dict, compare=False, repr=False)
    kind: ClassVar[str] = "base"


@dataclass(frozen=True, slots=True)
class Longer(Base):
    """A record that has one more."""

    more: int = 3

    def __post_init__(self) -> None:
        if self.more < 0:
            raise ValueError(self.more)


def plain(**more: Any) -> type:
    """The same by the standard library."""
    own = [
        ("name", str),
        ("parts", tuple, dataclasses.field(default=())),
        ("kept", dict, dataclasses.field(default_factory=dict, compare=False, repr=False)),
    ]
    return dataclasses.make_dataclass("Base", own, frozen=True, slots=True, **more)


def test_equality_hash_and_text_are_those_of_the_standard_library() -> None:
    other = plain()("甲", (1, 2))
    mine = Base("甲", (1, 2))
    assert repr(mine) == repr(other) and hash(mine) == hash(other)
    assert mine == Base("甲", (1, 2), {"x": 1}) and mine != Base("甲", (1, 3))
    assert Base("甲") != Longer("甲")


def test_defaults_are_made_for_each_record() -> None:
    one, other = Base("甲"), Base("甲")
    one.kept["x"] = 1
    assert other.kept == {} and Longer("乙").more == 3 and Base.kind == "base"


def test_a_record_cannot_be_changed_and_has_no_room_for_more() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Base("甲").name = "乙"  # type: ignore[misc]
    assert not hasattr(Longer("甲"), "__dict__")


def test_records_are_replaced_copied_and_sent() -> None:
    one = Longer("甲", (1,), {"x": 1}, 5)
    assert dataclasses.replace(one, more=6) == Longer("甲", (1,), {}, 6)
    assert [f.name for f in dataclasses.fields(one)] == ["name", "parts", "kept", "more"]
    for same in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)):
        assert same == one and same.kept == {"x": 1}


def test_records_match_by_position_and_check_themselves() -> None:
    match Longer("甲", (1,)):
        case Longer(name, parts):
            assert (name, parts) == ("甲", (1,))
    with pytest.raises(ValueError, match="-1"):
        Longer("甲", more=-1)
