"""What other apps tie to named products is told when a plan is taken up again as a draft: programs imports none."""

from collections.abc import Callable, Mapping

Follower = Callable[[Mapping[int, int]], None]
_followers: list[Follower] = []


def on_copied(follow: Follower) -> None:
    """Called once by an app's AppConfig.ready: `follow(old id → new id of the named product)`."""
    if follow not in _followers:
        _followers.append(follow)


def tell_copied(pairs: Mapping[int, int]) -> None:
    """Let everything tied to the old rows be tied to the new ones as well."""
    for follow in _followers:
        follow(pairs)
