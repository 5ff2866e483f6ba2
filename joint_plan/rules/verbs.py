"""English only: "call demo requests" becomes "calls demo requests", so that a promise reads as a sentence."""

_BASE_FORMS = """
    accept acknowledge add agree alert allow analyse analyze announce answer approve arrange ask assign attend book
    brief bring build call check choose clean close co-host collect come complete confirm contact continue copy
    correct coach create decide define delete deliver demo describe design develop document draft drive enrich
    ensure enter escalate explain export feed fill find finish fix flag follow forward gather generate get give
    guarantee hand handle help hold host identify import include inform introduce invite involve join keep launch
    let list listen log look maintain make mark measure meet mention merge message monitor move name nominate notify
    nurture offer organise organize own pass pause pay phone pick plan post prepare present prioritise prioritize
    produce promise propose provide publish pull push qualify quote raise reach react read recommend record refresh
    register reject release remind remove reply report request research reserve respond return review route run say
    schedule score search segment select send set share show sign sit source speak spend start stop submit suggest
    summarise summarize supply support tag take talk teach tell test tidy track train transfer treat try update
    upload use validate verify visit warn win work write
"""
_VERBS = frozenset(_BASE_FORMS.split())


def third_person(words: str) -> str:
    """A promise as it follows a team's name; one that is not a deed is set after a colon.

    The first word is put into the third person where it is a known verb in its base form, and so is one joined to
    it by "and" or "or" ("accept or reject"). A first word that ends with "s" is taken to be in the third person.
    """
    parts = words.split(" ")
    first = parts[0].casefold().rstrip(",:")
    mark = parts[0][len(first) :]
    if first in _VERBS:
        parts[0] = _with_s(first) + mark
        if len(parts) > 2 and parts[1] in {"and", "or"} and parts[2].casefold().rstrip(",") in _VERBS:
            comma = "," if parts[2].endswith(",") else ""
            parts[2] = _with_s(parts[2].rstrip(",")) + comma
        return " ".join(parts)
    if _base_of(first) in _VERBS or first in {"has", "does", "is", "goes", "will", "must", "can", "may"}:
        return " ".join([first + mark, *parts[1:]])
    if first.endswith("s") and first.isalpha() and parts[0].islower():
        return words
    return words if words.startswith(": ") else f": {words}"


def _with_s(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in set("aeiou"):
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def _base_of(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("es") and word[:-2] in _VERBS:
        return word[:-2]
    return word.removesuffix("s")
