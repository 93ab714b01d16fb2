"""What is wrong, and where: joint feasibility, smallest sets of suspects, causes, consequences."""

from gouji.diagnosis.diagnosing import JOINT, RELATIONS, ROOTS, Observer, diagnose
from gouji.diagnosis.suspects import Limits

__all__ = ["JOINT", "RELATIONS", "ROOTS", "Limits", "Observer", "diagnose"]
