from coryphee.hub.invoices.search_words import search_words, tsquery


def test_words_are_plain_and_parted() -> None:
    assert search_words("Écoles FA-2026/001 Œuvre & ﬁn") == ["ecoles", "fa", "2026", "001", "œuvre", "fin"]


def test_a_query_holds_beginnings_and_nothing_else() -> None:
    assert tsquery("Dup' | !fact:*") == "'dup':* & 'fact':*"
    assert tsquery(" -- ") == ""


def test_typographic_signs_part_words() -> None:
    assert search_words("l\u2019été FA\u20132026") == ["l", "ete", "fa", "2026"]
