"""Small dumps of our own invention, for tests of many documents."""

from __future__ import annotations

DUMP = """\
United Nations
A/RES/81/9
General Assembly
Distr.: General
9 December 2026
Eighty-first session
Agenda item 72
Resolution adopted by the General Assembly on 5 December 2026
[without reference to a Main Committee (A/81/L.4)]
81/9. Ocean noise
The General Assembly,
Recalling its resolution 80/4 of 2 December 2025 on ocean noise,1
Noting with concern that whales in the northern seas cannot hear one another,
1. Requests the Secretary-General to report on ocean noise to the General Assembly at its
next session;
2. Invites Member States to share what they have measured:
(a) In coastal waters;
(b) On the high seas;
3. Decides to include the item in the provisional agenda of its eighty-second session.
40th plenary meeting
5 December 2026
__________________
1 See A/80/16.
"""


def dump(number: int) -> str:
    """The dump with a number of its own."""
    return DUMP.replace("81/9", f"81/{number}")


def fill(folder, many):
    """Files `000.txt` and on, of the resolutions 81/100 and on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(many):
        (folder / f"{number:03}.txt").write_text(dump(100 + number), encoding="utf-8")
    return folder
