"""Who sees whose jobs."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ocop.accounts.enums import Role
from ocop.jobs.models import Job
from programs.enums import Tier
from tests.factories import make_grant, make_unit, make_user

pytestmark = pytest.mark.django_db


def test_administrator_sees_jobs_of_people_wholly_within_the_administrators_units():
    province, elsewhere = make_unit(Tier.PROVINCE), make_unit(Tier.PROVINCE)
    inside = make_user(Role.COMMUNE_OFFICER, make_unit(parent=province))
    both = make_user(Role.COMMUNE_OFFICER, make_unit(parent=province))
    make_grant(both, Role.VIEWER, make_unit(parent=elsewhere))
    outside = make_user(Role.COMMUNE_OFFICER, make_unit(parent=elsewhere))
    admin = make_user(Role.ADMIN, province)
    jobs = {user: Job.objects.create(kind="x", label="x", requested_by=user) for user in (inside, both, outside, admin)}
    assert set(Job.objects.visible_to(admin)) == {jobs[inside], jobs[admin]}
    assert set(Job.objects.visible_to(inside)) == {jobs[inside]}
    assert not Job.objects.visible_to(AnonymousUser()).exists()


def test_jobs_of_the_system_are_nobodys():
    Job.objects.create(kind="x", label="x", requested_by=None)
    assert not Job.objects.visible_to(make_user(Role.ADMIN, make_unit(Tier.PROVINCE))).exists()
