"""Settings under which the migration linter runs; it is a development package, so it is not an app of the product."""

from ocop.settings import *  # noqa: F403
from ocop.settings import INSTALLED_APPS as APPS

INSTALLED_APPS = [*APPS, "django_migration_linter"]
