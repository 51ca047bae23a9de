"""A server of its own, a migrated database, Django ready: what every benchmark of the application stands on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stage() -> Iterator[None]:
    """Temporary PostgreSQL, settings, migrations. Import models only inside."""
    from ocop.launcher import services

    with services.temporary(postgres=True, valkey=False) as servers:
        os.environ.update(servers.env)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield
        from django.db import connections

        connections.close_all()
