"""What an owner answers, by kind of site."""

from __future__ import annotations

from generator.starter.answers.base import Answers
from generator.starter.answers.coop import CoopAnswers
from generator.starter.answers.profile import ProfileAnswers
from generator.starter.answers.shop import ShopAnswers, TradeAnswers

KINDS: dict[str, type[Answers]] = {"shop": ShopAnswers, "coop": CoopAnswers, "profile": ProfileAnswers}

__all__ = ["KINDS", "Answers", "CoopAnswers", "ProfileAnswers", "ShopAnswers", "TradeAnswers"]
