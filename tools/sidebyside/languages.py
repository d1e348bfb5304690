"""The languages of made-up records: names, titles, series and publishers that go together.

As in real records, persons, titles and places match the language: a Hungarian record has Hungarian
authors, and a Chinese record sometimes has romanised names.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

__all__ = ["LANGUAGES", "Language", "choose_language", "name_in"]


@dataclass(frozen=True, slots=True)
class Language:
    """The parts of records in one language."""

    tags: tuple[str, ...]
    """The values of `language`."""
    families: tuple[str, ...]
    given: tuple[str, ...]
    titles: tuple[str, ...]
    containers: tuple[str, ...]
    publishers: tuple[str, ...]
    places: tuple[str, ...]
    weight: int = 2
    """The percentage of records in this language."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


def _language(
    tags: str,
    weight: int,
    families: str,
    given: str,
    titles: str,
    containers: str,
    publishers: str,
    places: str,
) -> Language:
    return Language(tuple(tags.split()), _words(families), _words(given), _words(titles),
                    _words(containers), _words(publishers), _words(places), weight)  # fmt: skip


ENGLISH = _language(
    "en en-US en-GB", 60,
    "Adams|Baker|Clark|Davis|Evans|Fischer|García|Hughes|Ivanov|Jensen|Kim|López|Martin|Novak|"
    "Olsen|Parker|Quinn|Rossi|Schmidt|Taylor|Ueda|Varga|Weber|Young|Anderson|Bennett|Cooper|Dixon|"
    "Edwards|Foster|Gupta|Hansen|Iyer|Johnson|Khan|Lee|Miller|Nelson|Osborne|Patel|Reid|Singh|"
    "Thompson|Underwood|Vance|Walker|Xu|Yang|Zimmerman|Brown|Chen|Lindqvist|Moreau|Okafor",
    "Alice|Bob B.|Carla Maria|D. E.|Erik|Fiona|George|Hans-Peter|Irene|James T.|Karen|Laura Ann|"
    "Michael|Nina|Oliver|Patricia L.|Robert|Susan|Thomas|Victoria|William|Yvonne|A. J.|M.",
    "A short history of small things|The structure of scientific revolutions|"
    "Deep learning for image recognition|Economic growth in rural areas|"
    "An introduction to information theory|Climate change and crop yields: a review|"
    "The origin of species: by means of natural selection|Water and society|"
    "Trade and conflict in early modern Europe|Notes on the synthesis of form|"
    "Measuring health outcomes in children|The city in history",
    "Nature|Journal of Small Things|Proceedings of the Royal Society A|The New York Times|"
    "Handbook of <i>Drosophila</i> research|Why? A journal|IEEE Trans. Comput.|"
    "Annual Review of Law|The Oxford companion to trees|Journal of Economic Growth|"
    "Science and Society",
    "Cambridge University Press|Springer|John Wiley & Sons, Inc.|MIT Press|Oxford University Press|"
    "Penguin|World Bank|O’Reilly",
    "Cambridge|New York, NY|London|Washington, D.C.|Oxford|Berlin; Heidelberg|Chicago",
)  # fmt: skip

_OTHERS = (
    _language(
        "de de-DE", 4, "Müller|Schäfer|Weiß|Krämer|Müller-Lüdenscheidt|Groß",
        "Jürgen Ä.|Anna|Karl-Heinz|Uwe|Ingeborg",
        "Über die spezielle und die allgemeine Relativitätstheorie|"
        "Die Leiden des jungen Werthers: Roman|Grundriss der Geschichte|Der „neue“ Mensch",
        "Zeitschrift für Physik|Frankfurter Allgemeine Zeitung|Handbuch des Rechts",
        "C. H. Beck|Suhrkamp|De Gruyter", "München|Frankfurt am Main|Leipzig",
    ),
    _language(
        "fr fr-FR", 4, "Lefèvre|Dubois|Saint-Exupéry|Hébert|Çelik", "Jean-Luc|Élodie|Marie|René",
        "L'étranger et l’autre|« À la recherche du temps perdu » : lecture|"
        "Histoire de la folie à l'âge classique|Qu’est-ce que la propriété ?",
        "Annales d'histoire|Le Monde|Revue française de sociologie",
        "Éditions du Seuil|Gallimard|PUF", "Paris|Lyon|Genève",
    ),
    _language(
        "es es-MX", 3, "García Márquez|Núñez|Ortega y Gasset|Peña", "Gabriel|María José|Ángel|Inés",
        "Cien años de soledad: ¿novela o crónica?|El ingenioso hidalgo|La rebelión de las masas",
        "El País|Revista de Occidente|Estudios de historia", "Alianza|Siglo XXI|Cátedra",
        "Madrid|Buenos Aires|México, D.F.",
    ),
    _language(
        "it", 3, "Eco|D'Annunzio|De Sica|Bianchi", "Umberto|Gabriele|Maria Pia|Niccolò",
        "Il nome della rosa; ovvero, la biblioteca|La divina commedia|Storia d’Italia",
        "Corriere della sera|Rivista storica italiana", "Einaudi|Il Mulino", "Torino|Bologna",
    ),
    _language(
        "pt-BR pt", 2, "da Silva|Guimarães Rosa|Araújo|Conceição", "João|Luís Inácio|Conceição|Ana",
        "Grande sertão: veredas|Raízes do Brasil|A educação no século XXI",
        "Folha de S. Paulo|Revista Brasileira de História", "Companhia das Letras|Edusp",
        "São Paulo|Rio de Janeiro",
    ),
    _language(
        "nl", 2, "de Vries|van den Berg|Huizinga|’t Hooft", "Pieter|Johan|Marijke|A. B.",
        "Herfsttij der middeleeuwen|Het achterhuis|De ontdekking van de hemel",
        "NRC Handelsblad|Tijdschrift voor geschiedenis", "Querido|Brill", "Amsterdam|’s-Gravenhage",
    ),
    _language(
        "sv", 2, "Ångström|Lindgren|Öberg|af Klint", "Anders Jonas|Astrid|Hjördis",
        "Pippi Långstrump|Röda rummet: skildringar|Hälsa och åldrande",
        "Dagens Nyheter|Historisk tidskrift", "Bonnier|Norstedts", "Stockholm|Göteborg",
    ),
    _language(
        "pl", 2, "Łukasiewicz|Żeromski|Mickiewicz|Ćwikła", "Jan|Stefan|Zofia|Łucja",
        "Pan Tadeusz, czyli ostatni zajazd na Litwie|Ludzie bezdomni|O logice",
        "Gazeta Wyborcza|Przegląd Historyczny", "Ossolineum|PWN", "Kraków|Łódź",
    ),
    _language(
        "cs", 2, "Čapek|Němcová|Dvořák|Hašek", "Karel|Božena|Antonín|Jiří",
        "Válka s mloky|Babička|Osudy dobrého vojáka Švejka", "Lidové noviny|Český časopis",
        "Academia|Odeon", "Praha|Brno",
    ),
    _language(
        "ru ru-RU", 2, "Достоевский|Толстой|Ахматова|Щерба", "Фёдор Михайлович|Л. Н.|Анна",
        "Преступление и наказание|Война и мир: роман|История «малых дел»",
        "Вопросы истории|Новый мир", "Наука|Просвещение", "Москва|СПб.",
    ),
    _language(
        "el", 2, "Παπαδόπουλος|Καβάφης|Σεφέρης", "Γιώργος|Κωνσταντίνος|Ελένη",
        "Η πολιτεία του Πλάτωνα|Ιστορία της νεότερης Ελλάδας", "Καθημερινή|Μνήμων", "Εστία|Ίκαρος",
        "Αθήνα|Θεσσαλονίκη",
    ),
    _language(
        "tr", 2, "Yılmaz|Şahin|Pamuk|Özgür", "İsmail Ş.|Ayşe|Orhan|Iğdır",
        "Benim adım kırmızı|İstanbul: hatıralar ve şehir|Işık ve gölge",
        "Milliyet|Türk Dili Dergisi", "İletişim|Yapı Kredi", "İstanbul|Ankara",
    ),
    _language(
        "hu", 1, "Nagy|Kovács|Szabó|Ördög", "László|Ágnes|Péter",
        "A Pál utcai fiúk|Magyarország története", "Magyar Nemzet|Századok", "Akadémiai Kiadó",
        "Budapest|Szeged",
    ),
    _language(
        "vi", 1, "Nguyễn|Trần|Phạm", "Văn An|Thị Hoa|Đức",
        "Truyện Kiều|Lịch sử Việt Nam", "Tuổi Trẻ|Tạp chí Văn học", "NXB Trẻ", "Hà Nội|Huế",
    ),
    _language(
        "zh zh-CN", 3, "毛|王|欧阳|李", "泽东|小明|修|白",
        "红楼梦研究|中国近代史|论“自由”|人工智能导论：方法与应用", "中国科学|人民日报|历史研究",
        "人民出版社|商务印书馆", "北京|上海",
    ),
    _language(
        "ja ja-JP", 3, "村上|夏目|佐藤", "春樹|漱石|花子",
        "ノルウェイの森|吾輩は猫である|日本語の「文法」", "朝日新聞|史学雑誌", "岩波書店|講談社",
        "東京|京都",
    ),
    _language(
        "ko", 2, "김|이|박", "철수|영희|지원", "한국어 문법 연구|한국 현대사", "조선일보|역사학보",
        "창비|민음사", "서울|부산",
    ),
    _language(
        "ar", 2, "محفوظ|حسين|ابن خلدون", "نجيب|طه|عبد الرحمن", "ألف ليلة وليلة|تاريخ الأدب العربي",
        "الأهرام|مجلة التاريخ", "دار الشروق", "القاهرة|بيروت",
    ),
    _language(
        "he", 2, "עוז|עגנון|כהן", "עמוס|ש. י.|רות", "סיפור על אהבה וחושך|תולדות היישוב",
        "הארץ|ציון", "עם עובד|כתר", "תל אביב|ירושלים",
    ),
    _language(
        "fa", 2, "فردوسی|هدایت", "ابوالقاسم|صادق", "شاهنامه|بوف کور", "کیهان|مجله ادبیات",
        "امیرکبیر", "تهران",
    ),
)  # fmt: skip

LANGUAGES = (ENGLISH, *_OTHERS)

_ROMANISED: tuple[dict[str, Any], ...] = (
    {"family": "Wang", "given": "Xiaoming"}, {"family": "Li", "given": "Bai"},
    {"family": "Murakami", "given": "Haruki"}, {"family": "Kim", "given": "Cheol-su"},
    {"family": "Mahfouz", "given": "Naguib"}, {"family": "Tolstoy", "given": "Lev N."},
)  # fmt: skip


_STEMS = _words("Ash|Brad|Cal|Den|Ell|Far|Gar|Hal|Kirk|Lang|Mar|Nor|Pem|Rad|Shel|Thorn|Wal|Wood")
_ENDS = _words("bury|by|combe|don|field|ford|ham|land|ley|low|man|mere|son|stead|ton|well|wick")


def choose_language(random: Random) -> Language:
    """Choose a language. English is more frequent than all others together."""
    return random.choices(LANGUAGES, [each.weight for each in LANGUAGES])[0]


def name_in(language: Language, random: Random) -> dict[str, Any]:
    """Make up a person of a language. One name in ten is in Latin letters in any language.

    There are many English family names, so that few persons of a document share one.

    >>> name_in(ENGLISH, Random(1))["given"] in ENGLISH.given
    True
    """
    if language is ENGLISH and random.random() < 0.7:
        family = random.choice(_STEMS) + random.choice(_ENDS)
        return {"family": family, "given": random.choice(language.given)}
    if language.families[0][0] > "\u0370" and random.random() < 0.1:
        return dict(random.choice(_ROMANISED))
    return {"family": random.choice(language.families), "given": random.choice(language.given)}
