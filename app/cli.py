"""The command line: `loihay` opens the window; card, write, serve, bench, đo and doctor do one thing and end."""

import argparse
import json
import os
import secrets
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from app.arguments import Parser, lines, one_line, whole
from app.cards.formats import SHAPES
from app.errors import UserError
from app.faults import reason
from app.knowledge import Knowledge, load_knowledge
from app.paths import assets_dir, embedded_model, home_dir
from app.viet.canchi import tet_year
from app.writing.brief import Brief, brief_to, choose
from app.writing.compose import (
    Beyond,
    Candidate,
    Desk,
    Finished,
    Ranked,
    Restarted,
    as_json,
    beyond,
    compose,
    first_sound,
    is_mam,
)
from app.writing.library import Library
from app.writing.prompt import load_prompts
from app.writing.unfollowed import unfollowed_tone
from inference.arguments import speak_vietnamese
from inference.client import Client
from inference.errors import InferenceError
from inference.local import LocalServer
from inference.server.options import add_serving


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it did what was asked, 1 with one sentence when the world was in the way."""
    speak_vietnamese()
    try:
        given = build_parser().parse_args(argv)
        return given.run(given)
    except (UserError, InferenceError) as fault:
        print(f"{fault.what} {fault.hint}".strip(), file=sys.stderr)
        return 1
    except BrokenPipeError:  # `loihay write … | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        where = f" “{fault.filename}”" if fault.filename else ""
        print(f"Hệ điều hành không cho dùng{where}: {reason(fault)}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Đã dừng.", file=sys.stderr)
        return 130


def build_parser() -> Parser:
    """All commands and their options."""
    parser = Parser(prog="loihay", description="Lời Hay: lời hay ý đẹp trên thiệp, thư và bài đăng.")
    parser.add_argument("--model", type=Path, help="tệp GGUF dùng thay cho Mầm")
    parser.add_argument("--measure", choices=("window", "repaint", "rest"), help=argparse.SUPPRESS)
    parser.set_defaults(run=run_window)
    commands = parser.add_subparsers(title="lệnh", metavar="")
    _card_parser(commands.add_parser("card", help="viết lời chúc và làm một tấm thiệp"))
    _write_parser(commands.add_parser("write", help="viết lời chúc, email hoặc bài đăng"))
    _serve_parser(commands.add_parser("serve", help="mở máy chủ API kiểu OpenAI trên máy này"))
    bench = commands.add_parser("bench", help="đo tốc độ trên chính máy này")
    bench.add_argument("--json", action="store_true", help="kết thúc bằng một dòng JSON")
    bench.add_argument("--only", choices=("engine", "words", "cards", "window"), help="chỉ đo một phần")
    bench.add_argument("--model", type=Path, default=argparse.SUPPRESS, help="tệp GGUF dùng thay cho Mầm")
    bench.set_defaults(run=run_bench)
    _measure_parser(commands.add_parser("đo", aliases=["evaluate"], help="đo một mô hình: VMLU, lời chúc, tốc độ"))
    doctor = commands.add_parser("doctor", help="kiểm tra máy, mô hình, phông chữ và thư mục dữ liệu")
    doctor.add_argument("--model", type=Path, default=argparse.SUPPRESS, help="tệp GGUF dùng thay cho Mầm")
    doctor.set_defaults(run=run_doctor)
    return parser


def _brief_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--occasion", type=one_line(60), default="tet", help="dịp: tet, sinh_nhat, nha_giao…")
    add("--to", type=one_line(200), required=True, help="gửi cho ai: “bà ngoại”, “sếp nữ”, “chị Lan”…")
    add("--from", dest="role", type=one_line(100), default="", help="bạn là ai với người nhận: “cháu gái”, “chúng em”, “mẹ”…")
    add("--name", type=one_line(60), default="", help="tên người nhận")
    add("--sender", type=one_line(120), default="", help="chữ ký")
    add("--detail", type=one_line(300), action="append", default=[], help="một điều muốn nhắc đến (dùng được nhiều lần)")
    add(
        "--tone",
        type=one_line(60),
        default="am_ap",
        help="giọng: am_ap, trang_trong, vui_tuoi, hai_huoc, lang_man, sau_sac, tre_trung",
    )
    add("--length", type=one_line(60), default="vua", help="độ dài: ngan, vua, dai")
    add(
        "--form",
        type=one_line(60),
        default="loi_chuc",
        help="hình thức: loi_chuc, luc_bat, bon_chu, nam_chu, bay_chu, cau_doi",
    )
    add("--region", type=one_line(60), default="bac", help="vùng: bac, trung, nam")
    add("--age", type=whole(1, 130, "Tuổi"), help="tuổi của người nhận")
    add("--seed", type=whole(0, 2_000_000, "Số --seed"), help="số để lần sau ra đúng lời này")
    add("--n", type=whole(1, 8, "Số lời"), default=3, help="số lời mô hình viết (1–8)")
    add("--model", type=Path, default=argparse.SUPPRESS, help="tệp GGUF dùng thay cho Mầm")


def _card_parser(parser: argparse.ArgumentParser) -> None:
    _brief_options(parser)
    add = parser.add_argument
    add("--template", type=one_line(60), help="mẫu thiệp: tet, sinh_nhat, nha_giao…")
    add("--palette", type=one_line(60), help="bảng màu của mẫu")
    add("--format", type=one_line(60), default="doc", help=f"khổ thiệp: {', '.join(SHAPES)}")
    add("--scale", type=float, default=1.0, help="gấp mấy lần 1080 điểm; khổ in: gấp mấy lần 300 dpi (0,25–4)")
    add("--text", type=lines, help="lời viết sẵn, không nhờ mô hình")
    add("--out", type=Path, default=Path("thiep.png"), help="tệp .png, .jpg, .webp, .pdf, .gif (ảnh động) hoặc .eml (thư)")
    add("--dong", action="store_true", help="ảnh động: cánh hoa rơi, đèn đung đưa… (tệp .gif luôn động; .webp, .png khi có --dong)")
    add("--sheet", type=one_line(20), help="PDF để in trên tờ giấy: a4, a5, a6, letter, hoặc thiep (vừa khổ thiệp, cho tiệm in)")
    add("--copies", type=whole(1, 500, "Số bản"), default=1, help="số bản trên các tờ in (cùng --sheet)")
    add("--bleed", action="store_true", help="in tràn 3 mm quanh thiệp để xén (cùng --sheet)")
    add("--marks", action="store_true", help="dấu để cắt và gấp (cùng --sheet)")
    parser.set_defaults(run=run_card)


def _write_parser(parser: argparse.ArgumentParser) -> None:
    _brief_options(parser)
    add = parser.add_argument
    add("--kind", type=one_line(60), default="thiep", help="thiep, email hoặc bai_dang")
    add("--type", type=one_line(60), default="", help="loại email hoặc bài đăng: xin_nghi_phep…")
    add("--note", type=one_line(4000), default="", help="email, bài đăng: những ý cần viết")
    add("--json", action="store_true", help="mỗi lời một dòng JSON, hay nhất trước")
    parser.set_defaults(run=run_write)


def _serve_parser(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--model", type=Path, default=argparse.SUPPRESS, help="tệp GGUF dùng thay cho Mầm; với --engine gpu là thư mục safetensors")
    add("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định chỉ máy này)")
    add("--port", type=whole(0, 65535, "Cổng"), default=8317, help="cổng nghe; 0 là cổng bất kỳ")
    add_serving(parser)
    parser.set_defaults(run=run_serve)


def _measure_parser(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--model", type=Path, default=argparse.SUPPRESS, help="tệp GGUF dùng thay cho Mầm")
    add("--url", type=one_line(500), default="", help="máy chủ kiểu OpenAI thay cho tệp; khóa ở biến LOIHAY_KEY")
    add("--model-name", type=one_line(200), default="", help="tên mô hình trên máy chủ (mặc định: mô hình đầu tiên)")
    add("--vmlu", type=Path, metavar="THƯ_MỤC", help="bộ câu hỏi VMLU tải ở https://vmlu.ai (thư mục, hoặc một tệp .jsonl)")
    add("--split", choices=("valid", "dev", "test"), help="phần của bộ câu hỏi; test thì ghi tệp nộp bài")
    add("--greetings", type=whole(0, 1000, "Số lời chúc"), nargs="?", const=40, metavar="N", help="viết N lời chúc (40; 0 là tất cả)")
    add("--speed", action="store_true", help="đo tốc độ đọc, viết, chữ đầu tiên và bộ nhớ")
    add("--parallel", type=whole(1, 64, "Số câu hỏi cùng lúc"), default=2, help="số câu hỏi cùng lúc")
    add("--out", type=Path, metavar="THƯ_MỤC", help="nơi giữ kết quả (mặc định trong thư mục dữ liệu)")
    parser.set_defaults(run=run_measure)


def run_window(given: argparse.Namespace) -> int:
    """The desktop program."""
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise UserError("Máy này không có màn hình để mở cửa sổ.", "Hãy dùng: loihay card, hoặc loihay write.")
    from app.ui.main import run

    if given.measure:
        from app.ui import measure

        return measure.run(given.measure, lambda: run(model=given.model, home=home_dir()))
    return run(model=given.model, home=home_dir())


def run_serve(given: argparse.Namespace) -> int:
    """The API server in the foreground; its keys come from a file, or one from LOIHAY_KEY or is made and printed."""
    from inference.server.__main__ import run as serve

    if given.engine == "gpu" and not given.model:
        raise UserError("--engine gpu cần một mô hình trọn độ chính xác.", "Hãy thêm: --model THƯ_MỤC_SAFETENSORS")
    if not given.keys and not os.environ.get("LOIHAY_KEY"):
        os.environ["LOIHAY_KEY"] = secrets.token_urlsafe(24)
        print(f"Khóa truy cập (LOIHAY_KEY): {os.environ['LOIHAY_KEY']}", file=sys.stderr, flush=True)
    if given.port:
        print(f"Địa chỉ API: {'https' if given.tls_cert else 'http'}://{given.host}:{given.port}/v1 (Ctrl-C để dừng)", file=sys.stderr, flush=True)
    given.model = given.model or embedded_model()
    return serve(given)


def run_bench(given: argparse.Namespace) -> int:
    """Measure, and print figures with their comparison."""
    from app.bench import run

    return run(as_json=given.json, only=given.only, model=given.model)


def run_measure(given: argparse.Namespace) -> int:
    """Measure a model, keep the results, and show all of them."""
    from app.measuring import run

    return run(given)


def run_doctor(given: argparse.Namespace) -> int:
    """Say what works on this machine and what does not."""
    from app.doctor import run

    return run(model=given.model or embedded_model(), home=home_dir())


def run_write(given: argparse.Namespace) -> int:
    """Print candidates, best first; the library's after the model's."""
    knowledge = load_knowledge(assets_dir())
    brief = read_brief(given, knowledge)
    for candidate in write(brief, given, knowledge):
        print(json.dumps(as_json(candidate), ensure_ascii=False) if given.json else _readable(candidate), flush=True)
    return 0


def run_card(given: argparse.Namespace) -> int:
    """Write the words, set them on a card and save it; what can not be saved is refused before the writing."""
    from app.cards.making import check_card, check_moving, check_sheet, make_card

    knowledge = load_knowledge(assets_dir())
    brief = read_brief(given, knowledge)
    look = {"template": given.template, "palette": given.palette, "format": given.format, "scale": given.scale}
    check_card(brief, knowledge, given.out, **look)
    sheet = check_sheet(given.out, given.sheet, given.copies, bleed=given.bleed, marks=given.marks)
    moving = check_moving(given.out, given.dong, given.scale, given.sheet)
    words = given.text
    if words is None:
        best = first_sound(write(brief, given, knowledge))
        print(_readable(best), flush=True)
        words = best.text
    elif not words:
        raise UserError("Lời viết sẵn đang trống.", "Hãy viết lời vào --text, hoặc bỏ --text để mô hình viết.")
    print(f"Thiệp đã lưu: {make_card(brief, words, knowledge, given.out, **look, sheet=sheet, moving=moving)}")
    return 0


def read_brief(given: argparse.Namespace, knowledge: Knowledge) -> Brief:
    """The brief from the options; UserError with a suggestion for a word that is not known."""
    if not given.to:
        raise UserError("Chưa nói gửi cho ai.", "Ví dụ: --to “bà ngoại”.")
    kind = choose(getattr(given, "kind", "thiep"), knowledge.kinds, "loại văn bản")
    if kind != "thiep":
        _check_writing(given, kind)
    types = {id: row.label for id, row in knowledge.types(kind).items()}
    today = date.today()
    brief, relation = brief_to(
        knowledge,
        given.to,
        given.role,
        kind=kind,
        occasion=choose(given.occasion, {id: o.label for id, o in knowledge.occasions.items()}, "dịp"),
        type=choose(given.type, types, "loại") if kind != "thiep" else "",
        name=given.name,
        sender=given.sender,
        details=tuple(given.detail),
        tone=choose(given.tone, knowledge.tones, "giọng"),
        length=choose(given.length, knowledge.lengths, "độ dài"),
        form=choose(given.form, knowledge.forms, "hình thức"),
        region=choose(given.region, knowledge.regions, "vùng"),
        note=getattr(given, "note", ""),
        age=given.age,
        year=tet_year(today),
    )
    if not relation.known:
        print(f"Chưa hiểu “{given.to}” là ai, tạm xưng hô {brief.pair}.", file=sys.stderr)
    if said := unfollowed_tone(brief, knowledge):
        print(said, file=sys.stderr)
    return brief


def _check_writing(given: argparse.Namespace, kind: str) -> None:
    name = "email" if kind == "email" else "bài đăng"
    if not given.type:
        raise UserError(f"Chưa chọn loại {name}.", "Ví dụ: --type xin_nghi_phep.")
    if not given.note:
        raise UserError(f"Chưa có ý cho {name}.", "Ví dụ: --note “xin nghỉ thứ sáu đưa mẹ đi khám”.")


def write(brief: Brief, given: argparse.Namespace, knowledge: Knowledge) -> list[Candidate]:
    """All candidates for the brief, best first, from the model that was asked for."""
    desk = Desk(knowledge, load_prompts(), Library.load(assets_dir() / "library"))
    with local_model(given.model) as client:
        if brief.kind == "thiep" and (hopeless := beyond(brief, client.models()[0])):
            print(hopeless.reason, file=sys.stderr)
        found: dict[int, Candidate] = {}
        order: tuple[int, ...] = ()
        for event in compose(brief, client, desk, n=given.n, seed=given.seed, cancel=threading.Event()):
            match event:
                case Finished(slot, candidate):
                    found[slot] = candidate
                case Restarted(_, reason):
                    print(f"… viết lại: {reason}", file=sys.stderr)
                case Beyond(reason):
                    print(reason, file=sys.stderr)
                case Ranked(slots):
                    order = slots
    if not order:
        raise UserError("Chưa có lời nào hợp với yêu cầu này.", "Hãy thử dịp, giọng hoặc hình thức khác.")
    return [found[slot] for slot in order]


@contextmanager
def local_model(model: Path | None) -> Iterator[Client]:
    """The engine as a child process, for as long as the command runs."""
    server = LocalServer(model or embedded_model(), log=home_dir() / "logs" / "engine.log")
    try:
        yield server.start()
    finally:
        server.stop()


def _readable(candidate: Candidate) -> str:
    source = "từ kho lời chúc" if candidate.source == "library" else "Mầm" if is_mam(candidate.model) else candidate.model
    remarks = "".join(f"\n  ! {finding.reason}" for finding in candidate.findings)
    return f"{candidate.text}\n  — {source}{remarks}\n"


if __name__ == "__main__":  # `python -m app.cli`, as `python -m app`
    raise SystemExit(main())
