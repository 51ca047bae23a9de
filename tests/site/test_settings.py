"""Settings: declared with a reason, changed only by administrators of the whole installation."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ocop.accounts.enums import Role
from ocop.audit.rows import event_models
from ocop.site.domain import change_setting
from ocop.site.models import SiteSetting
from ocop.site.registry import DECLARED, get_setting
from programs.enums import Tier
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/quan-tri/thiet-lap/"


def posted():
    """The form as a browser sends it with the defaults."""
    values = {key: declared.default for key, declared in DECLARED.items()}
    return {key: "on" if value is True else value for key, value in values.items() if value is not False}


@pytest.fixture
def admin():
    return make.make_user(Role.ADMIN, make.make_nation())


def test_defaults_hold_until_something_is_stored(admin):
    assert get_setting("expected_path") == "linear"

    change_setting(actor=admin, key="expected_path", value="rounds")

    assert get_setting("expected_path") == "rounds"


def test_the_page_shows_every_setting_with_its_reason(client, admin):
    client.force_login(admin)

    page = client.get(PAGE).content.decode()

    for declared in DECLARED.values():
        assert str(declared.label) in page
        assert str(declared.help) in page


def test_only_what_changed_is_written_and_kept_in_the_history(client, admin):
    client.force_login(admin)
    fields = {**posted(), "expected_path": "rounds"}

    client.post(PAGE, fields)
    client.post(PAGE, fields)
    client.post(PAGE, {**fields, "expected_path": "linear"})

    stored = SiteSetting.objects.get()
    values = [event.value for event in event_models()[SiteSetting].objects.order_by("pgh_id")]
    assert (stored.key, stored.value, stored.revision) == ("expected_path", "linear", 1)
    assert values == ["rounds", "linear"]
    assert f"/quan-tri/nhat-ky/doi-tuong/site.sitesetting/{stored.pk}/" in client.get(PAGE).content.decode()


def test_a_switch_is_switched_off_by_leaving_it_out(client, admin):
    client.force_login(admin)

    client.post(PAGE, {key: value for key, value in posted().items() if key != "show_illustration"})

    assert get_setting("show_illustration") is False


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("expected_path", "khac"),
        ("show_illustration", "on"),
        ("expected_path", True),
        ("supplement_days", 0),
        ("supplement_days", 121),
    ],
)
def test_values_of_another_kind_are_refused(admin, key, value):
    with pytest.raises(ValidationError):
        change_setting(actor=admin, key=key, value=value)
    assert SiteSetting.objects.count() == 0


def test_undeclared_keys_are_refused(admin):
    with pytest.raises(KeyError):
        change_setting(actor=admin, key="khong_co", value=True)


@pytest.mark.parametrize("role", Role)
def test_nobody_else_changes_or_sees_them(client, role):
    make.make_nation()
    person = make.make_user(role, make.make_unit(Tier.PROVINCE))
    client.force_login(person)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"expected_path": "rounds"}).status_code == 404
    with pytest.raises(PermissionDenied):
        change_setting(actor=person, key="expected_path", value="rounds")
    assert SiteSetting.objects.count() == 0
