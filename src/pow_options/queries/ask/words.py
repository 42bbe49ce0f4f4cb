"""A question as words: contractions opened, endings taken off, spelling mended."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_WORD = re.compile(r"\d{4}-\d{2}-\d{2}|[^\W_]+(?:'[^\W_]+)*'?|[^\s\w]|_")
_IE = re.compile(r"\b(?:i\.\s?e\.|e\.\s?g\.|viz\.)", re.IGNORECASE)
_SHORT_FORM = re.compile(r"\b(arts?|ff|paras?|no(?=\.\s*\d)|prot|conv)\.(?=[\s,;:)]*[\w(])", re.IGNORECASE)
"""Short forms, with the point that ends no sentence."""
_NOT_ONLY = re.compile(
    r"\bnot (?:only|just|merely|simply|alone)\b",
    re.IGNORECASE,
)
"""What denies nothing: what follows holds, and something else besides."""
_FILLER = re.compile(
    r"\b(?:in fact|so far(?! as)|of course|as it happens|to be sure|as a matter of fact)\b", re.IGNORECASE
)
"""Words that say nothing, wherever they stand."""
_EXCEPT = re.compile(
    r"\b(?:apart from|not both|(?:all|everyone|everybody|anyone|anybody|nobody|no one|none|any state|no state) but)\b",
    re.IGNORECASE,
)
"""Words that take something out, or leave open what is denied."""
_NOTHING_BUT = re.compile(r"\bnothing (?:(?:more|less|better|else|other) than|but)\b", re.IGNORECASE)
"""What denies nothing: what follows holds."""
_PARAGRAPH = re.compile(r"(?<=\w)\s?(?:[-–]?\(\w{1,3}\))+")
"""Paragraphs of a provision, as in `110(1)`."""
_RANGE = re.compile(r"(?<=\d)\s?(?:(?:\s?[-–]\s?|\s?to\s)?\(\d{1,2}\))+")
"""Paragraphs from one to another, as in `6(2)-(5)`."""
_NUMBER = re.compile(r"(?<![\w.(])\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)(?=\s)", re.IGNORECASE)
"""The number of a condition in a list."""
_ANSWER = re.compile(r"[\"“”'](no|yes)[\"“”']", re.IGNORECASE)
"""An answer in quotation marks: `his "no" to repatriation`."""
_NO_BRACKETS = str.maketrans("()-–", "    ")
_JOINED = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")  # noqa: RUF001 - the marks people type
_SQUASHED = {
    "hes": "he's", "shes": "she's", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "werent": "weren't",
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "wont": "won't", "wouldnt": "wouldn't", "cant": "can't",
    "cannot": "can't", "couldnt": "couldn't", "hasnt": "hasn't", "havent": "haven't", "hadnt": "hadn't",
    "theres": "there's", "whats": "what's", "thats": "that's", "shouldnt": "shouldn't", "hed": "he'd",
    "theyre": "they're", "theyve": "they've", "itll": "it'll",
}  # fmt: skip
_FORMS = """
be: is are was were been being am 're 'm; have: has had having 've; do: does did done doing; will: 'll;
go: goes went gone going; give: gave given; send: sent; hold: held; keep: kept; tell: told; say: said;
find: found; make: made; take: took taken; fight: fought; seek: sought; know: knew known;
write: wrote written; speak: spoke spoken; begin: began begun; lay: laid; bind: bound; bring: brought;
catch: caught; hear: heard; meet: met; forbid: forbade forbidden; choose: chose chosen;
die: died dying dies; lie: lying lies lied; beat: beaten; withdraw: withdrew withdrawn; stand: stood;
shoot: shot; get: got gotten; come: came; become: became; fall: fell fallen; let: letting; put: putting;
leave: left; feel: felt; undergo: underwent undergone; foreswear: foresworn; swear: swore sworn;
mean: meant; run: ran; sign: signed signing; use: used using; tie: tied ties tying; free: freed freeing;
drug: drugged drugging; use: uses used using; see: saw seen; show: shown showed; understand: understood;
spend: spent; think: thought; teach: taught; pay: paid; win: won; lose: lost; lead: led; build: built;
break: broke broken; grow: grew grown; draw: drew drawn; flee: fled; feed: fed; wear: wore worn;
throw: threw thrown; sell: sold; strike: struck; stick: stuck; arise: arose arisen; forget: forgot forgotten;
buy: bought; withstand: withstood; overcome: overcame; mistake: mistook mistaken; drive: drove driven;
rise: rose risen; ride: rode ridden; shut: shutting; cut: cutting; set: setting; beg: begged begging begs;
plan: planned planning; let: lets; lend: lent; breach: breached; heed: heeded heeding heeds
"""
"""Words whose forms follow no rule, each with these."""
_IRREGULAR = {
    form: entry.partition(":")[0].strip()
    for entry in _FORMS.replace("\n", " ").split(";")
    for form in entry.partition(":")[2].split()
}
_AS_THEY_ARE = frozenset({"willing", "willingly", "note", "notes", "noted", "heed", "backed", "backing"})
"""Words that without their ending would be others: `will`, `not`."""
_BEFORE_NOT = dict(pair.split() for pair in ("wo will", "ca can", "sha shall"))
_ARTICLES = frozenset({"the", "a", "an"})
_INDEFINITE = frozenset({"a", "an"})
_POINTING = frozenset({"the", "this", "that", "our", "said", "both", "these", "such"})
_SAME = {"him": "he", "they": "he", "them": "he", "their": "his"}
"""Words for him; how many men are meant changes nothing."""
_AFTER_IS = frozenset(
    {"his", "not", "a", "an", "the", "he", "true", "over", "likely", "clear", "been", "only", "still"}
)
"""Words before which `its` was meant to be `it's`."""
_BARE = frozenset({"and", "if", "but", "when", "while", "where", "that", ",", ".", ":", ";"})
_VERBS = "is has wants asks refuses does will would no never cannot agrees prefers says can has had was himself rejects"
_SPEAKS = frozenset(_VERBS.split())
"""Words before which he is meant though no article says so: `prisoner asks to go`."""
_DESCRIBING = "unfit fit unwilling willing charged accused indicted convicted sentenced serving facing wanting refusing"
_DESCRIBES = frozenset({*_DESCRIBING.split(), "opposed", "on", "with", "without"})
"""Words that go on about `a prisoner` as if they said that he is so."""
_IS = frozenset({"is", "was"})
_SOME = frozenset({"any", "every", "all", "other", "another", "some", "many", "few", "no", "each", "most"})
"""Words before men of whom he need be none."""
_LIKE = frozenset({"him", "he", "this", "these", "that"})
_OTHER = frozenset({"for", "is", "as", "be", "was", "another", "other"})
"""Words before which `a prisoner` is another man, or what he is said to be."""
_HELD = frozenset({"prisoner", "captive", "detainee", "pow"})
_LEADING = ("to", "by", "with", "from", "for")
_HAPPENING = frozenset({"happen", "happens", "happened", "done", "do", "apply", "applies"})
_MISSING = re.compile(r"^(un|in|im|dis|non|ir|il|mis|de|re)")
_LEAST, _SHORT, _LONG = 4, 5, 12
"""Of how many letters a word is that may be meant, one with a wrong letter, and one with two."""


STOPS = frozenset(".?!")
"""Marks that end a sentence."""


class Token(NamedTuple):
    """A word or mark of the question: where it stands, as written, and the stems it may be read as."""

    start: int
    end: int
    text: str
    stems: frozenset[str]
    raws: frozenset[str]


def tokens(question: str, persons: Collection[str] = (), marks: Collection[str] = ()) -> list[Token]:
    """Return the words and marks of a question; articles are left out, and whoever is meant by him is `he`.

    Args:
        question: the text.
        persons: nouns by which he is meant after an article, such as `soldier`.
        marks: words that may stand between the two.
    """
    text = question.replace("’", "'").replace("‘", "'").replace("ʼ", "'")  # noqa: RUF001 - the marks people type
    text = _IE.sub(lambda found: "," + " " * (len(found[0]) - 1), text)
    text = _ANSWER.sub(lambda found: f" {found[1]} ", text)
    text = _JOINED.sub(" ", text)
    text = _SHORT_FORM.sub(lambda found: f"{found[1]} ", text)
    text = _RANGE.sub(lambda found: found[0].translate(_NO_BRACKETS), text)
    text = _NUMBER.sub(lambda found: "," + " " * (len(found[0]) - 1), text)
    text = _PARAGRAPH.sub(lambda found: found[0].translate(_NO_BRACKETS), text)
    text = _NOT_ONLY.sub(lambda found: "also" + " " * (len(found[0]) - 4), text)
    text = _NOTHING_BUT.sub(lambda found: "only" + " " * (len(found[0]) - 4), text)
    text = _EXCEPT.sub(lambda found: found[0].replace(" ", "x"), text)  # one word, which nothing knows
    text = _FILLER.sub(lambda found: " " * len(found[0]), text)
    words = [item for found in _WORD.finditer(text) for item in _opened(found[0].lower(), found.start(), found.end())]
    words = list(_denying(words))
    out: list[Token] = []
    at = 0
    while at < len(words):
        end = _person(words, at, persons, marks)
        start, stop, word = words[at]
        if end > at:
            out.append(_token(start, words[end - 1][1], "he"))
            if end < len(words) and words[end][2] in _DESCRIBES and word in _INDEFINITE:
                out.append(_token(words[end][0], words[end][0], "who"))  # `a prisoner unfit to travel`
        elif word not in _ARTICLES:
            # `to them` may be a State and its people; anyone else who is `them` is he.
            state = word == "them" and _led(words, at)
            said = "those" if state else _SAME.get(word, word)
            if word == "whom" and out and out[-1].text == "he":
                said = "who"  # `a man whom doctors found fit`
            token = _token(start, stop, said)
            stems = token.stems | (stems_of(word) if said == "who" else frozenset())
            out.append(token._replace(stems=stems, raws=frozenset({said} if state else {word, said})))
        at = max(end, at + 1)
    return out


def _led(words: Sequence[tuple[int, int, str]], at: int) -> bool:
    """Whether `them` may be a State: after `to`, `by` and the like, unless something happens to them."""
    before = [word for _, _, word in words[max(at - 2, 0) : at]]
    return before[-1:] in ([item] for item in _LEADING) and before[0] not in _HAPPENING


def _denying(words: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the words, what is `yet to` happen being what has not, and what one `has to` do what one must."""
    at = 0
    while at < len(words):
        start, stop, word = words[at]
        following = words[at + 1] if at + 1 < len(words) else (0, 0, "")
        if word == "its" and following[2] in _AFTER_IS:
            yield start, stop, "it"
            yield start, stop, "'s"
        elif word == "yet" and following[2] == "to":
            yield start, following[1], "not"
            at += 1
        elif word in {"have", "has", "had"} and following[2] == "to":
            yield start, following[1], "must"
            at += 1
        else:
            yield start, stop, word
        at += 1


def _token(start: int, end: int, word: str) -> Token:
    return Token(start, end, word, stems_of(word), frozenset({word}))


def _person(words: Sequence[tuple[int, int, str]], at: int, persons: Collection[str], marks: Collection[str]) -> int:
    """Return where words end that mean him, or where they begin if they do not."""
    end = at + 1 if words[at][2] in _POINTING or words[at][2] in _ARTICLES else at
    while end < len(words) and words[end][2] in marks:
        end += 1
    if end == len(words) or not (words[end][2] in persons or _slip(words[end][2], persons)):
        return at
    if [word for _, _, word in words[end + 1 : end + 3]] == ["of", "war"]:
        end += 2
    # What he is said to be is another matter: only of a man `who` does something is it he.
    pointed = words[at][2] in _POINTING
    if words[at][2] == "our" and words[end][2].endswith(("s", "men")):
        return at  # `our soldiers` are others
    following = words[end + 1][2] if end + 1 < len(words) else ""
    bare = end == at and (at == 0 or words[at - 1][2] in _BARE)
    if end == at and at > 0 and (words[at - 1][2] in _SOME or (not bare and words[end][2].endswith("s"))):
        return at  # `Seoul takes any prisoner who wants to come`
    held = words[at][2] in _INDEFINITE and words[end][2] in _HELD and (at == 0 or words[at - 1][2] in _BARE)
    if (bare or held) and following in _SPEAKS:
        return end + 1
    before = [word for _, _, word in words[max(at - 3, 0) : at] if word not in _ARTICLES][-2:]
    if before[-1:] == ["he"] and before[0] in _IS and not pointed:
        return at  # `is he a prisoner who refuses to go home?` asks it
    if following == "like" and end + 2 < len(words) and words[end + 2][2] in _LIKE:
        return end + 3
    described = end > at and following in _DESCRIBES and before[-1:] not in ([word] for word in _OTHER)
    described = described or (words[at][2] in _INDEFINITE and following == "be")  # `can a prisoner be sent home`
    return end + 1 if pointed or described or following in {"who", "whom", "whose"} else at


def _slip(word: str, persons: Collection[str]) -> bool:
    """Whether a word is one of these with a slip of the pen; one with another ending, as `prisoners`, is not."""
    return len(word) > _SHORT and any(
        word[0] == one[0] and word[-1] == one[-1] and OSA.distance(word, one) == 1 for one in persons
    )


def _opened(word: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    word = _SQUASHED.get(word, word)
    if word.endswith("n't"):
        base = _BEFORE_NOT.get(word[:-3], word[:-3])
        yield start, end, base
        yield start, end, "not"
        return
    base, mark, rest = word.partition("'")
    if base:
        yield start, end, base
    if mark and rest:
        yield start, end, mark + rest


def marks_of(tokens: Sequence[Token]) -> list[str]:
    """Return for each word the mark its sentence ends with, if it ends with any."""
    out: list[str] = []
    mark = ""
    for token in reversed(tokens):
        mark = token.text if token.text in STOPS else mark
        out.append(mark)
    return out[::-1]


def stems_of_all(words: str) -> frozenset[str]:
    """Return every stem of some words with spaces between them."""
    return frozenset(stem for word in words.split() for stem in stems_of(word))


def stems_of(word: str) -> frozenset[str]:
    """Return what a word may be read as; what a contraction hides may be one of several words."""
    hidden = {"'s": {"be", "have", "'s"}, "'d": {"would", "have"}}.get(word)
    return frozenset(stem(item) for item in hidden) if hidden else frozenset({stem(word)})


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a word without its ending; only ever compared with others treated alike."""
    word = _IRREGULAR.get(word, word)
    if word in _AS_THEY_ARE:
        return "willing" if word.startswith("willing") else word
    if len(word) > 3 and not word.startswith("'"):  # noqa: PLR2004 - shorter words have no ending to take off
        word = _bare(word)
    return word


def _bare(word: str) -> str:
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ing") and re.search(r"[aeiouy]", word[:-3]):
        word = word[:-3]
    elif word.endswith("ied"):
        word = word[:-3] + "y"
    elif word.endswith("eed"):
        word = word[:-1]
    elif word.endswith("ed") and re.search(r"[aeiouy]", word[:-2]):
        word = word[:-2]
    if word.endswith(("iz", "ize")):
        word = word.replace("iz", "is")
    word = word.replace("ization", "isation").removesuffix("e")
    if len(word) > 2 and word[-1] == word[-2]:  # noqa: PLR2004 - a doubled consonant, as in `travelled`
        word = word[:-1]
    return word


class Speller:
    """Knows the words of a pack, and which of them a misspelt one may be."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words the patterns and names are made of."""
        self.words: set[str] = set()
        self.stems: set[str] = set()
        self.plain: set[str] = set()
        for word in words:
            self.plain.add(word)
            self.words.update(_forms(word))
            self.stems |= stems_of(word)
        self.listed = sorted(self.words)

    def known(self, token: Token) -> bool:
        """Whether a word is known as it stands."""
        # What is nothing but the stem of a word, as `hom` of `home`, is no form of it.
        formed = any(item in self.stems and (item != token.text or item in self.plain) for item in token.stems)
        return token.text in self.words or formed or not token.text[-1].isalpha()

    def mended(self, token: Token) -> Token:
        """Return a token with the words it may be a misspelling of, or the token itself."""
        word = token.text
        if self.known(token) or not word.isalpha():
            return token
        found = self._near(word)
        if not found:
            return token
        return token._replace(stems=frozenset(item for near in found for item in stems_of(near)), raws=frozenset(found))

    def _near(self, word: str) -> list[str]:
        limit = 2 if len(word) >= _LONG else 1
        close = process.extract(word, self.listed, scorer=OSA.distance, score_cutoff=limit, limit=40)
        out: list[tuple[float, str]] = []
        for near, distance, _ in close:
            if near[0] != word[0] or _another(word, near) or _opposed(word, near):
                continue
            if len(near) < _LEAST and sorted(near) != sorted(word):
                continue
            # Of a short word at most a letter was left out, or two swapped; anything else makes it another word.
            if len(word) < _SHORT and len(near) <= len(word) and sorted(near) != sorted(word):
                continue
            out.append((distance, near))
        best = min((distance for distance, _ in out), default=0)
        return [near for distance, near in out if distance == best]


def _another(one: str, other: str) -> bool:
    """Whether a consonant was put for another: in a short word that makes another word more often than a slip."""
    if len(one) != len(other) or len(one) >= _LONG:
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and not set(differing[0]) <= set("aeiouy")


def _opposed(one: str, other: str) -> bool:
    """Whether two words differ by a beginning that turns the meaning round."""
    return any(_MISSING.sub("", a) == b and a != b for a, b in ((one, other), (other, one)))


def _forms(word: str) -> Collection[str]:
    if len(word) < 4 or not word.isalpha():  # noqa: PLR2004 - short words keep their form
        return {word}
    short = word.removesuffix("e")
    return {word, word if word.endswith("s") else word + "s", short + "ed", short + "ing"}
