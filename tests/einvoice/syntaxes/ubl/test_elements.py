import pytest

from coryphee.einvoice.model import Attachment, Classification, Note, PaymentMeans, WrittenDate
from coryphee.einvoice.syntaxes.ubl import elements


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (WrittenDate("2026-08-16"), ">2026-08-16"),
        (WrittenDate("20260816", "102"), ">2026-08-16"),
        (WrittenDate("20260816"), ">2026-08-16"),
        (WrittenDate("20260231", "102"), ">20260231"),
        (WrittenDate("20260816", "610"), ">20260816"),
        (WrittenDate("2026-08-16+02:00"), ">2026-08-16+02:00"),
        (WrittenDate(None), ">"),
    ],
)
def test_a_day_is_written_as_ubl_has_it(written: WrittenDate, expected: str) -> None:
    assert elements.day(written) == expected


def test_a_note_has_its_subject_in_front() -> None:
    assert elements.note(Note("40 €", "PMT")) == ">#PMT#40 €"
    assert elements.note(Note("<", None)) == ">&lt;"


def test_files_and_classes_carry_their_attributes() -> None:
    assert elements.attachment(Attachment("AA==", "text/csv", "a.csv")) == ' mimeCode="text/csv" filename="a.csv">AA=='
    assert elements.classification(Classification("1", "STI", None)) == ' listID="STI">1'


def test_the_direct_debit_is_found_among_the_means() -> None:
    means = [PaymentMeans(code="30"), PaymentMeans(code="59")]
    assert elements.debit_means(means) is means[1]
    assert elements.debit_means(means[:1]) is means[0]
    assert elements.debit_means([]) is None
