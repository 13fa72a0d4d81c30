from ingest.threads.mojibake import LOST, repair_lines


def garble(text: str) -> str:
    """UTF-8 bytes read as ISO-8859-7, with Windows-1252 for 0x80-0x9F; unmapped bytes are lost."""
    out = []
    for byte in text.encode():
        codec = "cp1252" if 0x80 <= byte <= 0x9F else "iso8859_7"
        out.append(bytes([byte]).decode(codec, errors="ignore"))
    return "".join(out)


def test_whole_runs_come_back_and_are_in_the_ledger():
    line = f"one {garble('—')} two {garble('🧵')}"
    fixed, repairs = repair_lines([line])
    assert fixed == ("one — two 🧵",)
    assert [(r.line, r.rule, r.after) for r in repairs] == [
        (1, "mojibake", "—"),
        (1, "mojibake", "🧵"),
    ]
    assert repairs[0].before == garble("—")


def test_a_lost_byte_is_marked_lost_never_guessed():
    thumb = garble("👍")  # its last byte, 0x8D, has no sign in Windows-1252
    fixed, repairs = repair_lines([f"a {garble('—')} b", f"{thumb} 3"])
    assert fixed[1] == f"{LOST} 3"
    assert repairs[-1].rule == "mojibake-lost"


def test_sound_text_beside_damage_stays():
    fixed, repairs = repair_lines([garble("—"), "it’s … fine 😯, β and λόγος, a\xa0b"])
    assert fixed[1] == "it’s … fine 😯, β and λόγος, a\xa0b"
    assert len(repairs) == 1


def test_a_text_without_proof_of_damage_is_left_alone():
    lines = ("β” as a name", "Η γλώσσα", "Ä“ and Ã©")
    assert repair_lines(lines) == (lines, ())


def test_the_more_usual_latin_reading_is_repaired_too():
    fixed, _ = repair_lines(["wait â€” there"])
    assert fixed == ("wait — there",)
