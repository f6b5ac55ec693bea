"""Measures as noun phrases: what is measured, in the field's words, and no word that only stood near a number."""

import functools
import itertools
import re
from collections.abc import Collection, Iterable

from cited.intake.language.measures import NAMES

_words = str.split
# What ends the part of a phrase that has its noun: `people lifted out of poverty`, `share of population`.
_ENDS = re.compile(
    r"\b(?:of|in|on|for|to|per|with|without|from|by|between|at|under|over|as|against|among|than|since|until|through"
    r"|during|after|before|into|who|that|which|whose|where|when|aged|out|up|down|off|via)\b|[,;:(–—]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w’'./+-]*")
# Words that name nothing by themselves: what is left of a phrase without them must be a noun.
_NO_NOUNS = frozenset(
    _words(
        """a an the this that these those its their his her our my your all any some no every each both either neither
        much many more most less least few fewer several enough half double twice once about almost nearly roughly
        around only just also even still already again ever never not very too so then there here now today
        yesterday tomorrow soon later first second third last next former latter other another same such own one two
        three four five six seven eight nine ten dozen hundred thousand million billion trillion i you he she it we
        they them him us me who whom what which where when why how and or but nor if is are was were be been being
        am has have had having do does did done doing will would shall should may might can could must made make
        makes making said say says saying got get gets getting gave given give gives giving took taken take takes
        taking went gone go goes going came come comes coming saw seen see sees seeing knew known know found find
        finds finding thought think told tell tells felt feel left leave leaves brought bring brings began begun
        begin kept keep keeps held hold holds wrote written write stood stand stands heard hear let mean means meant
        set met meet meets ran run runs paid pay pays sat sit spoke spoken speak led grew grown grow grows lost lose
        loses fell fallen sent send sends built build builds understood drew drawn draw broke broken break spent
        spend spends rose risen drove driven drive bought buy buys wore worn wear chose chosen choose sold sell
        sells won win wins taught teach caught reached reach reaches amounted amounts totalled totaled became
        become becomes put puts hit hits shut increased decreased declined dropped jumped compared according
        including worth respectively approximately currently recently euro euros dollar dollars yen yuan renminbi
        pound pounds rouble roubles ruble rubles rupee rupees abroad ahead fought"""
    )
)
# Words that may follow their noun: `wars fought`, `visas issued`, `travel abroad`.
_AFTER = frozenset(
    _words(
        """abroad ahead bought broken brought built caught chosen drawn driven fought found given grown held kept known
        lost paid sent sold spent taken taught thought won written"""
    )
)
# What one makes: `payments made`, and no `exports made`.
_MADE = frozenset(
    _words(
        """appeals applications appointments arrests bids calls changes claims commitments complaints contributions
        decisions deposits donations grants inspections investments journeys loans offers orders payments pledges
        products profits promises purchases recommendations requests sales trips visits"""
    )
)
# Words with which no phrase begins that names what is measured.
_VERBS = frozenset(
    _words(
        """amounted are became came gave go goes got had has have is make makes making much many rose said saw say
        says took was went were"""
    )
)
# Verbs between a noun and what is said of it: a phrase that has one before its first `of` or `which` is a sentence.
_SAID = _VERBS | frozenset(
    _words(
        """be been being do does did will would shall should may might can could must become became becomes fell grew
        grow grows reach reached reaches risen totalled totaled rising falling growing"""
    )
)
# What stands before a noun phrase and is none of it: articles, whose it is, hedges.
_OPENING = frozenset(
    _words(
        """a an the this that these those its their his her our my your about almost nearly roughly around some only
        just approximately over under up at more less least fewer euros dollars roubles rubles rupees pounds
        with of in for by to from and or as than per on between two three four five six seven eight nine ten eleven
        twelve twenty thirty forty fifty dozen"""
    )
)
# Nouns that say that something changed or was counted, and not what; and the adjectives that change nothing in that.
_VAGUE = frozenset(
    _words(
        """amount average change count cut decline decrease difference drop fall figure gain growth increase
        jump level loss number quantity percentage proportion rate reduction rise share sum surge time times total
        value volume annual yearly monthly weekly daily overall sharp steep slight net gross absolute"""
    )
)
# Nouns and adjectives in -ly, which are no adverbs; codes of currencies that are English words.
_IN_LY = frozenset(_words("supply family assembly monopoly elderly"))
_NO_CODES = frozenset(_words("all top try cup gel bob mop pen rub sos zar"))
_CLAUSE = re.compile(r"\b(?:which|who|whom|that|whose)\b", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:in|of|during|since|for|until|by) (?:1[89]|20)\d\d$", re.IGNORECASE)
_SCALES = frozenset(_words("million billion trillion thousand hundred mln bln bn mn tn percent cent pct per"))
# Nouns that say what kind of quantity it is; the ledger's own measures and the titles of series add theirs.
FIELD = frozenset(
    _words(
        """account accounts admissions age agreements aid aircraft amount applicants applications area arrests arrivals
        assets attacks average balance barrels beds births bonds borders budget buildings capacity capital cargo
        cars cases casualties catch cattle change children cities citizens claims clients companies complaints consumers
        consumption contracts contributions convictions corridors cost costs countries credit crime crossings
        customers damage days deaths debt decline decrease deficit delegates delegations deliveries demand
        departures deportations deposits detections distance dividends doctors doses donations duration duties duty
        earnings elections electricity emissions employees employment energy engineers enterprises entries events
        exchange expenditure exports factories families farmers farms fatalities fees ferries figures finance fines
        fingerprints firms flights flows forces forests freight fuel fund funding funds gas gap goods grain grants
        growth height holdings homes hospitals hours households houses imports incidents income increase index
        industries infections inflation inhabitants injuries inspections institutions interest inventories
        investment investments items jobs journalists journeys kilometres kits land languages law laws length
        lending level licences life lines loans loss losses machines margin market markets masks material meetings
        members men migrants ministers missiles mortality murders nationals networks number numbers nurses objects
        offences officers offices oil operations orders organisations organizations output panels partners
        passengers patients payments pensions people period permits persons phones pipelines places plants points
        police pollution population ports posts poverty power prices prisoners prisons production productivity
        products profit profits programmes programs projects properties proportion provinces purchases quota quotas
        railways rainfall range rank ranking rate rates ratio receipts refugees regions reinvestment remittances
        rent reports representatives requests reserves residents resources respondents revenue revenues risk roads
        routes salaries sales sanctions savings schools scientists seats sectors securities sentence sentences
        services share shares shipments ships size soldiers space spending staff standards states stations steel
        stock stocks storage strength students studies subsidies summits supplies supply support surface surplus
        survivors talks tariff tariffs tax taxes teachers teams temperature territory tests time tonnage tonnes
        tourists towns trade traffic trains transactions transfers travel travellers treaties trips troops turnout
        turnover unemployment unit units users vaccines value values vehicles vessels victims villages visas
        visitors visits volume voters votes wages warheads wars waste water wealth weapons weight women workers
        workforce workshops yield years young youth"""
    )
)


def fault(measure: str, known: Collection[str]) -> str:
    """Return what is wrong with a measure, empty where it is a noun phrase; `known` are nouns it may have as its head.

    With nothing known, every phrase whose head could be a noun is one: so a new measure is looked at before it is
    added.
    """
    noun = head(measure, known)
    if not noun or _has_stray_word(measure):
        return "expected a noun phrase that says what is measured, such as “foreign exchange reserves”"
    if known and noun.lower() not in known and _singular(noun.lower()) not in known:
        return f"“{noun}” is the noun of no known measure; expected one of those, or a new one added as such"
    return ""


@functools.lru_cache(maxsize=8192)
def _has_stray_word(measure: str) -> bool:
    """Tell whether a phrase has a word that only stood near a number: `made exports`, `visas much`, `aid in made`."""
    if _is_framed(measure) or _says_nothing(measure):
        return True
    parts = [part.split() for part in _ENDS.split(measure.lower()) if part.strip()]
    tail = parts[-1]
    if _SAID & set(parts[0]) or parts[0][0] == "made":
        return True
    # `aged 60 and over` ends with a number.
    if any(word[0].isdigit() for word in tail):
        return False
    # `time in which visits were made` has its noun before the clause.
    made = _MADE & set(tail) or (len(parts) > 1 and _CLAUSE.search(measure))
    stray = (
        tail[-1] in (_NO_NOUNS | _SCALES) - (_AFTER | {"made"} if made else _AFTER) or tail[-1].upper() in _currencies()
    )
    return stray or not any(map(_is_noun, tail))


def _is_framed(measure: str) -> bool:
    """Tell whether a phrase has more around it than is its own: `the exports`, `2023 exports`, `eur exports`, `trade
    with`, `exports grew sharply`; or has a word twice: `trade trade`."""
    words = measure.split()
    first, last = words[0], words[-1].lower()
    if first.lower() in _OPENING | _SCALES or re.fullmatch(r"[\d.,%]+", first) or _is_code(first):
        return True
    if any(one.lower() == two.lower() for one, two in itertools.pairwise(words)) or _IN_YEAR.search(measure):
        return True
    if last.endswith("ly") and last not in _IN_LY:
        return not _CLAUSE.search(measure) and not any(word.lower().endswith("ed") for word in words[:-1])
    aged = re.search(r"\d (?:and|or) \w+$", measure)
    return bool(not aged and last not in _AFTER and _ENDS.fullmatch(last))


def _says_nothing(measure: str) -> bool:
    """Tell whether a phrase says only that something was counted, measured or changed: `value`, `million tonnes`."""
    words = [word.lower() for word in _WORD.findall(_ENDS.split(measure, maxsplit=1)[0])]
    more = len(_WORD.findall(measure)) > len(words)
    if words and all((word in NAMES and NAMES[word].kind == "measure") or word in _SCALES for word in words):
        return not more
    return not more and all(word in _VAGUE or _singular(word) in _VAGUE for word in words)


def _is_code(word: str) -> bool:
    """Tell whether a word is the code of a currency, and no English word in small letters: `eur`, but `top`."""
    return word.upper() in _currencies() and (word.isupper() or word.lower() not in _NO_CODES)


def head(measure: str, known: Collection[str] = ()) -> str:
    """Return the noun that a phrase is about, empty where no word of it could be one: `reserves` of `reserves lost`.

    The last that could be one, or that is known as one.
    """
    words = _nouns_of(measure)
    heads = [word for word in words if word.lower() in known or _singular(word.lower()) in known]
    # Of `ferry berths` the plural is the noun, also where only ferries are known; `compatriots applying` has it before.
    if words and not words[-1].endswith("s") and heads:
        return heads[-1]
    return words[-1] if words else ""


@functools.lru_cache(maxsize=8192)
def _nouns_of(measure: str) -> tuple[str, ...]:
    """The words of a phrase before its first `of`, `in` or the like that could be nouns."""
    return tuple(word for word in _WORD.findall(_ENDS.split(measure.strip(), maxsplit=1)[0]) if _is_noun(word))


def nouns(phrases: Iterable[str]) -> frozenset[str]:
    """Return the nouns of some phrases, with their singulars, and those of the field: what a measure may be about."""
    heads = {head(phrase).lower() for phrase in phrases} - {""}
    return frozenset(heads | {_singular(noun) for noun in heads} | FIELD | {_singular(noun) for noun in FIELD})


@functools.lru_cache(maxsize=8192)
def _is_noun(word: str) -> bool:
    """Whether a word could be a noun."""
    name = word.lower().strip(".'’")
    if name in _NO_NOUNS or name in _SCALES or len(name) < 3:
        return False
    if name.endswith("ly") or name.upper() in _currencies():
        return False
    # `wars fought`, `children rescued`: the noun stands before the participle. `the unemployed` are people.
    return not (name.endswith("ed") and name not in ("seed", "speed", "need", "breed", "feed", "shed", "unemployed"))


@functools.cache
def _currencies() -> frozenset[str]:
    import babel

    return frozenset(babel.Locale("en").currencies)


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
