"""What of a request is not followed as it was asked, in one sentence for the person."""

from app.knowledge import Knowledge
from app.viet.text import capitalize
from app.writing.brief import Brief
from app.writing.prompt import LETTER_TONES, fitting_tone


def unfollowed_tone(brief: Brief, knowledge: Knowledge) -> str:
    """Why the words come in another tone than the one chosen, or ""."""
    if brief.kind != "thiep":
        return ""
    fitting, asked = knowledge.tones[fitting_tone(brief, knowledge)], knowledge.tones[brief.tone]
    if fitting == asked:
        return ""
    occasion = knowledge.occasions[brief.occasion]
    if occasion.quiet:
        why = f"{capitalize(occasion.label)} không hợp giọng {asked}"
    elif brief.tone in LETTER_TONES:
        why = f"Giọng {asked} chỉ có ở thư và bài đăng"
    else:
        why = f"Giọng {asked} chỉ hợp với vợ chồng và người yêu"
    return f"{why}, nên lời được viết với giọng {fitting}."
