"""What resolutions are made of, in six languages: invented wording for generated trees."""

from __future__ import annotations

from attrs import frozen

Fields = tuple[tuple[str, str], ...]


@frozen
class Phrases:
    """The wording of one language."""

    masthead: Fields
    titles: tuple[str, ...]
    openings: tuple[str, ...]
    preamble: tuple[str, ...]
    operative: tuple[str, ...]
    items: tuple[str, ...]
    headings: tuple[str, ...]
    texts: tuple[str, ...]
    sections: tuple[str, ...]
    annexes: tuple[str, ...]
    adoptions: tuple[str, ...]
    footnotes: tuple[str, ...]
    cells: tuple[str, ...]
    #: A paragraph's label, made of its number.
    number: str
    #: Labels of points, a level each, in the order of their sequence.
    points: tuple[tuple[str, ...], ...]


#: Numbers of resolutions, of all eras.
NUMBERS = (
    *("91/14", "62/22", "3/1", "S-30/1", "ES-11/3", "76/264 A", "46/36 L", "57/270 B", "60/283"),
    *("217 A (III)", "1378 (XIV)", "377 (V)", "2200 A (XXI)", "194 (III)", "3202 (S-VI)"),
    *("1325 (2000)", "2036/5", "91/L.4"),
)

EN = Phrases(
    masthead=(
        ("publisher", "United Nations"),
        ("symbol", "A/RES/91/14"),
        ("distribution", "Distr.: General"),
        ("issued", "2 March 2037"),
        ("organ", "General Assembly"),
        ("session", "Ninety-first session"),
        ("agenda_item", "Agenda items 44 (b) and 117"),
        ("agenda_title", "Safety of small islands: lamps and keepers"),
        ("adopted", "Resolution adopted by the General Assembly on 2 February 2037"),
        ("proponent", "[on the report of the Sixth Committee (A/91/207, para. 12)]"),
        ("job", "37-02041 (E) 050337"),
    ),
    titles=(
        "Lighthouses of small islands",
        "The tides, the keepers of lamps, and the law of quiet harbours",
        "Report of the Committee on the Depth of Wells",
    ),
    openings=("The General Assembly,", "The Security Council,", "The Economic and Social Council,"),
    preamble=(
        "Recalling its resolution 90/3 of 11 November 2035,",
        "Aware that keepers are few, and that their work is hard and ill paid,",
        "Reaffirming the principle that a lamp, once lit, is the concern of all who see it,",
        "Noting with concern the following:",
        "Having considered the report of the Secretary-General;",
    ),
    operative=(
        "Invites all States to keep their lamps trimmed;",
        "Decides to establish a fund of 1,250,000 dollars for the repair of lamps, to be "
        "administered by the Secretary-General in consultation with the keepers;",
        "Requests the Secretary-General:",
        "Also decides to include in the provisional agenda of its ninety-second session the "
        "item entitled “Lighthouses of small islands”.",
    ),
    items=(
        "The fuel to be burnt;",
        "Oil of good quality, such as:",
        "Gas, where there is none;",
        "The wages of keepers (see annex, para. 3), paid on the first day of each month;",
    ),
    headings=("Keepers", "General principles", "Signals and their meaning", "Article 4"),
    texts=(
        "as each State may decide.",
        "The signals below hold for all islands north of 12° 30′ S.",
        "1. is a good start.",
    ),
    sections=("I", "II Keepers", "III. Lamps and their fuel", "Section one"),
    annexes=("Annex", "Annex II", "Appendix"),
    adoptions=("40th plenary meeting 2 February 2037", "1427th meeting", "2 February 2037"),
    footnotes=(
        "See A/91/207, para. 12.",
        "Resolution 90/3, annex.",
        "Ibid., vol. 12, No. 4021.",
        "Under repair.",
        "https://lamps.example/keepers?year=2037#wages",
    ),
    cells=("Island", "Lamps", "North Skerry", "2", "1,250", "–", "Keeper's house | shed", "a\tb"),
    number="{}.",
    points=(
        ("(a)", "(b)", "(c)", "(d)", "(e)"),
        ("(i)", "(ii)", "(iii)", "(iv)", "(v)"),
        ("a.", "b.", "c.", "d.", "e."),
    ),
)

FR = Phrases(
    masthead=(
        ("publisher", "Nations Unies"),
        ("symbol", "A/RES/91/14"),
        ("distribution", "Distr. générale"),
        ("issued", "2 mars 2037"),
        ("organ", "Assemblée générale"),
        ("session", "Quatre-vingt-onzième session"),
        ("agenda_item", "Point 44, b), de l’ordre du jour"),
        ("agenda_title", "Sûreté des petites îles : lampes et gardiens"),
        ("adopted", "Résolution adoptée par l’Assemblée générale le 2 février 2037"),
        ("proponent", "[sur la base du rapport de la Sixième Commission (A/91/207, par. 12)]"),
        ("job", "37-02041 (F)"),
    ),
    titles=("Phares des petites îles", "Les marées, les gardiens et le droit des ports calmes"),
    openings=("L’Assemblée générale,", "Le Conseil de sécurité,"),
    preamble=(
        "Rappelant sa résolution 90/3 du 11 novembre 2035,",
        "Consciente que les gardiens sont rares, et leur travail mal payé,",
        "Prenant note avec inquiétude de ce qui suit :",
    ),
    operative=(
        "Invite tous les États à entretenir leurs lampes ;",
        "Décide de créer un fonds de 1 250 000 dollars pour la réparation des lampes, "
        "géré par le Secrétaire général en consultation avec les gardiens;",
        "Prie le Secrétaire général :",
        "Décide de rester saisie de la question.",
    ),
    items=("L’huile à brûler ;", "Une huile de bonne qualité, à savoir :", "Le gaz ;"),
    headings=("Gardiens", "Principes généraux", "Article premier"),
    texts=(
        "selon ce que chaque État décidera.",
        "Les signaux ci-après valent pour toutes les îles.",
    ),
    sections=("I", "II Gardiens", "III. Lampes"),
    annexes=("Annexe", "Annexe II", "Appendice"),
    adoptions=("40e séance plénière 2 février 2037", "2 février 2037"),
    footnotes=("Voir A/91/207, par. 12.", "Résolution 90/3, annexe.", "Ibid., vol. 12, no 4021."),
    cells=("Île", "Lampes", "Écueil du Nord", "2", "1 250", "–", "Néant"),
    number="{}.",
    points=(
        ("a)", "b)", "c)", "d)", "e)"),
        ("i)", "ii)", "iii)", "iv)", "v)"),
        ("–", "–", "–", "–", "–"),
    ),
)

ES = Phrases(
    masthead=(
        ("publisher", "Naciones Unidas"),
        ("symbol", "A/RES/91/14"),
        ("distribution", "Distr. general"),
        ("issued", "2 de marzo de 2037"),
        ("organ", "Asamblea General"),
        ("session", "Nonagésimo primer período de sesiones"),
        ("agenda_item", "Tema 44 b) del programa"),
        ("agenda_title", "Seguridad de las islas pequeñas: lámparas y fareros"),
        ("adopted", "Resolución aprobada por la Asamblea General el 2 de febrero de 2037"),
        ("proponent", "[sobre la base del informe de la Sexta Comisión (A/91/207, párr. 12)]"),
        ("job", "37-02041 (S)"),
    ),
    titles=("Faros de las islas pequeñas", "Las mareas, los fareros y el derecho de los puertos"),
    openings=("La Asamblea General,", "El Consejo de Seguridad,"),
    preamble=(
        "Recordando su resolución 90/3, de 11 de noviembre de 2035,",
        "Consciente de que los fareros son pocos y su trabajo, duro,",
        "Observando con preocupación lo siguiente:",
    ),
    operative=(
        "Invita a todos los Estados a que mantengan encendidas sus lámparas;",
        "Decide establecer un fondo de 1.250.000 dólares para reparar las lámparas, que "
        "administrará el Secretario General en consulta con los fareros;",
        "Solicita al Secretario General que:",
        "¿Decide seguir ocupándose de la cuestión?",
    ),
    items=("El combustible;", "Aceite de buena calidad, por ejemplo:", "Gas;"),
    headings=("Fareros", "Principios generales", "Artículo 4"),
    texts=("según decida cada Estado.", "Las señales siguientes valen para todas las islas."),
    sections=("I", "II Fareros", "III. Lámparas"),
    annexes=("Anexo", "Anexo II", "Apéndice"),
    adoptions=("40ª sesión plenaria 2 de febrero de 2037", "2 de febrero de 2037"),
    footnotes=(
        "Véase A/91/207, párr. 12.",
        "Resolución 90/3, anexo.",
        "Ibid., vol. 12, núm. 4021.",
    ),
    cells=("Isla", "Lámparas", "Arrecife del Norte", "2", "1.250", "–", "Ninguno"),
    number="{}.",
    points=(
        ("a)", "b)", "c)", "d)", "e)"),
        ("i)", "ii)", "iii)", "iv)", "v)"),
        ("–", "–", "–", "–", "–"),
    ),
)

RU = Phrases(
    masthead=(
        ("publisher", "Организация Объединенных Наций"),
        ("symbol", "A/RES/91/14"),
        ("distribution", "Distr.: General"),
        ("issued", "2 March 2037"),
        ("organ", "Генеральная Ассамблея"),
        ("session", "Девяносто первая сессия"),
        ("agenda_item", "Пункт 44 b) повестки дня"),
        ("agenda_title", "Безопасность малых островов: лампы и смотрители"),
        ("adopted", "Резолюция, принятая Генеральной Ассамблеей 2 февраля 2037 года"),
        ("proponent", "[по докладу Шестого комитета (A/91/207, пункт 12)]"),
        ("job", "37-02041 (R)"),
    ),
    titles=("Маяки малых островов", "Приливы, смотрители ламп и право тихих гаваней"),
    openings=("Генеральная Ассамблея,", "Совет Безопасности,"),
    preamble=(
        "ссылаясь на свою резолюцию 90/3 от 11 ноября 2035 года,",
        "сознавая, что смотрителей мало и что труд их тяжел,",
        "отмечая с обеспокоенностью следующее:",
    ),
    operative=(
        "предлагает всем государствам содержать свои лампы в порядке;",
        "постановляет учредить фонд в размере 1 250 000 долларов для ремонта ламп, которым "
        "управляет Генеральный секретарь в консультации со смотрителями;",
        "просит Генерального секретаря:",
        "постановляет включить в повестку дня пункт, озаглавленный «Маяки малых островов».",
    ),
    items=("топливо;", "масло хорошего качества, а именно:", "газ — там, где масла нет;"),
    headings=("Смотрители", "Общие принципы", "Статья 4"),
    texts=("как решит каждое государство.", "Нижеприведенные сигналы действуют на всех островах."),
    sections=("I", "II Смотрители", "III. Лампы"),
    annexes=("Приложение", "Приложение II", "Добавление"),
    adoptions=("40-е пленарное заседание, 2 февраля 2037 года", "2 февраля 2037 года"),
    footnotes=("См. A/91/207, пункт 12.", "Резолюция 90/3, приложение.", "Там же, т. 12, № 4021."),
    cells=("Остров", "Лампы", "Северная шхера", "2", "1 250", "–", "Нет"),
    number="{}.",
    points=(
        ("a)", "b)", "c)", "d)", "e)"),
        ("i)", "ii)", "iii)", "iv)", "v)"),
        ("а)", "б)", "в)", "г)", "д)"),
    ),
)

AR = Phrases(
    masthead=(
        ("publisher", "الأمم المتحدة"),
        ("symbol", "A/RES/91/14"),
        ("distribution", "Distr.: General"),
        ("issued", "2 March 2037"),
        ("organ", "الجمعية العامة"),
        ("session", "الدورة الحادية والتسعون"),
        ("agenda_item", "البند 44 (ب) من جدول الأعمال"),
        ("agenda_title", "سلامة الجزر الصغيرة: المصابيح والحراس"),
        ("adopted", "قرار اتخذته الجمعية العامة في 2 شباط/فبراير 2037"),
        ("proponent", "[بناء على تقرير اللجنة السادسة (A/91/207، الفقرة 12)]"),
        ("job", "37-02041 (A)"),
    ),
    titles=("منارات الجزر الصغيرة", "المد والجزر وحراس المصابيح وقانون المرافئ الهادئة"),
    openings=("إن الجمعية العامة،", "إن مجلس الأمن،"),
    preamble=(
        "إذ تشير إلى قرارها 90/3 المؤرخ 11 تشرين الثاني/نوفمبر 2035،",
        "وإدراكا منها أن الحراس قليلون، وأن عملهم شاق،",
        "وإذ تلاحظ مع القلق ما يلي:",
    ),
    operative=(
        "تدعو جميع الدول إلى صيانة مصابيحها؛",
        "تقرر إنشاء صندوق قدره 000 250 1 دولار لإصلاح المصابيح، يديره الأمين العام بالتشاور "
        "مع الحراس (انظر A/91/207)؛",
        "تطلب إلى الأمين العام:",
        "تقرر أن تُدرج في جدول أعمالها بندًا عنوانه ”منارات الجزر الصغيرة“.",
    ),
    items=("الوقود؛", "زيت جيد، مثل:", "الغاز حيث لا زيت؛"),
    headings=("الحراس", "مبادئ عامة", "المادة 4"),
    texts=("حسبما تقرره كل دولة.", "الإشارات أدناه سارية في جميع الجزر."),
    sections=("أولا", "ثانيا - الحراس", "I"),
    annexes=("المرفق", "المرفق الثاني", "تذييل"),
    adoptions=("الجلسة العامة 40 2 شباط/فبراير 2037", "2 شباط/فبراير 2037"),
    footnotes=("انظر A/91/207، الفقرة 12.", "القرار 90/3، المرفق.", "المرجع نفسه، المجلد 12."),
    cells=("الجزيرة", "المصابيح", "جزيرة الشمال", "2", "250 1", "–", "لا يوجد"),
    number="{} -",
    points=(
        ("(أ)", "(ب)", "(ج)", "(د)", "(هـ)"),
        ("'1'", "'2'", "'3'", "'4'", "'5'"),
        ("•", "•", "•", "•", "•"),
    ),
)

ZH = Phrases(
    masthead=(
        ("publisher", "联合国"),
        ("symbol", "A/RES/91/14"),
        ("distribution", "Distr.: General"),
        ("issued", "2 March 2037"),
        ("organ", "大会"),
        ("session", "第九十一届会议"),
        ("agenda_item", "议程项目44(b)"),
        ("agenda_title", "小岛屿的安全：灯与守灯人"),
        ("adopted", "2037年2月2日大会决议"),
        ("proponent", "[根据第六委员会的报告(A/91/207，第12段)通过]"),
        ("job", "37-02041 (C)"),
    ),
    titles=("小岛屿的灯塔", "潮汐、守灯人和安静港口的法律"),
    openings=("大会，", "安全理事会，"),
    preamble=(
        "回顾其2035年11月11日第90/3号决议，",
        "意识到守灯人很少，而且他们的工作很辛苦，报酬很低，",
        "关切地注意到以下情况：",
    ),
    operative=(
        "邀请所有国家维护其灯塔；",
        "决定设立一个1 250 000美元的基金用于修理灯具，由秘书长与守灯人协商管理，并请各国、"
        "各组织和所有看到灯光的人向该基金提供自愿捐款；",
        "请秘书长：",
        "又决定将题为“小岛屿的灯塔”的项目列入第九十二届会议临时议程。",
    ),
    items=("燃料；", "优质灯油，例如：", "没有灯油的地方使用煤气；"),
    headings=("守灯人", "一般原则", "第四条"),
    texts=("由各国自行决定。", "下列信号适用于所有岛屿。"),
    sections=("一", "二 守灯人", "三、灯"),
    annexes=("附件", "附件二", "附录"),
    adoptions=("2037年2月2日 第40次全体会议", "2037年2月2日"),
    footnotes=("见A/91/207，第12段。", "第90/3号决议，附件。", "同上，第12卷，第4021号。"),
    cells=("岛屿", "灯", "北礁", "2", "1 250", "–", "无"),
    number="{}.",
    points=(
        ("(a)", "(b)", "(c)", "(d)", "(e)"),
        ("㈠", "㈡", "㈢", "㈣", "㈤"),
        ("a.", "b.", "c.", "d.", "e."),
    ),
)

PHRASES = {"ar": AR, "en": EN, "es": ES, "fr": FR, "ru": RU, "zh": ZH}

#: Texts that look like labels, markers, headings, rules, running heads, tags, rows of a table.
TRAPS = (
    *("1.", "(a)", "(i)", "I", "II.", "A", "a)", "1 -", "[1]", "[*]", "[{", "\\", "{text}", ""),
    *("{item: 1}", "{}", "~", "=x", "|", "a | b", "=" * 20, "_" * 20, "91/14.", "91/14. ", "-"),
    *("217 A (III).", "2 February 2037", "2037", "40th plenary meeting", "Ninety-first session"),
    *("The General Assembly,", "Recalling", "Decides", "Annex", "第九十一届会议", "大会，", "A."),
    *("{language: fr}", "Agenda item 13", "A/RES/91/14", "Distr.: General", "91-12345", "…", ":"),
    *(
        "1",
        "- ",
        "A/RES/91/14 2/3",
        "/3",
        "37-02041 (E)",
        "*37-02041*",
        "Annex II",
        "[]",
        "===",
        "_",
    ),
    *(
        "| a | b |",
        "||",
        "|-",
        "|---+---|",
        "[1]: See above.",
        "1 See above.",
        "[12]:",
        "  ",
        "I I",
    ),
    *("a\tb", "a\u2028b", "\u2028", "\u200fأ\u200e", "\u202e)a(", "\ufeffa", "\u3000", "a\u00a0b"),
    *(
        "大 会",
        "会议，大会，",
        "。",
        "一、 二",
        "「大」",
        "ａ｜ｂ",
        "大" * 90,
        "क्षि",
        "e\u0301",
        "\u0000",
    ),
    *("See {footnote: 1} below", "[{1}]", "[{1}:2]", "\\[1]", "#" * 9, "a" * 130, "{", "}", "{a"),
    *("(a) (i) 1. x", "40th plenary meeting 2037", "{form: width 60}"),
)
