"""Phrases of prompts that are no names of fields: tables, counts, tasks, what is not wanted.

KEY and INSTRUCTION are for a prompt as it is written, CHUNKS and KIND_WORDS for one in lower case,
the others for folded text (see `core.folding`).
"""

import re

KEY = re.compile(r"[\"“'`](?P<key>[^\"“”'`{}\[\]:,\n]{1,60})[\"”'`]\s*:")
CHUNKS = re.compile(
    r"[,;:?!•\n{}\[\]()\"“”|]|\.(?!\w)|(?<![\w])(?:-|–|\*|\d{1,2}[.)])(?= )"
    r"|(?<![\w-])(?:and|und|et|y|e|ed|en|sowie|plus|as well as|or)(?![\w-])"
)
INSTRUCTION = re.compile(  # what to do where something is missing, and what the picture is
    r"use null[^.\n]*"
    r"|^\W*(?:from|in|on|for) (?:this|these|the) [\w ]{3,30}(?=, ?(?:give|find|extract|get))",
    re.IGNORECASE,
)
TABLE = re.compile(
    r"(?<![a-z])(?:table(?! ?(?:no|n|nr|number)\b)|tabelle|tableau|tabla|tabella|tabela|tabel)"
    r"(?![a-z])"
)
COUNTED = re.compile(
    r"(?<![a-z])(?:(?:number|nombre|numero|quantity) (?:of|de|di|d) ?(?:items?|articles?|products?"
    r"|pieces|words|articulos|productos|articoli|prodotti|artigos|produtos|pages|lines|receipts)"
    r"|how many|anzahl|wie viele|combien d|cuantos|cuantas|quanti|quante|quantos|quantas|aantal"
    r"|hoeveel (?:artikelen|producten|stuks))(?![a-z])"
)
KIND_WORDS = re.compile(  # what a value is to look like: "total (number only)", "total: money"
    r"[(:] ?(?:as )?(?:an? )?(?:number|text|string|money|date|decimal|integer|float|list|array)"
    r"(?: only)?(?: ?\)|(?=[,;\n]|$))|,? and nothing else|est[- ]ce que"
    r"|\((?=[^)]*(?:quantit|menge|cantidad|quantidade|aantal))[^)]{0,80}\)"
)
NEGATION = re.compile(  # right before a name: it is not wanted
    r"(?:^\W*no|(?<![a-z])(?:not|dont|don.t|without|except(?: for)?|ignore|ignoring|skip|ohne"
    r"|nicht|kein|keine|ausser|sans|sauf|pas|sin|excepto|senza|tranne|sem|exceto|zonder|behalve"
    r"|geen))(?: (?:give|show|list|tell|include|read|need|want|me|us|the|a|an|any|der|die|das|den"
    r"|le|la|les|de|du|el|los|las|il|lo|gli|i|o|os|as|het))* *$"
)
ITS_PRICE = re.compile(  # of one thing, which is not what everything cost
    r"(?:how much (?:is|was|are|were)|quanto (?:costa|costava|custa|custou)|combien coutent?"
    r"|cuanto cuestan?|was kostet|was kosten|hoeveel kost|wat kost)(?![a-z])"
)
AS_ASKED = tuple(  # questions after a value that is found by its label
    (name, re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])"))
    for name, pattern in (
        (
            "due date",
            r"bis wann|by when|when is (?:it|this|the \w+) due|when (?:must|should) (?:i|we) pay"
            r"|when do (?:i|we) (?:have|need) to pay|wann (?:muss|mussen) (?:ich|wir) (?:be)?zahlen"
            r"|(?:pour|avant) quand|quand dois.je payer|hasta cuando|cuando tengo que pagar"
            r"|entro quando|quando devo pagar|ate quando|wanneer moet (?:ik|er) betalen"
            r"|voor wanneer",
        ),
        (
            "table",
            r"(?:which|what) table (?:did|were|are|was)|an welchem tisch|quelle table"
            r"|(?:que|cual|qual) mesa|(?:che|quale) tavolo|(?:welke|aan welke) tafel",
        ),
        (
            "balance due",
            r"(?:do i|do we) still (?:owe|have to pay)|is (?:still )?left to pay"
            r"|noch (?:zu )?zahlen|reste.t.il a payer|falta (?:por )?pagar|resta da pagare"
            r"|nog betalen",
        ),
    )
)
OF_CUSTOMER = re.compile(  # who was billed, by the one block that says so
    r"(?:(?<![a-z])(?:the |die |der |den |le |la |l.|el |il |lo |o |a |de |het )?"
    r"(?:name|address|adresse|anschrift|nom|nombre|direccion|nome|indirizzo|endereco|morada|naam"
    r"|adres)(?: (?:and|und|et|y|e|en) |, )?)+"
    r"(?<=[a-z]) (?:des|der|of the|of a|du|de la|del|della|dell.|do|da|van de|van den) "
    r"(?P<behind>kunden|kundin|empfangers|customer|client|buyer|recipient|cliente|destinataire"
    r"|comprador|destinatario|acquirente|klant|koper)(?![a-z])"
    r"|(?<![a-z])(?P<before>customer|client|buyer)(?:.s)? (?:name and address|address and name"
    r"|address)(?![a-z])"
)
NAME_OF_CUSTOMER = {"kunden": "kunde", "kundin": "kunde", "empfangers": "empfänger"}
CLASSES = re.compile(  # to sort what was read, and into what
    r"(?<![a-z])(?:classify|categori[sz]e|klassifizier\w*|kategorisier\w*|classer|classez"
    r"|categorise[rz]?|clasific\w+|categoriz\w+|classific\w+|categorizz\w+|classificeer"
    r"|categoriseer)(?![a-z])"
    r"(?:(?!,? (?:and|then|und|dann|et|y|e|en) (?:also )?(?:give|tell|show|list|read|extract|find"
    r"|get|gib|nenne|zeig|lies|donne|lis|dame|lee|dammi|leggi|geef|lees))[^.;\n])*"
    r"|(?<![a-z])(?:category|categorie|kategorie|categoria) ?(?:\([^)\n]*\)?|:[^,;\n]*)"
)
_CODES = {
    "EUR": "eur|euros?",
    "USD": "usd|us ?dollars?|dollars?|dolares|dollari",
    "GBP": "gbp|pounds?|pfund|livres?|libras|sterline",
    "CHF": "chf|swiss francs?|franken|francs? suisses?|franchi",
    "JPY": "jpy|yen",
    "MYR": "myr|ringgit",
}
IN_CURRENCY = {
    code: re.compile(rf"(?<![a-z])(?:in|into|to|en|em) (?:{names})(?![a-z])")
    for code, names in _CODES.items()
}
TASK = re.compile(  # to write a value otherwise than it is told
    r"(?<![a-z])in (?:words|worten)(?![a-z])|en (?:toutes )?lettres|en letras|in lettere"
    r"|por extenso|(?<![a-z])(?:dd?|mm?|tt|jj|gg)[./-](?:mm?|dd?)[./-](?:yy|jj|aa){1,2}(?![a-z])"
)
ISO_DATE = re.compile(r"\byyyy-mm-dd\b|\biso(?:[ -]?8601)?\b|\bhh:mm\b")
