"""The harness itself: a server of its own, files of its own, factories that make valid rows."""

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from ocop.accounts.enums import Role
from programs.enums import Tier
from programs.models import Plan, Unit
from tests.factories import make_nation, make_plan, make_recognition, make_unit, make_user, make_version


def test_files_of_a_run_do_not_touch_the_data_folder() -> None:
    assert not default_storage.path("a").startswith(str(settings.BASE_DIR))


@pytest.mark.django_db
def test_factories_make_a_tree_in_which_grants_reach_down() -> None:
    nation = make_nation()
    province = make_unit(Tier.PROVINCE)
    commune = make_unit(parent=make_unit(Tier.DISTRICT, province))
    mine, other = make_plan(commune), make_plan(make_unit(Tier.PROVINCE))
    make_version(mine, {3: 5})
    make_recognition()
    assert set(Plan.objects.visible_to(make_user(Role.PROVINCE_COORDINATOR, province))) == {mine}
    assert set(Plan.objects.visible_to(make_user(Role.VIEWER, nation))) == {mine, other}
    assert not Plan.objects.visible_to(make_user(Role.PRODUCER, commune))


@pytest.mark.django_db
def test_a_plain_test_starts_without_units() -> None:
    assert not Unit.objects.exists()
