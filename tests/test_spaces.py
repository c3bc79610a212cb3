"""Which signs are white space."""

from unres.layout.spaces import is_space


def test_what_is_told_at_a_look_is_what_python_tells():
    signs = range(0x11000)
    assert [code for code in signs if is_space(code)] == [c for c in signs if chr(c).isspace()]
