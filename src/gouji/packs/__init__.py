"""Rules as authored: located YAML to vocabulary, parameters, rules and their tests.

:mod:`gouji.packs.loader` reads them from disk, which not every run has to do.
"""

from gouji.packs.model import AuthoredRule, Pack, RuleTest
from gouji.packs.vocabulary import Vocabulary, vocabulary_of

__all__ = [
    "AuthoredRule",
    "Pack",
    "RuleTest",
    "Vocabulary",
    "vocabulary_of",
]
