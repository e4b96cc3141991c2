"""A card as an e-mail that is not sent yet: its words as text, its picture in the message, in a file that mail programs open.

Internet messages: RFC 5322; a picture inside a page: RFC 2392 (cid). "X-Unsent" has Outlook open it to be written on.
"""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from pathlib import Path

from app.cards.card import Card
from app.cards.export import image_bytes, picture
from app.cards.items import FIELDS, Text, Words
from app.cards.render import Renderer
from app.errors import UserError
from app.files import write_whole
from app.viet.text import nfc

QUALITY = 88  # of the picture: about 300 kB
WIDTH = 540  # at most, on the page of the message
LONGEST_SUBJECT = 120  # letters
DOMAIN = "loihay.invalid"  # of the picture's name inside the message; no machine has it (RFC 2606)
PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head>
<body style="margin:0;padding:16px;background:#ffffff;text-align:center">
<img src="cid:{cid}" width="{width}" alt="{alt}" style="max-width:100%;height:auto;border:0">
</body></html>
"""


def save_mail(card: Card, path: Path, renderer: Renderer) -> None:
    """Writes the message, replacing a file that is there. UserError when the place can not be written."""
    if path.is_dir():
        raise UserError(f"“{path.name}” đang là một thư mục.", "Hãy chọn tên tệp khác.")
    write_whole(path, mail_bytes(card, renderer))


def mail_bytes(card: Card, renderer: Renderer, now: datetime | None = None) -> bytes:
    """The message, with nobody in it yet: neither sender nor recipient."""
    words, title, cid = words_of(card), subject_of(card), f"thiep@{DOMAIN}"
    message = EmailMessage(policy=SMTP)
    message["Subject"] = title
    message["Date"] = format_datetime(now or datetime.now().astimezone())
    message["X-Unsent"] = "1"
    message["Content-Language"] = "vi"
    message.set_content(words or title, cte="quoted-printable")
    image, dpi = picture(card, renderer, 1.0)
    page = PAGE.format(title=escape(title), cid=cid, alt=escape(words, quote=True), width=min(WIDTH, image.width()))
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    html = list(message.iter_parts())[1]
    data = image_bytes(image, "jpg", QUALITY, dpi)
    html.add_related(data, "image", "jpeg", cid=f"<{cid}>", filename="thiep.jpg", disposition="inline")
    return message.as_bytes()


def subject_of(card: Card) -> str:
    """The card's title in one line, or whom it greets."""
    said = next((text for text in (card.title, card.kicker, card.opening) if text.strip()), "Thiệp chúc")
    return nfc(" ".join(said.split())).rstrip(",")[:LONGEST_SUBJECT]


def words_of(card: Card) -> str:
    """What can be read on the card, a paragraph for each text, as on the page from title to signature; then what was added."""
    hidden = {item.field for item in card.items if isinstance(item, Words) and item.hidden}
    own = [" ".join(getattr(card, f).split()) if f == "title" else getattr(card, f) for f in FIELDS if f not in hidden]
    added = [item.text for item in card.items if isinstance(item, Text) and not item.hidden]
    return nfc("\n\n".join(text.strip() for text in (*own, *added) if text.strip()))
