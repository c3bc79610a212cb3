"""What a footnote cites, and by which words the text names such a thing, in six languages.

A footnote gives the source of what the text names just before its marker: a convention's
volume in the Treaty Series, a report's symbol, the resolution that holds a declaration. So
the words of the text tell where a lost marker stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: How sure a word of a kind is.
KIND = 3.5

_TREATY = re.compile(
    r"Treaty Series|des Trait|Tratad|条约汇编|المعاهدات"
    r"|\b(?:vol|т)\. ?\d+, (?:No|no|núm|№)|第 ?\d+ ?卷"
)
_RESOLUTION = re.compile(r"(?i)r[eé]solu[ct]i|резолюци|决议|القرار")
_ANNEX = re.compile(r"(?i)ann?ex|приложен|附件|المرفق")
_DOCUMENT = re.compile(r"\b[A-Z]{1,5}/[A-Z0-9]|\bHR[IC]/")

_CONVENTIONS = re.compile(
    r"(?i)convention|covenant|pacte?\b|protoco|treat[iy]|trait[eé]|tratado|agreement|accord|acuerdo"
    r"|convenci|convenio|statute?|estatuto|конвенци|пакт|протокол|договор|соглашени|статут"
    r"|公约|议定书|条约|协定|规约|اتفاقية|العهد|بروتوكول|معاهدة|الاتفاق"
)
_REPORTS = re.compile(
    r"(?i)reports?\b|rapports?\b|informes?\b|доклад|notes? by the|notes? du S|notas? del S|записк"
    r"|letter|lettre|carta|письм|statement|报告|说明|的信|تقرير|تقارير|مذكرة|رسالة"
)
_DECLARATIONS = re.compile(
    r"(?i)d[eé]clara[ct]i|programme|programa|agenda\b|\bplan\b|princip|framework|cadre|marco"
    r"|strateg|stratég|estrateg|rules|règles|reglas|consensus|consenso|outcome|document|guidelines"
    r"|деклараци|программ|повестк|план|принцип|рамочн|стратеги|правил|консенсус|документ"
    r"|宣言|议程|方案|计划|原则|框架|战略|规则|共识|成果|纲领|准则|文件|公约"
    r"|إعلان|خطة|برنامج|مبادئ|إطار|استراتيجية|قواعد|توافق|وثيقة"
)
#: Words that say something; in Chinese any two characters do.
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{5,}|[\u3400-\u9fff]{2}|\b\d{4}\b(?!/)")


def namers(cited: str) -> list[tuple[re.Pattern[str], float]]:
    """The patterns of what names a thing that a footnote cites, each with its weight."""
    found: list[tuple[re.Pattern[str], float]] = []
    if _TREATY.search(cited):
        found.append((_CONVENTIONS, KIND))
    elif _RESOLUTION.search(cited):
        found.append((_DECLARATIONS, KIND))
    elif _DOCUMENT.search(cited):
        found.append((_REPORTS, KIND))
        if _ANNEX.search(cited):
            found.append((_DECLARATIONS, KIND))
    return found


def words(text: str) -> Iterator[tuple[str, int]]:
    """The words of a text to compare, in lower case and cut to their stems; and their ends."""
    for match in _WORD.finditer(text):
        yield match[0].lower()[:7], match.end()
