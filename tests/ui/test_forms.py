"""What officers type, and what a form makes of it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from diemtua.ui import conflicts, forms
from diemtua.ui.kit import AGENCIES, AmendForm, Changed, TaskForm


class DayForm(forms.Form):
    on = forms.DateField("Ngày", not_before=date(2020, 1, 1), not_after=lambda: date(2024, 12, 31))


class CountForm(forms.Form):
    count = forms.NumberField("Số người", unit="người", min_value=0)
    share = forms.NumberField("Tỷ lệ", places=1, required=False)


class PaperForm(forms.Form):
    papers = forms.FilesField("Tài liệu", kinds=(".pdf", ".docx"), max_mb=1)


def errors(form):
    return [str(error) for error in next(iter(form.errors.values()), [])]


@pytest.mark.parametrize(
    "typed", ["03/08/2024", "3/8/2024", "3-8-2024", "3.8.2024", " 3 / 8 / 2024 ", "03082024", "2024-08-03"]
)
def test_a_day_is_understood_as_officers_write_it(typed):
    assert DayForm({"on": typed}).fields["on"].clean(typed) == date(2024, 8, 3)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Chưa điền."),
        ("31/02/2024", "Không có ngày 31/02/2024 trong lịch."),
        ("00/08/2024", "Không có ngày 00/08/2024 trong lịch."),
        ("3/8/24", "Chưa đúng dạng ngày/tháng/năm, ví dụ 03/08/2024."),
        ("hôm qua", "Chưa đúng dạng ngày/tháng/năm, ví dụ 03/08/2024."),
        ("31/12/2019", "Phải từ ngày 01/01/2020 trở đi."),
        ("01/01/2025", "Không được sau ngày 31/12/2024."),
    ],
)
def test_a_day_that_cannot_be_is_told_why(typed, told):
    assert errors(DayForm({"on": typed})) == [told]


def test_a_day_comes_back_as_it_was_typed():
    assert 'value="31/02/2024"' in str(DayForm({"on": "31/02/2024"}))
    assert 'value="03/08/2024"' in str(DayForm(initial={"on": date(2024, 8, 3)}))


@given(st.text(max_size=30))
def test_any_text_for_a_day_is_a_day_or_a_sentence(typed):
    form = DayForm({"on": typed})
    assert form.is_valid() or errors(form)


@pytest.mark.parametrize(
    ("typed", "number"), [("0", 0), ("1234", 1234), ("1.234", 1234), ("1 234 567", 1234567)]
)
def test_whole_numbers(typed, number):
    form = CountForm({"count": typed})
    assert form.is_valid()
    assert form.cleaned_data["count"] == number
    assert isinstance(form.cleaned_data["count"], int)


@pytest.mark.parametrize("typed", ["12.34", "1,5", "-3", "ba", "1.2345", "١٢", "NaN", "1e5"])
def test_what_is_no_whole_number_is_not_guessed_at(typed):
    assert not CountForm({"count": typed}).is_valid()


def test_a_number_with_a_comma():
    form = CountForm({"count": "1", "share": "12,5"})
    assert form.is_valid()
    assert str(form.cleaned_data["share"]) == "12.5"


def test_text_is_kept_composed_and_trimmed():
    class Note(forms.Form):
        note = forms.TextField("Nội dung", rows=2)

    form = Note({"note": "  Tie\u0302\u0301p nha\u0323\u0302n\r\nva\u0300 ho\u0303 tro\u031b\u0323 "})
    assert form.is_valid()
    assert form.cleaned_data["note"] == "Tiếp nhận\nvà hõ trợ"


def test_an_agency_is_chosen_by_number_from_the_list_handed_in():
    form = TaskForm({"lead": "2"}, choices={"lead": AGENCIES, "coordinators": AGENCIES})
    form.is_valid()
    assert form.cleaned_data["lead"] == 2
    assert form.cleaned_data["coordinators"] == []
    stranger = TaskForm({"lead": "99"}, choices={"lead": AGENCIES, "coordinators": AGENCIES})
    assert stranger.errors["lead"] == ["Lựa chọn này không có trong danh sách."]


def test_each_form_shown_has_a_name_of_its_own():
    first, second = TaskForm(), TaskForm()
    assert first["client_id"].value() != second["client_id"].value()


@pytest.mark.parametrize(
    ("name", "size", "told"),
    [
        ("ke-hoach.exe", 10, "có đuôi .exe; chỉ nhận .pdf, .docx."),
        ("ke-hoach", 10, "có đuôi (không có); chỉ nhận .pdf, .docx."),
        ("ke-hoach.pdf", 0, "Tệp rỗng"),
        ("ke-hoach.pdf", 1024 * 1024 + 1, "quá 1\u00a0MB."),
    ],
)
def test_a_file_outside_the_limits_is_told_why(name, size, told):
    form = PaperForm({}, MultiValueDict({"papers": [SimpleUploadedFile(name, b"x" * size)]}))
    assert told in errors(form)[0]


def test_several_files_come_as_a_list():
    files = [SimpleUploadedFile("a.PDF", b"x"), SimpleUploadedFile("b.docx", b"x")]
    form = PaperForm({}, MultiValueDict({"papers": files}))
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["papers"]] == ["a.PDF", "b.docx"]
    many = PaperForm({}, MultiValueDict({"papers": files * 11}))
    assert errors(many) == ["Mỗi lần gửi nhiều nhất 20 tệp."]
    assert errors(PaperForm({}, MultiValueDict())) == ["Chưa chọn tệp."]


def test_errors_are_summed_on_top_with_links_and_told_to_screen_readers_beside():
    page = str(
        TaskForm({"kind": "date", "client_id": "x"}, choices={"lead": AGENCIES, "coordinators": AGENCIES})
    )
    assert '<a href="#id_lead">Cơ quan chủ trì: Chưa chọn.</a>' in page
    assert 'aria-describedby="id_lead_error"' in page
    assert 'id="id_lead_error"' in page
    assert "mở lại trang" in page


def typed(**fields):
    data = QueryDict(mutable=True)
    data.update({"client_id": "c0a80101-0000-4000-8000-000000000001", "version": "3", **fields})
    return data


def test_two_versions_are_shown_in_words_and_the_choice_is_kept():
    data = typed(content="Mới", lead="2", due_on="31/07/2024")
    form = AmendForm(data, choices={"lead": AGENCIES})
    changed = [Changed("lead", "1", "2"), Changed("due_on", "2024-07-25", "2024-07-31")]
    clash = conflicts.clash(form, changed, 4)
    assert [(line.held_words, line.typed_words) for line in clash.choices] == [
        ("Công an tỉnh", "Sở Y tế"),
        ("25/07/2024", "31/07/2024"),
    ]
    again = QueryDict(mutable=True)
    for name, value in clash.typed:
        again.appendlist(name, value)
    again.update({"keep-lead": "held", "held-lead": "1", "keep-due_on": "typed", "held-due_on": "2024-07-25"})
    merged = AmendForm(again, choices={"lead": AGENCIES})
    assert merged.is_valid(), merged.errors
    kept = merged.cleaned_data
    assert (kept["content"], kept["lead"], kept["due_on"], kept["version"]) == (
        "Mới",
        1,
        date(2024, 7, 31),
        4,
    )
