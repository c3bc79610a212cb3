"""What a footnote cites, and by which words the text names such a thing, in six languages.

A footnote gives the source of what the text names just before its marker: a convention's
volume in the Treaty Series, a report's symbol, the resolution that holds a declaration. So
the words of the text tell where a lost marker stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: How sure a word of a kind is, and the name of one thing.
KIND = 3.5
NAME = 3.0

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
#: What some numbers stand for: they are cited in one resolution of three.
_NAMED = tuple(
    (re.compile(cited), re.compile(names, re.IGNORECASE))
    for cited, names in (
        (r"\b70/1\b", r"2030"),
        (r"\b70/1\b", r"sustainab|durable|sostenibl|устойчив|可持续|المستدامة"),
        (r"\b60/1\b", r"2005"),
        (r"\b217 ?[AА]", r"universal|всеобщ|世界人权|العالمي"),
        (r"\b2200 ?[AА]", r"covenant|pact|пакт|公约|العهد"),
        (r"\b55/2\b", r"millen|millén|milenio|тысячелет|千年|الألفية"),
        (r"\b69/313\b", r"add?is|аддис|亚的斯|أديس"),
        (r"\b69/283\b", r"sendai|сендай|仙台|سنداي"),
        (r"\b71/256\b", r"urban|urbain|город|城市|الحضرية"),
        (r"\b66/288\b", r"future|avenir|futuro|будущ|未来|المستقبل"),
        (r"\b69/15\b", r"samoa|самоа|萨摩亚|ساموا"),
        (r"\b61/295\b", r"indigenous|autochton|indígena|коренн|土著|الأصلية"),
        (r"\b(?:48/134)\b", r"institution|institucion|учрежден|机构|المؤسسات"),
        (r"\bS-10/2\b", r"tenth sp|dixième session ex|décimo per|десятой сп|第十届特别|العاشرة"),
        (r"\b1514\b", r"independen|indépendan|независим|独立|الاستقلال"),
        (r"\b2625\b", r"friendly|amicales|amistad|дружествен|友好|الودية"),
        (r"CP/2015/10", r"paris|par[ií]s|париж|巴黎|باريس"),
        (r"\b1249\b", r"wom[ae]n|femme|mujer|женщин|妇女|المرأة"),
        (r"\b(?:1577|217[13])\b", r"child|enfant|niñ|ребенк|детей|儿童|الطفل"),
        (r"\b2515\b", r"disabil|handicap|discapac|инвалид|残疾|الإعاقة"),
        (r"\b1465\b", r"tortur|пыток|酷刑|التعذيب"),
        (r"\b660\b", r"racial|расов|种族|العنصري"),
        (r"\b1771\b", r"clima|климат|气候|المناخ"),
        (r"\b1760\b", r"biolog|биолог|生物|البيولوجي"),
        (r"\b1954\b", r"desertif|опустын|荒漠|التصحر"),
        (r"\b183[345]\b", r"\bsea\b|\bmer\b|\bmar\b|морск|海洋|البحار"),
        (r"\b22(?:25|37|41|20)\b", r"organi[sz]|traffi|traf|tráf|преступ|犯罪|الجريمة"),
        (r"\b2349\b", r"corrup|коррупц|腐败|الفساد"),
        (r"\b(?:189|606|1520)\b", r"refugee|réfugié|refugiado|беженц|难民|اللاجئين"),
        (r"\b(?:75|973|970|1125)\b", r"gen[eè]v|ginebra|женевск|日内瓦|جنيف"),
        (r"\b729\b", r"non.prolif|no prolif|нераспростр|不扩散|الانتشار"),
        (r"\b2187\b", r"rom[ea]\b|римск|罗马|روما"),
    )
)
#: Words that say something; in Chinese any two characters do.
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{5,}|[\u3400-\u9fff]{2}|\b\d{4}\b(?!/)")


def namers(cited: str) -> list[tuple[re.Pattern[str], float]]:
    """The patterns of what names a thing that a footnote cites, each with its weight."""
    found = [(names, NAME) for number, names in _NAMED if number.search(cited)]
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
