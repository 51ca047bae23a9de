"""One other system of the demonstration, an illustration. Nobody knows its secret: an administrator changes its key to
get one."""

from django.utils import timezone

from ocop.accounts.demo import THANH_HOA
from ocop.accounts.models import User
from ocop.api.domain.clients import create_client
from ocop.api.domain.credentials import new_credential
from ocop.api.models import ApiClient
from programs.models import Unit

NAME = "Cổng truy xuất nguồn gốc tỉnh Thanh Hóa (dữ liệu minh họa)"
SCOPES = ("units:read", "plans:read", "producers:read", "products:read", "recognitions:read", "products:write")


def load_demo_client(accounts: dict[str, User]) -> dict[str, str]:
    """Make it when it is missing: {"name", "client_id"}. Made by the demonstration's administrator."""
    client = ApiClient.objects.filter(name=NAME).first()
    if client is None:
        admin = accounts["quantri"]
        client = create_client(
            actor=admin,
            name=NAME,
            contact="Dữ liệu minh họa",
            purpose="Dữ liệu minh họa: tra cứu, cập nhật sản phẩm OCOP của tỉnh",
            units=[Unit.objects.on(timezone.localdate()).get(code=THANH_HOA)],
            scopes=SCOPES,
            is_illustration=True,
        )
        new_credential(actor=admin, client=client, revision=None, note="Dữ liệu minh họa")
    key = client.credentials.select_related("application").order_by("pk")[0]
    return {"name": client.name, "client_id": key.application.client_id}
