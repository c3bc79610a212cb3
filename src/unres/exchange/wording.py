"""What a page says about a resolution in the resolution's own language: names of fields, of links.

Nothing here is looked for in a dump: the words that are stand in the lexicon of each language.
"""

from __future__ import annotations

from unres.languages import DEFAULT
from unres.nodes import FieldKind

_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

_FIELDS: dict[FieldKind, tuple[str, ...]] = {
    "publisher": ("Publisher", "Éditeur", "Editor", "Издатель", "الناشر", "出版者"),
    "organ": ("Organ", "Organe", "Órgano", "Орган", "الهيئة", "机构"),
    "symbol": ("Symbol", "Cote", "Signatura", "Условное обозначение", "الرمز", "文号"),
    "distribution": (
        *("Distribution", "Distribution", "Distribución"),
        *("Распространение", "التوزيع", "分发"),
    ),
    "issued": (
        *("Date of issue", "Date de publication", "Fecha de publicación"),
        *("Дата выпуска", "تاريخ الإصدار", "印发日期"),
    ),
    "session": ("Session", "Session", "Período de sesiones", "Сессия", "الدورة", "届会"),
    "agenda_item": (
        *("Agenda item", "Point de l’ordre du jour", "Tema del programa"),
        *("Пункт повестки дня", "بند جدول الأعمال", "议程项目"),
    ),
    "agenda_title": ("Subject", "Sujet", "Asunto", "Тема", "الموضوع", "主题"),
    "adopted": ("Adoption", "Adoption", "Aprobación", "Принятие", "الاعتماد", "通过"),
    "proponent": ("Proposal", "Proposition", "Propuesta", "Представление", "التقديم", "提案"),
    "job": (
        *("Job number", "Numéro de document", "Número de documento"),
        *("Номер документа", "رقم الوثيقة", "文件编号"),
    ),
}
_PHRASES = {
    "footnotes": ("Footnotes", "Notes", "Notas", "Сноски", "الحواشي", "脚注"),
    "footnote": ("Footnote", "Note", "Nota", "Сноска", "الحاشية", "脚注"),
    "back": (
        *("Back to the text", "Retour au texte", "Volver al texto"),
        *("Назад к тексту", "العودة إلى النص", "返回正文"),
    ),
    "lost note": (
        "The text of this footnote is missing in the source",
        "Le texte de cette note manque dans la source",
        "El texto de esta nota falta en la fuente",
        "Текст этой сноски отсутствует в источнике",
        "نص هذه الحاشية غير موجود في المصدر",
        "来源中缺少此脚注的文字",
    ),
    "table": ("Table", "Tableau", "Cuadro", "Таблица", "الجدول", "表"),
    "resolution": ("Resolution", "Résolution", "Resolución", "Резолюция", "القرار", "决议"),
}


def field_name(kind: FieldKind, language: str) -> str:
    """What a field of the masthead is called in a language; in English where that is unknown."""
    return _FIELDS[kind][_column(language)]


def phrase(name: str, language: str) -> str:
    """One of the page's own phrases in a language; in English where that is unknown."""
    return _PHRASES[name][_column(language)]


def _column(language: str) -> int:
    return _LANGUAGES.index(language if language in _LANGUAGES else DEFAULT)
