"""The words of prompts that ask for nothing but reading, and those that make another field.

The words of plain reading are listed, not those of every task one could set: whatever is not known
to be plain reading counts as more. In English, German, French, Spanish, Italian, Portuguese, Dutch.
"""

import re

from inklift.core.folding import folded


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order; numbers count as words."""
    return re.findall(r"\w+", folded(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


READING = _words(
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
FILLING = _words(
    """
    a all also always an any and are as be been being bill but by can character characters
    complete could do does document documents each entire every exactly field fields file find
    following for format from full get give have here i image images in into invoice invoices is
    it its json just key keys letter letters like line lines list me name names need object of
    off on only or out output page pages photo photos picture pictures plain please print
    provide purchase raw receipt receipts return s scan scans see show such tell that the their
    there these they this those ticket to type us via was were my our did we who whom when where
    how if not null none empty missing found optional array decimal number numbers string
    strings iso yyyy mm dd code codes called named amount amounts separately exact accurate
    answer short sentence one per kindly about buy bought included including contained got given
    gave back euros euro eur dollars usd pounds gbp currency leave left wir haben then
    dann puis accountant tax
    heisst heissen lautet eingekauft gekauft kaufen wurden welche welcher welches enthalten
    zuruck gab es auflisten aufgelistet mit preis preisen als des der habe hat achete achetes
    avec leur leurs prix cela ca coute liste lista compre comprado esto lo cuesta cuestan fue
    con precio precios elenco dei prezzo prezzi costa comprato dove ho quando comprei compra
    onde foi precos preco gekocht dit gekregen kreeg ik lijst van met prijs prijzen terug make
    table products information nel nello uno gli delle degli order store shop add used made
    happen happened ich wie au ai je j heb hai ha wurde wird hoch ist insgesamt auf nenne son
    sono sont ont waren war werd er sa su sus meine mein meinem info data details detail value
    pair pairs shown use values verbatim visible want what which whole with would write you your
    alle allem alles aus beleg bild bilder bitte da darauf das dem den die dokument drauf du
    foto fotos für ganze ganzen gesamte gesamten gib im kassenbon kannst komplette kompletten
    mir nur quittung rechnung seite seiten und vollständig vollständige vollständigen vom von
    vor wort zeig zeige zeile zu zum c ce ces cet cette chaque d dans de donne donnez en est et
    facture l la le les ligne lignes moi mot ou par plaît pour qu que quel quelle qui reçu se
    seulement sur svp te tout toute toutes tous vous al cada cual dame del documento e el esta
    este factura favor imagen las linea lineas los muestra muéstrame página palabra por recibo
    solo toda todas todo todos un una y che ci cosa cui dal dalla dammi della dell di fattura il
    immagine mostra mostrami nell nella ogni pagina parola favore quale quello questa questo
    ricevuta riga righe scontrino sul sull sulla tutta tutte tutti tutto ao apenas com dos em
    está fatura imagem linha linhas mostre na nas no nos nota o os palavra qual so tudo um uma
    aan afbeelding alleen bon bonnetje dat deze een elk factuur geef graag haal heel hele het
    iedere kassabon laat mij op regel regels toon uit volledige voor wat welke woord zien
    """
)

# Words of what is bought that a list of it has anyway.
OF_ITEMS = _words(
    """
    price prices quantity quantities unit units cost costs their with name names each amount
    description bought buy purchased preis preise menge mengen einzelpreis mit namen prix quantite
    quantites unitaire avec nom noms precio precios cantidad cantidades unitario con nombre nombres
    prezzo prezzi quantita nome nomi preco precos quantidade quantidades prijs prijzen hoeveelheid
    aantal aantallen met naam bezeichnung und
    """
)
# A name that stands with one of these is that of another field: "due date", "delivery address".
QUALIFIERS = _words(
    """
    due delivery deliver expiry expiration birth start end shipping billing customer client ship
    account bank card loyalty member membership vehicle room booking reservation check arrival
    departure serial policy contract po item unit second first last previous next payment pay web ip
    mail swift branch contact person cashier operator terminal transaction reference net iban bic
    routing license plate passport lieferung liefer zahlungs fallig faelligkeits geburts bestell
    kunden kunde kontakt ansprechpartner lieferdatum falligkeitsdatum kundennummer bestellnummer
    bestelldatum konto tisch kassierer livraison echeance naissance commande cliente compte caissier
    numero entrega vencimiento nacimiento pedido cuenta mesa cajero envio consegna scadenza nascita
    ordine conto tavolo cassiere spedizione vencimento nascimento encomenda conta caixa lever verval
    geboorte bestel klant klantnummer bestelnummer vervaldatum leverdatum rekening
    """
)
# Words of tasks that this computer cannot do; a chunk that has one is no name of a field.
TASKS = _words(
    """
    summarise summarize summary translate translation explain describe description compare calculate
    compute categorise categorize category classify convert count why guess recommend correct
    rewrite sort rank average estimate check verify validate fix improve write compose draft suggest
    analyse analyze interpret rate sum add subtract multiply many right wrong true better best worst
    like think should would could will colour color mood happy joke poem story meaning language
    zusammenfassen fasse zusammenfassung ubersetze ubersetzen ubersetzung erklare erklaren
    beschreibe beschreiben vergleiche vergleichen berechne berechnen warum zahle sortiere korrigiere
    schreibe bewerte kategorisiere resume resumer resumez traduis traduire traduisez traduction
    explique expliquer decris decrire calcule pourquoi trie corrige redige classe resumen resumir
    traduce traducir traduzca explica explicar describir compara calcula porque ordena clasifica
    riassumi riassumere riassunto traduci tradurre spiega spiegare descrivi descrivere confronta
    perche ordina correggi classifica resuma resumo traduza traduzir traducao descreva descrever
    ordene corrija samenvatten samenvatting vertaal vertalen leg beschrijf beschrijven vergelijk
    bereken waarom sorteer corrigeer
    """
)
