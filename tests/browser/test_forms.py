"""Pages that offer forms and sheets, on a desk and on a phone."""

from tests.factories import make_nation
from tests.reporting.forms_story import TODAY, draft, story

from .helpers import Visit


def test_blank_sheets_and_the_panel_of_a_dossier_fit_and_are_accessible(visit: Visit) -> None:
    make_nation()
    told = story()
    dossier = told.take(draft(told), "submit", "accept", on=TODAY)
    report = told.report(dossier, TODAY)
    visit.sign_in(told.officer)
    paths = (
        "/van-ban/phieu-danh-gia/",
        "/van-ban/phieu-danh-gia/?bo=qd-148-2023",
        f"/ho-so/{dossier.pk}/",
        f"/van-ban/ve/dossier/{dossier.pk}/",
        f"/van-ban/lap/commune_letter/{dossier.pk}/",
        f"/bao-cao-xa/{report.pk}/",
    )
    assert [fault for path in paths for fault in visit.faults(path)] == []
