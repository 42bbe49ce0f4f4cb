"""Scenarios beside the law: small cases with what the law makes of them, and how much of the law they show."""

from .loading import Suite, load_scenarios
from .model import ScenarioFile
from .outline import outline
from .report import ScenarioReport, scenario_report

__all__ = ["ScenarioFile", "ScenarioReport", "Suite", "load_scenarios", "outline", "scenario_report"]
