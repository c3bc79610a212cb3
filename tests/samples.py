"""Dumps that several tests share: of one resolution of our own invention."""

from __future__ import annotations

#: Intact, with a footnote.
INTACT = """\
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
Recalling its resolution 80/4 of 2 December 2025 on the question of ocean noise,1
Noting with concern that whales in the northern seas cannot hear one another,
1. Requests the Secretary-General to report on ocean noise to the General Assembly at its
next session;
2. Invites Member States to share what they have measured in international waters;
3. Decides to include the question in the provisional agenda of its eighty-second session.
40th plenary meeting
5 December 2026
__________________
1 See A/80/16.
"""

#: Short, with a number misread and a control character.
DAMAGED = """\
United Nations
A/RES/81/9
General Assembly
Distr.: General
9 December 2026
Eighty-first session
Resolution adopted by the General Assembly on 5 December 2026
81/9. Ocean noise
The General Assembly,
Recalling its resolution 80/4 of 2 December 2025 on ocean noise,
1. Requests the Secretary-General to report on ocean noise to the General Assembly;
Z. Invites Member States to share what they have mea\x07sured;
3. Decides to include the item in the provisional agenda of its eighty-second session.
40th plenary meeting
5 December 2026
"""
