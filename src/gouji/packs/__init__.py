"""Rules as authored: located YAML to vocabulary, parameters, rules and their tests."""

from gouji.packs.loader import load_pack, shipped_folder, shipped_packs
from gouji.packs.model import AuthoredRule, Pack, RuleTest
from gouji.packs.vocabulary import Vocabulary, vocabulary_of

__all__ = [
    "AuthoredRule",
    "Pack",
    "RuleTest",
    "Vocabulary",
    "load_pack",
    "shipped_folder",
    "shipped_packs",
    "vocabulary_of",
]
