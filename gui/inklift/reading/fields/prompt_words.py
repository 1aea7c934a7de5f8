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
    a all also always an any and are as be been being bill but by can character characters complete
    could do does document
    documents each entire every exactly field fields file find following for format from full get
    give have here i image images in into invoice invoices is it its json just key keys letter
    letters like line lines list me name names need object of off on only or out output page pages
    photo photos picture pictures plain please print provide purchase raw receipt receipts return s
    scan scans see show such tell that the their there these they this those ticket to type us via
    was were my our its it is
    did i we who whom when where how if not null none empty missing found optional keys array list
    decimal number numbers string strings text iso format yyyy mm dd code codes called named amount
    amounts separately exact accurate answer short sentence only one per picture please kindly
    about
    buy bought by in on included including contained get got given gave back euros euro dollars
    pounds currency accountant tax heisst heissen lautet eingekauft gekauft kaufen wurden wurden
    welche welcher welches enthalten zuruck gab es auflisten aufgelistet mit preis preisen als json
    des der habe hat achete achetes avec leur leurs prix cela ca coute liste lista compre comprado
    esto lo cuesta cuestan fue con precio precios elenco dei prezzo prezzi costa comprato dove ho
    quando comprei compra onde foi precos preco gekocht dit gekregen kreeg ik lijst van met prijs
    prijzen terug make give table products accurate key information all fields
    nel nello uno gli delle degli order store shop receipt bill ticket
    add everything used made happen happened ich wie au ai je j heb ho hai ha habe wurde wird
    hoch ist insgesamt
    liste auf
    nenne aufgelistet fue es son sono sont son ont was waren war werd er sa su sus meine mein
    meinem
    information info data details detail key value pair pairs print printed shown us use value
    values verbatim visible want what which whole with would write you your
    alle allem alles auf aus beleg bild bilder bitte da darauf das dem den der des die dokument
    drauf du foto fotos für ganze ganzen gesamte gesamten gib im in kassenbon kannst komplette
    kompletten mir nur quittung rechnung seite seiten und vollständig vollständige vollständigen
    vom
    von vor was wort zeig zeige zeile zu zum
    c ce ces cet cette chaque d dans de des donne donnez du en est et facture image l la le les
    ligne lignes moi mot ou page par photo plaît pour qu que quel quelle qui reçu s se seulement
    sur
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
    factuur foto geef graag haal heel hele het iedere ik in kassabon laat mij op pagina regel
    regels
    te toon uit van volledige voor wat welke woord zien
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
    due delivery deliver expiry expiration birth order start end shipping billing customer client
    ship bill account bank card loyalty member membership vehicle table room booking reservation
    check
    arrival departure serial policy contract purchase po item unit line second first last previous
    next
    print printed payment pay web ip mail swift branch contact person cashier operator terminal
    transaction reference net due iban bic routing license plate passport
    lieferung liefer zahlungs fallig faelligkeits geburts bestell kunden kunde kontakt
    ansprechpartner
    lieferdatum falligkeitsdatum kundennummer bestellnummer bestelldatum konto tisch kassierer
    livraison echeance naissance commande client cliente compte table caissier numero
    entrega vencimiento nacimiento pedido cuenta mesa cajero envio
    consegna scadenza nascita ordine conto tavolo cassiere spedizione
    vencimento nascimento encomenda conta caixa
    lever verval geboorte bestel klant klantnummer bestelnummer vervaldatum leverdatum rekening
    """
)
# Words of tasks that this computer cannot do; a chunk that has one is no name of a field.
TASKS = _words(
    """
    summarise summarize summary translate translation explain describe description compare
    calculate
    compute categorise categorize category classify convert count why guess recommend correct
    rewrite
    sort rank average estimate check verify validate fix improve write compose draft suggest
    analyse
    analyze interpret rate sum add subtract multiply many right wrong true better best worst like
    think
    should would could will colour color mood happy joke poem story meaning language
    zusammenfassen fasse zusammenfassung ubersetze ubersetzen ubersetzung erklare erklaren
    beschreibe
    beschreiben vergleiche vergleichen berechne berechnen warum zahle sortiere korrigiere schreibe
    bewerte kategorisiere
    resume resumer resumez traduis traduire traduisez traduction explique expliquer decris decrire
    compare calcule pourquoi trie corrige redige classe
    resumen resumir traduce traducir traduzca explica explicar describe describir compara calcula
    porque ordena corrige clasifica
    riassumi riassumere riassunto traduci tradurre spiega spiegare descrivi descrivere confronta
    perche ordina correggi classifica
    resuma resumo traduza traduzir traducao explique descreva descrever compare porque ordene
    corrija
    vat samen samenvatten samenvatting vertaal vertalen leg uit beschrijf beschrijven vergelijk
    bereken
    waarom sorteer corrigeer
    """
) - _words("vat uit samen")
