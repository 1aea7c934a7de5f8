"""Whether a prompt asks for more than reading out the text that is there.

The words of plain reading are listed, not those of every task one could set: whatever is not known
to be plain reading counts as more. In English, German, French, Spanish, Italian, Portuguese, Dutch.
"""

import re
import unicodedata


def _words(prompt: str) -> frozenset[str]:
    """The words of a prompt, in lower case and without accents; numbers count as words."""
    decomposed = unicodedata.normalize("NFKD", prompt.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return frozenset(re.findall(r"\w+", letters))


_READING = _words(
    """
    read reads reading ocr text texts extract extracts transcribe transcript transcription copy
    content contents written printed say says said word words everything
    lies lese lesen text texte extrahiere extrahieren transkribiere transkribieren abschreiben
    wortlaut steht inhalt
    lis lire lisez texte textes extrais extraire extrayez transcris transcrire transcrivez écrit
    contenu mots
    lee leer lea léeme texto textos extrae extraer extraiga transcribe transcribir transcriba dice
    pone escrito contenido palabras
    leggi leggere testo testi estrai estrarre trascrivi trascrivere scritto contenuto parole
    leia ler extraia extrair transcreva transcrever diz conteúdo palavras
    lees lezen tekst teksten extraheer staat geschreven inhoud woorden
    """
)
_FILLING = _words(
    """
    a all an any and are as be bill by can character characters complete could do does document
    documents each entire every exactly field fields file find following for format from full get
    give have here i image images in into invoice invoices is it its json just key keys letter
    letters like line lines list me name names need object of off on only or out output page pages
    photo photos picture pictures plain please print provide purchase raw receipt receipts return s
    scan scans see show such tell that the there these they this those ticket to type us use value
    values verbatim visible want what which whole with would write you your
    alle allem alles auf aus beleg bild bilder bitte da darauf das dem den der des die dokument
    drauf du foto fotos für ganze ganzen gesamte gesamten gib im in kassenbon kannst komplette
    kompletten mir nur quittung rechnung seite seiten und vollständig vollständige vollständigen vom
    von vor was wort zeig zeige zeile zu zum
    c ce ces cet cette chaque d dans de des donne donnez du en est et facture image l la le les
    ligne lignes moi mot ou page par photo plaît pour qu que quel quelle qui reçu s se seulement sur
    svp te ticket tout toute toutes tous vous
    al cada con cual dame del documento e el en es esta este factura favor foto imagen la las linea
    lineas los lo muestra muéstrame página palabra por que recibo solo toda todas todo todos un una
    y
    che ci cosa cui da dal dalla dammi degli dei del della delle dell di documento e fattura foto
    gli i il immagine la le lo mostra mostrami nel nell nella nello ogni pagina parola per favore
    quale quello questa questo ricevuta riga righe scontrino solo su sul sull sulla tutta tutte
    tutti tutto un una
    a ao apenas as cada com da das de do dos e em esta este está fatura foto imagem linha linhas me
    mostra mostre na nas no nos nota o os página palavra por qual que recibo so toda todas todo
    todos tudo um uma
    aan afbeelding alle alleen alles bon bonnetje dat de deze die dit document een elk en er
    factuur foto geef graag haal heel hele het iedere ik in kassabon laat mij op pagina regel regels
    te toon uit van volledige voor wat welke woord zien
    """
)
_ISO_DATE = re.compile(r"\byyyy-mm-dd\b|\biso(?:[ -]?8601)?\b")


def asks_for_more_than_text(prompt: str) -> bool:
    """Whether reading out all the text would not be the whole answer. An empty prompt asks no more.

    "Extract the text from this receipt" does not; "Summarise this", "What is this?" do.
    """
    words = _words(prompt)
    return bool(words) and (not words <= _READING | _FILLING or words.isdisjoint(_READING))


def asks_for_more_than_fields(prompt_without_fields: str) -> bool:
    """The same for a prompt that also names fields which were found, once their names are out."""
    return not _words(_ISO_DATE.sub(" ", prompt_without_fields)) <= _READING | _FILLING
