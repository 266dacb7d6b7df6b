import pytest

from app.shared.tables import TableError, read_table

SENTENCE = "id,text\nP1,Größe naïve\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_accents_survive_every_usual_encoding(encoding):
    assert read_table(SENTENCE.encode(encoding)).rows[0].cells == ("P1", "Größe naïve")


@pytest.mark.parametrize("word", ["São Paulo", "It’s", "Smörgåsbord AB", "100 €", "ÄÖÜ", "½"])
def test_a_single_accented_word_is_windows_1252(word):
    table = read_table(b"id,text\nP1," + word.encode("cp1252") + b"\n")
    assert table.rows[0].cells[1] == word
    assert table.encoding == "cp1252"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Поддержка работает медленно, обучение слишком дорогое"),
        ("cp932", "サポートの対応が遅く、トレーニングの費用が高いです。"),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy"),
    ],
)
def test_whole_sentences_in_another_script_are_recognised(encoding, text):
    rows = "\n".join(f'{number},"{text}"' for number in range(9))
    assert read_table(f"id,text\n{rows}".encode(encoding)).rows[3].cells[1] == text


def test_one_broken_character_in_utf8_is_named_by_line_and_not_misread():
    content = "id,text\nP1,Größe\nP2,Straße für Söhne\nP3,".encode() + b"\xc3\nP4,x\n"
    with pytest.raises(TableError) as error:
        read_table(content)
    assert (error.value.code, error.value.rejection.line) == ("bad_encoding", 4)


@pytest.mark.parametrize("encoding", ["no-such-encoding", "hex", "ascii", "utf-16\0", "idna"])
def test_an_encoding_that_does_not_fit_is_refused(encoding):
    with pytest.raises(TableError) as error:
        read_table(SENTENCE.encode(), encoding=encoding)
    assert error.value.code == "bad_encoding"


def test_a_given_encoding_wins():
    assert read_table("id,text\nP1,Łódź\n".encode("cp1250"), encoding="cp1250").rows[0].cells[1] == "Łódź"


@pytest.mark.parametrize("content", [b"a,b\n1,\0\n", b"a,b\n\x01\x02,x\n", b"\x89PNG\r\n\x1a\n\x05\x06"])
def test_what_is_not_text_is_refused(content):
    with pytest.raises(TableError) as error:
        read_table(content)
    assert error.value.code == "not_text"


@pytest.mark.parametrize("control", [b"\0", b"\x01"])
def test_the_line_of_the_first_control_character_is_named(control):
    with pytest.raises(TableError) as error:
        read_table(b"a,b\n1,2\n3," + control + b"\n")
    assert error.value.rejection.line == 3


def test_one_stray_control_character_in_a_long_export_is_let_through():
    table = read_table(b"id,text\n1,bell \x07\n" + b"2,fine and well\n" * 100)
    assert table.rows[0].cells[1] == "bell \x07"
