"""The settings where the law is silent or a province decides, with their defaults and the reason, by area."""

from .declared import Declared
from .dossiers import CLOCK_SETTINGS
from .reading import DECLARED, get_setting, get_settings, read_once

__all__ = ["CLOCK_SETTINGS", "DECLARED", "Declared", "get_setting", "get_settings", "read_once"]
