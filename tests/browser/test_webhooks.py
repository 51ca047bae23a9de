"""An administrator reads what a connected system was told, and sends one message again."""

from ocop.accounts.enums import Role
from ocop.api.models import WebhookDelivery, WebhookEndpoint
from tests import factories as make
from tests.api.tokens import make_client

from .helpers import Visit


def test_the_log_is_read_and_a_message_sent_again(visit: Visit, transactional_db: None) -> None:
    visit.sign_in(make.make_user(Role.ADMIN, make.make_nation()))
    client = make_client(name="Cổng thông tin tỉnh")
    url = "https://cong-thong-tin.tinh.example/ocop/nhan-thong-bao/san-pham?nguon=phan-mem-ocop"
    endpoint = WebhookEndpoint.objects.create(client=client, url=url, secret="whsec_AAAA")
    for number, state in enumerate(("delivered", "waiting", "given_up"), 1):
        payload = {"type": "products.saved", "data": {"resource": "products", "id": number, "kind": "saved"}}
        WebhookDelivery.objects.create(
            endpoint=endpoint, position=number, state=state, payload=payload, last_error="Máy nhận trả lời 503."
        )
    path = f"/he-thong-ket-noi/{client.pk}/thong-bao/"
    assert visit.faults(path) == []
    visit.shoot("thong-bao-gui-di")
    assert visit.faults(f"{path}?trang-thai=given_up") == []
    visit.page.get_by_role("button", name="Gửi lại").click()
    visit.page.get_by_text("Thông báo được xếp để gửi lại.").wait_for()
    assert WebhookDelivery.objects.filter(state="waiting").count() == 2
    visit.page.get_by_role("button", name="Gửi thử").click()
    visit.page.get_by_text("Thông báo thử được xếp để gửi ngay").wait_for()
    assert visit.faults_here() == []
