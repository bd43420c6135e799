"""``diemtua plan read``: what a person types, and what comes back."""

import json

import pytest

from diemtua.plans.reading import command
from tests.reading.conftest import GOLD, NAMES


@pytest.fixture
def plan_file():
    return GOLD / f"{NAMES[0]}.txt"


def test_json_goes_to_standard_output(plan_file, capfdbinary):
    assert command.main(["--json", str(plan_file)]) == 0
    data = json.loads(capfdbinary.readouterr().out)
    assert data["text"]["file"] == plan_file.name and data["assignments"]


def test_many_files_go_to_a_folder(plan_file, tmp_path):
    assert (
        command.main(["--json", "--out", str(tmp_path), *(str(GOLD / f"{name}.txt") for name in NAMES[:3])])
        == 0
    )
    assert sorted(path.stem for path in tmp_path.glob("*.json")) == NAMES[:3]


def test_a_table_for_people(plan_file, capfdbinary):
    assert command.main([str(plan_file)]) == 0
    assert "NHIỆM VỤ (" in capfdbinary.readouterr().out.decode()


def test_offsets_count_line_breaks_as_they_are(tmp_path):
    path = tmp_path / "windows.txt"
    path.write_bytes("\ufeffI. NHIỆM VỤ\r\n1. Sở Y tế kiểm tra.\r\n".encode())
    text = command.text_of(path)
    assert text.count("\r\n") == 2 and text[0] == "\ufeff"


def test_another_encoding_is_told(tmp_path, capsys):
    path = tmp_path / "cu.txt"
    path.write_bytes("Kế hoạch".encode("utf-16"))
    assert command.main([str(path)]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    assert command.main([str(tmp_path / "mất.txt")]) == 2
    assert "không mở được" in capsys.readouterr().err


def test_an_unreadable_file_is_told_in_its_own_sentence(tmp_path, capsys):
    path = tmp_path / "hỏng.docx"
    path.write_bytes(b"MZ" + b"\x00" * 200)
    assert command.main([str(path)]) == 2
    assert "hỏng.docx" in capsys.readouterr().err


def test_two_files_do_not_mix_on_standard_output(plan_file, capsys):
    assert command.main(["--json", str(plan_file), str(plan_file)]) == 2
    assert command.ONE_FILE in capsys.readouterr().err


@pytest.mark.parametrize(
    "words, told",
    [
        ([], command.NO_FILE),
        (["--json"], command.NO_FILE),
        (["a.txt", "--out"], command.NO_FOLDER),
        (["--jsn", "a.txt"], "--jsn: "),
    ],
)
def test_words_it_does_not_know_are_told_with_how_to_ask(words, told, capsys):
    assert command.main(words) == 2
    error = capsys.readouterr().err
    assert told in error and command.USAGE in error


def test_how_to_ask_is_told(capsys):
    assert command.main(["--help"]) == 0
    assert capsys.readouterr().out.startswith(command.USAGE)


def test_a_name_may_begin_with_a_dash_behind_two(plan_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--json").write_bytes(plan_file.read_bytes())
    assert command.main(["--out=đọc", "--", "--json"]) == 0
    assert json.loads((tmp_path / "đọc" / "--json.json").read_bytes())["assignments"]
