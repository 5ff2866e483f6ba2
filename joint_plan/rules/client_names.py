"""Whose plan it is, in texts: does a text name this client's company, people or customers, also in part?

Names are compared without case and accents. A word of a name counts wherever it stands in a longer word, as other
languages build them (Pellworthkunden, Ingrids, Katarzyny); a short one only as a word by itself. Words that every plan
uses (sales, lead, partner) name nobody: they count only within the whole name.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import resources
from joint_plan.base.texts import _
from joint_plan.plan.agreement import Assent
from joint_plan.plan.follow_up import Loss, Win
from joint_plan.plan.session import Participant, Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.starting import CORE_TEAMS

_LONG = 5
"""From so many letters on, a word of a name is looked for within words; a shorter one has to be a word by itself."""
_SHORT = 3
"""From so many letters on, a word of a name also counts with one letter more at its end."""
_GENERAL = frozenset(
    re.findall(
        r"\w+",
        """
        ag bv co corp gmbh group gruppe holding inc international kg limited llc ltd nv oy plc sa sarl sas se spa srl
        partner partners service services system systems solution solutions software digital global technology
        technologies industry industries consulting company firma the and und der die das for from with von van les
        del den team of de la le
        """,
    )
)
_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://|www\.|\+\d[\d \-/()]{6,}", re.IGNORECASE)
_CODES = "EUR|USD|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|CAD|AUD|NZD|BRL|MXN|ZAR|SGD|HKD|KRW|TRY|AED"
_NUMBER = r"\d[\d.,' \u00a0\u202f]*(?:[kKmM]|mn|bn)?\.?\s?"
_MONEY = re.compile(rf"[€$£¥₹]\s?\d|\b(?:{_CODES})\s?\d|{_NUMBER}(?:[€$£¥₹]|(?:{_CODES}|[Ee]uros?)\b)")
_AMOUNT = re.compile(r"\d\s?(?:million|billion|thousand|mio|mrd)", re.IGNORECASE)
_SOLID = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")
"""Letters of scripts that put no space between words, or join endings to them."""


@dataclass(frozen=True, slots=True)
class ClientNames:
    """The names of a client, ready to be looked for."""

    phrases: frozenset[str]
    within: frozenset[str]
    alone: frozenset[str]

    def in_text(self, text: str) -> bool:
        """Whether a text names the client: company, somebody, a customer, an address."""
        if _ADDRESS.search(text):
            return True
        plain = _plain(text)
        if any(part in plain for part in self.within):
            return True
        words = re.findall(r"\w+", plain)
        # With one letter more: Jörgs, Annas.
        if any(word in self.alone or (len(word) > _SHORT and word[:-1] in self.alone) for word in words):
            return True
        line = f" {' '.join(words)} "
        return any(f" {phrase} " in line for phrase in self.phrases)


def names_money(text: str) -> bool:
    """Whether a text states an amount of money."""
    return _MONEY.search(text) is not None or _AMOUNT.search(text) is not None


def client_names(plan: Snapshot) -> ClientNames:
    """The names by which this client, its people and its customers are called in the plan."""
    people = [one.name for one in plan.all(Participant)]
    # "Ingrid Vos, Managing Director": what stands behind the comma is a role, which others have too.
    people += [
        re.split(r"[,;(]", said)[0]
        for said in (plan.plan.sponsor, plan.plan.facilitator, *(assent.by for assent in plan.all(Assent)))
    ]
    firms = [plan.plan.company, *(win.account for win in plan.all(Win)), *(loss.account for loss in plan.all(Loss))]
    mail = [part for one in plan.all(Participant) for part in re.split(r"[@.]", one.email)[:-1]]
    standard = {_plain(_(name)) for _id, name in CORE_TEAMS} | {_plain(name) for _id, name in CORE_TEAMS}
    teams = [team.name for team in plan.all(Team) if team.core and _plain(team.name) not in standard]
    phrases, within, alone = set(), set(), set()
    for name in (*people, *firms, *mail, *teams, plan.plan.title):
        words = re.findall(r"\w+", _plain(name))
        if words and not (len(words) == 1 and _says_nothing(words[0])):
            phrases.add(" ".join(words))
    for name in (*people, *firms, *mail):
        for place, word in enumerate(re.findall(r"\w+", _plain(name))):
            if _SOLID.search(word):
                within.add(word)
            elif _says_nothing(word) or word.isdigit() or len(word) < 2:
                continue
            elif name in firms and place and len(word) < _LONG:
                # "Air" of "Pellworth Air" is a word of the trade.
                continue
            elif len(word) >= _LONG:
                # Without its last letter, which other cases of the word change: Katarzyna, Katarzyny.
                within.add(word[:-1] if len(word) > _LONG else word)
            else:
                alone.add(word)
    return ClientNames(frozenset(phrases), frozenset(within), frozenset(alone))


def _says_nothing(word: str) -> bool:
    return word in _GENERAL or word in _usual_words()


@lru_cache(maxsize=1)
def _usual_words() -> frozenset[str]:
    """The words of the templates and proposals that come with the program: no client is known by one of them."""
    files = [
        *(file for file in sorted(resources.path("templates").glob("*.json")) if file.stem != "sample"),
        *sorted(resources.path("proposals").glob("*.json")),
    ]
    return frozenset(word for file in files for word in re.findall(r"\w+", _plain(file.read_text(encoding="utf-8"))))


_WITHOUT_STROKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe"})
"""Letters with a mark that Unicode does not take apart."""


def _plain(text: str) -> str:
    """Without case, accents and differences of writing."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_WITHOUT_STROKE)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))
