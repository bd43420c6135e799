"""A post office in this process: real SMTP on a port of its own, refusing when told to."""

import socket
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class PostOffice:
    """Keeps every letter it took; ``refusing`` answers 451 (thử lại sau) instead."""

    def __init__(self):
        self.letters, self.refusing, self.tries = [], False, 0

    async def handle_DATA(self, server, session, envelope):
        self.tries += 1
        if self.refusing:
            return "451 4.3.0 Try again later"
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return "250 OK"

    def to(self, address):
        return [letter for recipients, letter in self.letters if address in recipients]


def open_on(settings, handler):
    """Start it and point Django's SMTP at it; returns the controller, to be stopped."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    return controller
