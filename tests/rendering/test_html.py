from coryphee.rendering.html import Html, as_html, facts, join, lines, section, table, tag


def test_text_is_escaped_once() -> None:
    assert as_html("<&\"'>") == "&lt;&amp;&quot;&#x27;&gt;"
    assert as_html(as_html("<")) == "&lt;"
    assert tag("p", tag("b", "<")) == "<p><b>&lt;</b></p>"


def test_attributes_are_escaped() -> None:
    assert tag("p", "x", class_='a" onclick="b') == '<p class="a&quot; onclick=&quot;b">x</p>'


def test_absent_values_leave_nothing_behind() -> None:
    assert facts([("a", None), ("b", "")]) == ""
    assert section("Title", "") == ""
    assert table("caption", [("a", "")], []) == ""
    assert lines([None, " ", "x", Html("<b>y</b>")]) == "x<br><b>y</b>"
    assert join(["a", "", "<"], " & ") == "a &amp; &lt;"
