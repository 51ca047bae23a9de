"""Settings of the project, all of them overridable by the environment (docs/operations.md)."""

from .api import *  # noqa: F403
from .base import *  # noqa: F403
from .security import *  # noqa: F403
from .services import *  # noqa: F403
