"""Sign-in and one's own account (allauth)."""

from ..row import Row, public, signed_in

FORMS = "allauth's form views answer PUT as POST"
OWN = {"get": signed_in, "post": signed_in, "get_status": (200, 302), "post_status": (200, 302), "other_methods": FORMS}

ROWS = {
    "account_login": Row(get=public, post=public, get_status=(200, 302), other_methods=FORMS),
}
