"""Who is asking, resolved once per request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from diemtua.access.queries import actor_of_account


class ActorMiddleware:
    """Sets ``request.actor``: the signed-in officer at today's posting, or ``None``. Three queries signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.actor = actor_of_account(user) if user.is_authenticated else None  # type: ignore[attr-defined]
        return self.get_response(request)
