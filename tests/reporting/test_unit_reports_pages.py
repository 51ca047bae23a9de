"""Pages of reports up the chain: the way of one report from the call to the sums, and who is told there is none."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from reporting.models import ReportCall, UnitReport
from tests import factories as make

from .unit_reports_setup import Place, make_place

BASE = "/bao-cao/dinh-ky/"


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def office(place: Place) -> Client:
    return signed_in(place.coordinator)


@pytest.fixture
def commune(place: Place) -> Client:
    return signed_in(place.officer)


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_from_the_call_to_the_sums(place: Place, office: Client, commune: Client) -> None:
    office.post(f"{BASE}yeu-cau/", {"part": "quy-3", "year": "2026", "note": "Gửi đúng hạn"})
    call = ReportCall.objects.get()
    report = place.report(call)
    page = f"{BASE}gui/{report.pk}/"
    assert f'href="{page}"' in text(commune, BASE)
    assert "Chưa lấy số liệu" in text(commune, page)
    commune.post(f"{page}so-lieu/")
    form = commune.get(f"{page}sua/").context["form"]
    data = {"revision": form["revision"].value(), "so_ket_qua_cong_nhan_tong": "3", "proposals": "Hỗ trợ bao bì"}
    wrong = commune.post(f"{page}sua/", data)
    assert (wrong.status_code, "cần ghi lý do" in wrong.content.decode()) == (422, True)
    commune.post(f"{page}sua/", {**data, "ly_do_ket_qua_cong_nhan_tong": "Thiếu một sản phẩm"})
    assert office.get(page).status_code == 404
    revision = UnitReport.objects.get(pk=report.pk).revision
    commune.post(f"{page}nop/", {"paper": "12/BC-UBND", "revision": revision})
    seen = text(office, page)
    assert all(words in seen for words in ("Thiếu một sản phẩm", "Hỗ trợ bao bì", "12/BC-UBND"))
    office.post(f"{page}nhan/")
    whole = text(office, f"{BASE}{call.pk}/tong-hop/")
    assert "1/3 đơn vị đã gửi" in whole
    assert "từ dữ liệu: 2" in whole
    office.post(f"{BASE}{call.pk}/tong-hop/chot/")
    assert "Đã chốt lần 1" in text(office, f"{BASE}{call.pk}/tong-hop/?nhom=luy-ke")
    frozen = UnitReport.objects.get(call=call, unit=place.province)
    assert "Bản tổng hợp báo cáo quý III năm 2026" in text(office, f"{BASE}gui/{frozen.pk}/")


def test_returned_reports_come_back_with_the_reason(place: Place, office: Client, commune: Client) -> None:
    call = place.call()
    report = place.send(call)
    page = f"{BASE}gui/{report.pk}/"
    office.post(f"{page}tra-lai/", {"reason": " "}, follow=True)
    assert UnitReport.objects.get(pk=report.pk).state == "submitted"
    office.post(f"{page}tra-lai/", {"reason": "Thiếu kinh phí"})
    assert "Thiếu kinh phí" in text(commune, page)
    assert "Lần 1" in text(commune, f"{page}?lan=1")
    seen = text(office, page)  # what was sent, not what is being mended
    assert "số đã gửi được giữ nguyên" in seen
    assert "trả lại để sửa" in text(office, f"{BASE}{call.pk}/tong-hop/")


def test_who_has_sent_and_reminding(place: Place, office: Client, commune: Client) -> None:
    call = place.call(due=date(2026, 10, 7))
    place.send(call, 1)
    page = f"{BASE}{call.pk}/"
    for state, names in {"": 3, "thieu": 2, "cho": 1}.items():
        assert len(office.get(f"{page}?loc={state}").context["lines"]) == names
    told = office.post(f"{page}nhac/", follow=True).content.decode()
    assert "Đã nhắc 2 đơn vị." in told
    assert "đều đã được nhắc hôm nay" in office.post(f"{page}nhac/", follow=True).content.decode()
    assert "nhắc gửi báo cáo ngày" in text(commune, f"{BASE}gui/{place.report(call).pk}/")
    assert len(commune.get(page).context["lines"]) == 1
    assert "Không có đơn vị nào như vậy" in text(commune, f"{page}?loc=cho")
    assert commune.post(f"{page}nhac/").status_code == 404


def test_the_sums_are_a_spreadsheet(place: Place, office: Client) -> None:
    call = place.call()
    place.send(call)
    sheet = openpyxl.load_workbook(BytesIO(office.get(f"{BASE}{call.pk}/tong-hop/bang.xlsx").content)).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows()][1:] == ["Tổng số", "Xã Thử An", "Xã Thử Bình", "Xã Thử Châu"]


def test_a_request_names_units_that_are_there(place: Place, office: Client) -> None:
    asked = {"part": "nam", "year": "2025", "units": "xã thử an\nXã Lạ"}
    wrong = office.post(f"{BASE}yeu-cau/", asked)
    assert (wrong.status_code, "Không có đơn vị “Xã Lạ”" in wrong.content.decode()) == (422, True)
    late = office.post(f"{BASE}yeu-cau/", {**asked, "units": "", "due": "01/01/2025"})
    assert "Hạn gửi trước ngày lấy số liệu" in late.content.decode()
    office.post(f"{BASE}yeu-cau/", {**asked, "units": "xã thử an"})
    assert [report.unit for report in ReportCall.objects.get().reports.all()] == [place.communes[0]]


def test_what_is_refused_is_told(place: Place, office: Client, commune: Client) -> None:
    call = place.call()
    page = f"{BASE}gui/{place.report(call).pk}/"
    assert commune.get(f"{page}sua/").status_code == 404  # nothing was drafted yet
    told = commune.post(f"{page}nop/", {"revision": "0"}, follow=True).content.decode()
    assert "Chưa lấy số liệu của kỳ báo cáo." in told
    told = commune.post(f"{page}nop/", {"revision": "0", "paper": "x" * 61}, follow=True).content.decode()
    assert "quá dài" in told
    assert "Chưa đơn vị nào gửi" in office.post(f"{BASE}{call.pk}/tong-hop/chot/", follow=True).content.decode()
    assert "Chưa có bản tổng hợp" in commune.post(f"{page}tong-hop/", follow=True).content.decode()
    viewer = signed_in(make.make_user("viewer", place.province))
    assert viewer.post(f"{BASE}{call.pk}/tong-hop/chot/").status_code == 404
    assert viewer.get(f"{BASE}yeu-cau/").status_code == 404
    assert signed_in(make.make_user()).get(BASE).status_code == 200


def test_the_province_takes_its_sums(place: Place, office: Client) -> None:
    call = place.call()
    place.send(call)
    office.post(f"{BASE}{call.pk}/tong-hop/chot/")
    nation = make.make_nation()
    signed_in(make.make_user("admin", nation)).post(f"{BASE}yeu-cau/", {"part": "quy-3", "year": "2026"})
    page = f"{BASE}gui/{UnitReport.objects.get(call__unit=nation).pk}/"
    office.post(f"{page}so-lieu/")
    assert "Lấy số tổng hợp" in text(office, page)
    office.post(f"{page}tong-hop/")
    assert "Theo báo cáo của các đơn vị" in text(office, page)
