"""E-mail: plain text with the alert as CAP beside it. The Message-ID is made of the message's own id, so that one which
is sent again after a crash is known again."""

from __future__ import annotations

import smtplib
import ssl
from datetime import UTC, datetime
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from functools import lru_cache

from ....exchange.cap import MEDIA_TYPE
from ....mission import Mission
from ..outbox import Outcome
from ..wording import line
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
            server = self._line or self._open()
        except smtplib.SMTPAuthenticationError:
            return Outcome("down", reason="The mail server refuses the name or the password.")
        except (OSError, smtplib.SMTPException) as error:
            return Outcome("down", reason=f"The mail server cannot be reached ({type(error).__name__}).")
        try:
            server.sendmail(self.settings.sender, [parcel.address], message)
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=550)
            return _refused(code)
        except smtplib.SMTPResponseException as error:
            self.close()
            return _refused(error.smtp_code)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Outcome("down", reason=f"The mail server gave no answer ({type(error).__name__}).", unsure=True)
        return Outcome("sent", message_id(parcel, self.settings.sender))

    def _open(self) -> smtplib.SMTP:
        given, context = self.settings, ssl.create_default_context()
        if given.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(given.host, given.port, timeout=PATIENCE_S / 2, context=context)
        else:
            server = smtplib.SMTP(given.host, given.port, local_hostname="localhost", timeout=PATIENCE_S / 2)
        try:
            if given.security == "starttls":
                server.starttls(context=context)
            if given.user:
                server.login(given.user, self.secret)
        except BaseException:
            server.close()
            raise
        self._line = server
        return server

    def close(self) -> None:
        """Let go of the connection."""
        server, self._line = self._line, None
        if server is not None:
            server.close()


def _refused(code: int) -> Outcome:
    """4xx: try again later; 5xx: never."""
    kind = "retry" if 400 <= code < 500 else "failed"
    return Outcome(kind, reason=f"The mail server answered {code}.")


def written(parcel: Parcel, sender: str, name: str) -> bytes:
    """The message of a parcel, by the older of Python's two ways to write mail: five times as quick, and ten thousand
    wait. Addresses were checked when they were given; no header can hold a line break."""
    message = MIMEMultipart()
    message["From"] = f"{name} <{sender}>"
    message["To"] = line(parcel.address)
    message["Subject"] = Header(
        line(parcel.subject), None if parcel.subject.isascii() else "utf-8", header_name="Subject"
    ).encode()
    message["Message-ID"] = message_id(parcel, sender)
    message["Date"] = format_datetime(datetime.fromtimestamp(parcel.sent_s, UTC))
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = parcel.language
    message.attach(MIMEText(parcel.text, "plain", "utf-8"))
    message.attach(_attached(parcel.cap))
    return message.as_bytes(policy=compat32.clone(linesep="\r\n"))


def message_id(parcel: Parcel, sender: str) -> str:
    """The same each time a message is sent."""
    return f"<{parcel.id}@{sender.partition('@')[2]}>"


@lru_cache(maxsize=32)
def _attached(cap: bytes) -> MIMEApplication:
    part = MIMEApplication(cap, MEDIA_TYPE.partition("/")[2])
    part.add_header("Content-Disposition", "attachment", filename="alert.cap")
    return part
