"""E-mail: plain text with the alert as CAP beside it. The Message-ID is made of the message's own id, so that one which
is sent again after a crash is known again."""

from __future__ import annotations

import smtplib
import ssl
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from ....exchange.cap import MEDIA_TYPE
from ....mission import Mission
from ..outbox import Outcome
from . import PATIENCE_S, Parcel


class Mailer:
    """A connection to an SMTP server, opened when the first message is sent and again when it broke."""

    def __init__(self, mission: Mission) -> None:
        settings = mission.settings.alerting.email
        assert settings is not None
        self.settings, self.secret = settings, settings.secret(mission.folder)
        self.name = mission.name
        self._line: smtplib.SMTP | None = None

    def send(self, parcel: Parcel) -> Outcome:
        """Send one message."""
        message = written(parcel, self.settings.sender, self.name)
        try:
            line = self._line or self._open()
        except smtplib.SMTPAuthenticationError:
            return Outcome("down", reason="The mail server refuses the name or the password.")
        except (OSError, smtplib.SMTPException) as error:
            return Outcome("down", reason=f"The mail server cannot be reached ({type(error).__name__}).")
        try:
            line.send_message(message, self.settings.sender, [parcel.address])
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=550)
            return _refused(code)
        except smtplib.SMTPResponseException as error:
            self.close()
            return _refused(error.smtp_code)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome("down", reason=f"The mail server gave no answer ({type(error).__name__}).", unsure=True)
        return Outcome("sent", str(message["Message-ID"]))

    def _open(self) -> smtplib.SMTP:
        given, context = self.settings, ssl.create_default_context()
        if given.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(given.host, given.port, timeout=PATIENCE_S / 2, context=context)
        else:
            line = smtplib.SMTP(given.host, given.port, local_hostname="localhost", timeout=PATIENCE_S / 2)
        try:
            if given.security == "starttls":
                line.starttls(context=context)
            if given.user:
                line.login(given.user, self.secret)
        except BaseException:
            line.close()
            raise
        self._line = line
        return line

    def close(self) -> None:
        """Let go of the connection."""
        line, self._line = self._line, None
        if line is not None:
            line.close()


def _refused(code: int) -> Outcome:
    """4xx: try again later; 5xx: never."""
    kind = "retry" if 400 <= code < 500 else "failed"
    return Outcome(kind, reason=f"The mail server answered {code}.")


def written(parcel: Parcel, sender: str, name: str) -> EmailMessage:
    """The message of a parcel. Addresses were checked when they were given; no header can hold a line break."""
    message = EmailMessage(policy=SMTP)
    user, _, domain = sender.partition("@")
    message["From"] = Address(name, user, domain)
    local, _, host = parcel.address.partition("@")
    message["To"] = Address("", local, host)
    message["Subject"] = parcel.subject
    message["Message-ID"] = f"<{parcel.id}@{domain}>"
    message["Date"] = format_datetime(datetime.fromtimestamp(parcel.sent_s, UTC))
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = parcel.language
    message.set_content(parcel.text)
    kind, _, part = MEDIA_TYPE.partition("/")
    message.add_attachment(parcel.cap, maintype=kind, subtype=part, filename="alert.cap")
    return message
