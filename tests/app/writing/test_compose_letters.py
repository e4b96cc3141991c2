"""Letters by the embedded model: the first passes the note on as it is, the others say it in the model's own words."""

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.compose import Candidate, Desk, Finished, compose
from app.writing.library import Library
from app.writing.prompt import load_prompts
from inference.client import Client

DESK = Desk(load_knowledge(assets_dir()), load_prompts(), Library(()))
LETTER = Brief(kind="email", type="xin_nghi_phep", pair=Pair("chị", "em"), name="Hà", sender="Lê Công", note="xin nghỉ thứ Năm 12/6, đưa con đi khám, việc gấp nhờ Trang")  # fmt: skip


def written(client: Client, brief: Brief, n: int) -> dict[int, Candidate]:
    return {event.slot: event.candidate for event in compose(brief, client, DESK, n=n) if isinstance(event, Finished)}



def test_of_a_letter_the_first_passes_the_note_on_and_the_others_are_the_models_words(script, client):
    own = "Tiêu đề: Xin nghỉ thứ Năm 12/6\n\nChào chị #0,\n\nEm xin nghỉ thứ Năm 12/6 để đưa con đi khám, việc gấp nhờ Trang.\n\nEm cảm ơn chị.\n\n#9"
    passed = "Tiêu đề: Xin nghỉ phép\n\nChào chị #0,\n\nEm xin #1.\n\nMong chị đồng ý. Em cảm ơn chị.\n\n#9"
    script.rounds = [[passed] * 5, [own] * 6]
    texts = [written(client, LETTER, n=3)[slot].text for slot in range(3)]
    asked = [request["messages"][0]["content"] for request in script.requests]
    assert "Gọi: chị #0" in asked[0] and "Ký: #9" in asked[0] and asked[0].endswith("Ý: xin #1")
    assert asked[1].endswith("Ý: xin nghỉ thứ Năm 12/6, đưa con đi khám, việc gấp nhờ Trang")
    assert "Em xin nghỉ thứ Năm 12/6, đưa con đi khám, việc gấp nhờ Trang." in texts[0]
    assert "để đưa con đi khám" in texts[1] and all("Chào chị Hà," in text and text.endswith("Lê Công") for text in texts)


def test_a_note_that_says_how_to_write_is_not_passed_on(script, client):
    script.rounds = [["Tiêu đề: Nhắc\n\nChào chị #0,\n\nEm nhắc chị nhé.\n\n#9"] * 12] * 4
    written(client, LETTER.with_(note="nhắc khéo chị Hà tiền cọc 2 triệu"), n=1)
    assert script.requests[0]["messages"][0]["content"].endswith("Ý: nhắc khéo chị #0 tiền cọc 2 triệu")


def test_a_number_sign_in_a_note_is_no_stand_in(script, client):
    script.rounds = [["Tiêu đề: Nhắc\n\nChào chị #0,\n\nEm nhắc chị đơn hàng số 0123 nhé.\n\n#9"] * 12] * 4
    text = written(client, LETTER.with_(note="nhắc khéo chị Hà đơn hàng #0123"), n=1)[0].text
    assert script.requests[0]["messages"][0]["content"].endswith("Ý: nhắc khéo chị #0 đơn hàng số 0123")
    assert "Chào chị Hà" in text and "số 0123" in text


def test_hurried_thanks_become_a_sentence_of_their_own(script, client):
    passed = "Tiêu đề: Xin nghỉ việc\n\nChào chị #0,\n\nEm xin #1.\n\nMong chị hiểu và thông cảm. Chúc chị luôn mạnh khỏe.\n\n#9"
    script.rounds = [[passed] * 12]
    brief = LETTER.with_(type="xin_nghi_viec", note="xin nghỉ từ 15/9, về quê mở tiệm, cảm ơn chị 4 năm")
    assert "Em xin nghỉ từ 15/9, về quê mở tiệm. Em cảm ơn chị vì 4 năm qua." in written(client, brief, n=1)[0].text
    script.rounds = [["Tiêu đề: Cảm ơn\n\nChào chị #0,\n\nEm xin cảm ơn #1.\n\nRất mong được làm việc cùng chị.\n\n#9"] * 12]
    brief = LETTER.with_(type="cam_on_phong_van", note="cảm ơn chị đã phỏng vấn sáng nay, mong sớm nhận tin")
    assert "Em xin cảm ơn chị đã phỏng vấn em sáng nay. Em mong sớm nhận tin." in written(client, brief, n=1)[0].text
