"""What newspapers' pages have around and inside a story, told by its words, in English and Spanish.

Each pattern says why a line is left out. None names an outlet; all are proposals to an editor.
"""

import re
from collections.abc import Iterable

from sources.reading.lines import Line


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_LONGEST_LABEL = 12
"""Words a heading such as "More on this story" has at most."""

ADVERTISEMENT = "advertisement"
COOKIES = "cookie notice"
NEWSLETTER = "newsletter or subscription"
RIGHTS = "copyright notice"
REPUBLISHED = "note about republishing"
CONTACT = "contact of the author"
SHARING = "share buttons"
COUNTERS = "share or view counters"
CAPTION = "caption of a picture"
PHOTO = "credit of a picture"
RELATED = "related articles"
COMMENTS = "comments"

_SINGLE_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        ADVERTISEMENT,
        _words(
            r"^\W*(?:advertisements?|advertising|sponsored(?: content)?|ad)\W*$",
            r"^\W*(?:publicidad|anuncios?|patrocinado|contenido patrocinado)\W*$",
            r"^\W*(?:story|article) continues (?:below|after)",
            r"^\W*(?:continue reading|sigue leyendo|la noticia continúa|skip advertisement)\b",
        ),
    ),
    (
        COOKIES,
        _words(
            r"\b(?:we|this (?:web)?site|our partners|by continuing)\b.{0,60}\bcookies\b",
            r"\b(?:utilizamos|usamos|este sitio|esta web|al continuar)\b.{0,60}\bcookies\b",
            r"^\W*(?:accept|reject|manage|aceptar|rechazar|gestionar)\b.{0,20}\bcookies\b",
            r"^\W*(?:privacy|cookie)(?: and cookie)? policy\W*$",
            r"^\W*política de (?:cookies|privacidad)",
        ),
    ),
    (
        NEWSLETTER,
        _words(
            r"^\W*(?:subscribe|sign up|suscr[ií]b[ae]\w*|reg[ií]str[ae]\w*|inscr[ií]b[ae]\w*)\b"
            r".{0,60}(?:newsletter|inbox|updates|e-?mail|free|for|to|now|here|today|bolet[ií]n|"
            r"correo|gratis|ahora|aqu[ií]|hoy)\b",
            r"^\W*(?:get|receive|join|recib[ae]|[uú]nete)\b.{0,90}"
            r"(?:subscribe|newsletter|inbox|updates|suscr[ií]b|bolet[ií]n|correo)",
            r"^\W*(?:subscribe|suscr[ií]b[ae]te|suscripci[oó]n)\W*$",
            r"\b(?:to|in|en) (?:your|tu|su) (?:inbox|correo)\W*$",
        ),
    ),
    (
        RIGHTS,
        _words(
            r"^\W*(?:©|copyright\b|\(c\) ?\d{4})",
            r"\b(?:all rights reserved|todos los derechos reservados)\b",
        ),
    ),
    (
        REPUBLISHED,
        _words(
            r"\b(?:views?|opinions?)\b.{0,40}\bexpressed\b.{0,120}\b(?:author|not necessarily)",
            r"\b(?:opiniones|opinión)\b.{0,60}\b(?:no reflejan?|no representan?)\b",
            r"\b(?:re-?published|reposted|reprinted|cross-?posted|syndicated)\b.{0,60}"
            r"\b(?:permission|feed|license|licence)\b",
            r"^\W*(?:this|the) (?:post|article|story|piece|column|essay)\b.{0,40}"
            r"\b(?:originally|first|re-?published|reposted|reprinted)\b",
            r"^\W*est[ea] (?:art[ií]culo|texto|nota|columna|contenido)\b.{0,40}"
            r"\b(?:originalmente|republicad[oa]|reproducid[oa])\b",
            r"\bDMCA\b|\btakedown request\b",
        ),
    ),
    (CONTACT, re.compile(r"^(?=.{1,120}$)\D*[\w.+-]+@[\w-]+\.[\w.]+\W*$")),
    (
        PHOTO,
        _words(
            r"^\W*(?:photo|photograph|picture|image|foto|fotograf[ií]a|imagen)(?: credit| by)?"
            r"\s*[:|/].{0,80}$",
            r"^[^.]{0,160}[(|/©] ?(?:AP|AFP|EFE|EPA|Reuters|Getty Images?|Shutterstock|Flickr)"
            r"(?: ?(?:Photo|Images?|Foto))?\)?$",
        ),
    ),
)

_SHARE_NAME = _words(
    r"facebook|twitter|telegram|whats ?app|linked ?in|pinterest|reddit|tumblr|messenger|flipboard|"
    r"pocket|bluesky|threads|mastodon|instagram|youtube|e-?mail|copy link|print|share|tweet|"
    r"compartir|comparte|imprimir|correo|copiar enlace"
)
_SHARE_FILLER = _words(
    r"\b(?:this|on|via|to|with|the|article|story|page|in|en|por|con|esto|este|art[ií]culo|now|x)\b"
)
_COUNT = re.compile(r"\d[\d.,]*(?:k|m|mil)?\+?", re.IGNORECASE)
_COUNTED = _words(
    r"shares?|views?|comments?|likes?|reads?|votes?|retweets?|replies|reactions?|min|mins|minutes?|"
    r"read|compartidos?|visitas?|comentarios?|vistas?|lecturas?|veces|minutos?|lectura|de|[|·•/+-]+"
)

_RELATED = _words(
    r"^\W*related\b",
    r"^\W*relatedarticles",
    r"^\W*recommended\b",
    r"^\W*read (?:more|also|next|this)\b",
    r"^\W*see also\b",
    r"^\W*more (?:on|from|about|stories|news|articles|posts|like)\b",
    r"^\W*(?:next|previous) (?:post|article|story)",
    r"^\W*most (?:read|popular|viewed|shared)\b",
    r"^\W*you (?:may|might)(?: also)? (?:like|enjoy|be interested)",
    r"^\W*trending\b",
    r"^\W*popular (?:now|posts|stories)",
    r"^\W*latest (?:news|posts|stories|articles)",
    r"^\W*(?:know|learn|discover) more\b",
    r"^\W*more information\b",
    r"^\W*don[’']?t miss\b",
    r"^\W*top stories",
    r"^\W*editor[’']?s[’']? (?:picks?|choice)",
    r"^\W*also (?:read|on)\b",
    r"^\W*(?:tags?|topics?|filed under)\b\W*",
    r"^\W*(?:art[ií]culos?|noticias?|notas?|contenidos?|temas?|entradas?) (?:relacionad|similares)",
    r"^\W*relacionad[oa]s?\W*$",
    r"^\W*(?:lee|lea|leer) (?:también|más)",
    r"^\W*ver (?:también|más)",
    r"^\W*(?:te|le) (?:puede|podría|recomend)",
    r"^\W*(?:para )?saber más",
    r"^\W*más (?:noticias|información|leíd|sobre)",
    r"^\W*lo más (?:leído|visto|nuevo)",
    r"^\W*también (?:en|te)\b",
    r"^\W*(?:etiquetas|temas|archivado en)\b\W*",
    r"^\W*no te pierdas",
    r"^\W*(?:entrada|noticia|artículo) (?:siguiente|anterior)",
    r"^\W*últimas noticias",
)
_COMMENTS = _words(
    r"^\W*(?:\d+|one|no|un|sin)? ?(?:thoughts?|comments?|responses?|repl(?:y|ies)) (?:on|to)\b",
    r"^\W*(?:\d+ |no )?comments?(?: \(?\d+\)?)?\W*$",
    r"^\W*(?:\d+ |sin )?comentarios?(?: \(?\d+\)?)?\W*$",
    r"^\W*(?:\d+|un|sin)? ?(?:comentarios?|respuestas?|pensamientos?) (?:en|a|sobre)\b",
    r"^\W*(?:leave|post|add|write) (?:a|your) (?:reply|comment)\b",
    r"^\W*comments are closed",
    r"^\W*(?:deja|dejar|escribe|añade|publica) (?:un|una|tu) (?:comentario|respuesta)",
    r"^\W*join the (?:conversation|discussion)\b",
    r"^\W*you must be logged in",
    r"^\W*log in to (?:comment|reply)",
)
_COMMENTED_TITLE = re.compile(
    r"^\W*(?:\d+|one|no|un)\s+(?:thoughts?|comments?|responses?|repl(?:y|ies)|comentarios?|"
    r"respuestas?|pensamientos?)\s+(?:on|to|en|a|sobre)\s+[“«\"'](.{3,200})$",
    re.IGNORECASE,
)


def left_out_alone(line: Line) -> str:
    """Return why this one line is no part of a story wherever it stands, or ""."""
    if _only(line.text, _SHARE_NAME, _SHARE_FILLER):
        return SHARING
    if _is_counters(line.text):
        return COUNTERS
    for reason, pattern in _SINGLE_LINES:
        if pattern.search(line.text):
            return reason
    return CAPTION if line.is_caption else ""


def opens_section(line: Line) -> str:
    """Return what the heading opens that lasts until the story goes on, or ""."""
    is_label = line.words <= _LONGEST_LABEL and not line.text.endswith(".")
    return RELATED if is_label and _RELATED.search(line.text) else ""


def ends_story(line: Line) -> str:
    """Return what the heading opens that lasts until the end of the page, or ""."""
    is_label = line.words <= _LONGEST_LABEL
    return COMMENTS if is_label and _COMMENTS.search(line.text) else ""


def comments_on(lines: Iterable[Line]) -> str:
    """Return the title that a line such as "3 comments on “Title”" tells, or ""."""
    for line in lines:
        if (match := _COMMENTED_TITLE.search(line.text)) is not None:
            return match[1].strip().rstrip("”»\"'").strip()
    return ""


def _only(text: str, names: re.Pattern[str], filler: re.Pattern[str]) -> bool:
    """Tell whether a short text consists of these names and fillers alone."""
    if len(text) > 120 or not names.search(text):
        return False
    return not re.search(r"\w", filler.sub("", names.sub("", text)))


def _is_counters(text: str) -> bool:
    """Tell whether a text is counts alone: "0 2,738", "12 shares", "5 min read"."""
    tokens = text.split()
    if len(tokens) > 8:
        return False
    counts = [token for token in tokens if _COUNT.fullmatch(token)]
    names = [token for token in tokens if _COUNTED.fullmatch(token)]
    return len(counts) + len(names) == len(tokens) > 1 and bool(counts)
