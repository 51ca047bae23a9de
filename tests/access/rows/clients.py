"""Other systems: the token endpoint, and the pages of administrators about them."""

from ..row import Row, nobody, public

ROWS = {
    "api:token": Row(post=public, post_status=(400,), sees_mark=nobody, is_api=True),
    "api:revoke": Row(post=public, post_status=(400,), sees_mark=nobody, is_api=True),
}
