"""Names of fields that are found by their label alone, with what papers call them elsewhere.

English, German, French, Spanish, Italian, Portuguese and Dutch; folded (see `core.folding`). A name
that is in no group is looked for as it is. A semicolon parts first choices from second ones.
"""

import re
from functools import cache

from inklift.core.dates import dates_in
from inklift.core.folding import folded
from inklift.reading.fields.phrases import phrase_list

_GROUPS = (
    """
    due date, payment due, pay by, due on, due by, payment due date, date due, falligkeitsdatum,
    fallig am, zahlbar bis, fallig, date d echeance, echeance, a payer avant le,
    fecha de vencimiento, vencimiento, data di scadenza, scadenza, data scadenza,
    data de vencimento, vencimento, vervaldatum, uiterste betaaldatum, te betalen voor
    """,
    """
    delivery date, date of delivery, delivered on, shipped on, ship date, lieferdatum,
    leistungsdatum, date de livraison, livraison, fecha de entrega, data di consegna, consegna,
    data de entrega, leverdatum
    """,
    """
    order date, date of order, ordered on, bestelldatum, auftragsdatum, date de commande,
    fecha de pedido, fecha del pedido, data ordine, data dell ordine, data da encomenda,
    data do pedido, besteldatum
    """,
    """
    order number, order no, order nr, order id, order, purchase order, po number, po no, po,
    bestellnummer, bestell nr, auftragsnummer, auftrags nr, numero de commande, n de commande,
    commande n, bon de commande, numero de pedido, n de pedido, pedido n, pedido, numero ordine,
    ordine n, n ordine, numero da encomenda, encomenda n, bestelnummer, ordernummer
    """,
    """
    customer number, customer no, customer id, client number, account number, account no,
    client no, customer nr, kundennummer, kunden nr, kundennr, kd nr, numero client, n client,
    numero de client, code client, numero de cliente, n de cliente, codigo de cliente, cliente n,
    codice cliente, numero cliente, n cliente, codigo do cliente, klantnummer, klant nr, klantnr,
    debiteurnummer
    """,
    """
    buyer, bill to, billed to, sold to, invoice to, customer name, buyer name, recipient, attention,
    rechnung an, rechnungsempfanger, empfanger, facture a, adressee a, destinataire, nom du client,
    comprador, facturado a, facturar a, destinatario, acquirente, intestatario, spett le,
    spettabile, fatturato a, adquirente, faturado a, koper, kaufer, acheteur, aan, factuur aan,
    klantnaam; customer, client, kunde, cliente, klant
    """,
    """
    ship to, delivery address, shipping address, deliver to, lieferadresse, lieferanschrift,
    liefern an, adresse de livraison, livre a, direccion de entrega, direccion de envio, enviar a,
    indirizzo di consegna, indirizzo di spedizione, endereco de entrega, morada de entrega,
    afleveradres, bezorgadres, leveradres
    """,
    """
    iban, iban no, iban nr, account, bankverbindung, konto, compte, cuenta, conto, conta, rekening
    """,
    "bic, swift, swift code, bic swift",
    """
    name, full name, vollstandiger name, vor und nachname, nom, nom complet, nom et prenom, nombre,
    nombre completo, nombre y apellidos, nome, nome completo, nome e cognome, naam, volledige naam
    """,
    """
    cashier, served by, server, operator, waiter, your server, kassierer, kassierer in, bediener,
    es bediente sie, bedienung, kellner, caissier, vendeur, serveur, servi par, cajero, le atendio,
    atendido por, camarero, cassiere, operatore, cameriere, operador, atendido por, empregado,
    kassier, medewerker, bediend door, u bent geholpen door
    """,
    """
    table, table no, table number, tisch, tisch nr, tischnummer, table n, mesa, mesa n, tavolo,
    tavolo n, tafel, tafel nr, tafelnummer
    """,
    """
    guests, covers, pax, persons, number of guests, gaste, personen, couverts, cubiertos,
    comensales, coperti, pessoas, gasten, aantal personen
    """,
    """
    terminal, terminal id, terminal no, till, register, pos, pump, kasse, kassen nr, terminal nr,
    caisse, caja, cassa, caixa, kassa, tpv
    """,
    """
    reference, ref, reference number, your reference, our reference, reference no, referenz,
    zeichen,
    ihr zeichen, unser zeichen, betreff, referenznummer, reference client, votre reference,
    referencia, su referencia, riferimento, vs riferimento, referencia do cliente, referentie,
    uw referentie, kenmerk, uw kenmerk
    """,
    """
    booking number, booking no, reservation number, confirmation number, reservation,
    booking reference, buchungsnummer, reservierungsnummer, numero de reservation,
    numero de reserva,
    localizador, reserva, numero prenotazione, prenotazione, reserveringsnummer, boekingsnummer
    """,
    "room, room number, room no, zimmer, zimmernummer, chambre, habitacion, camera, quarto, kamer",
    """
    arrival, check in, arrival date, anreise, ankunft, arrivee, llegada, entrada, arrivo, chegada,
    aankomst
    """,
    """
    departure, check out, departure date, abreise, depart, salida, partenza, partida, saida,
    vertrek
    """,
    """
    date of birth, birth date, dob, born, geburtsdatum, geboren am, date de naissance,
    fecha de nacimiento, data di nascita, data de nascimento, geboortedatum
    """,
    """
    valid until, expires, expiry date, valid to, gultig bis, valable jusqu au, valido hasta,
    fecha de caducidad, valido fino al, data di scadenza, valido ate, validade, geldig tot
    """,
    """
    subject, re, betreff, objet, asunto, oggetto, assunto, onderwerp, betreft
    """,
    """
    payment terms, terms, zahlungsbedingungen, zahlungsziel, conditions de paiement,
    condiciones de pago, condizioni di pagamento, termini di pagamento, condicoes de pagamento,
    betalingsvoorwaarden, betaaltermijn
    """,
    "fax, fax number, fax no, telefax, faxnummer, numero de fax, numero di fax",
    """
    mobile, mobile number, cell, cell phone, mobile phone, mobil, handy, mobilnummer, portable,
    movil, celular, cellulare, telemovel, mobiel, mobiele nummer
    """,
    """
    auth code, authorization code, approval code, authorisation code, genehmigungs nr,
    autorisierungscode, code d autorisation, n autorisation, codigo de autorizacion, autorizacion,
    codice autorizzazione, aut, codigo de autorizacao, autorisatiecode
    """,
)

IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[\dA-Z]){11,30}")
_CODE = re.compile(r"\S*\d\S*")  # one word with a digit
_NUMBER = re.compile(r"(?=.*\d)[\w./#-]+(?: [\w./#-]+){0,3}")


@cache
def _groups() -> tuple[tuple[tuple[str, ...], ...], ...]:
    return tuple(tuple(map(phrase_list, group.split(";"))) for group in _GROUPS)


def labels_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The labels that mean what a name means, the name itself among the first.

    Those of a later choice may also begin the label of another value ("Klant", "Klantnummer").
    """
    plain = _plain(name)
    for group in _groups():
        if any(plain in choice for choice in group):
            return ((name, *group[0]), *group[1:])
    return ((name,),)


def is_fit(name: str, value: str) -> bool:
    """Whether a value can be what the name says: a date, a number, a person, an account.

    "Invoice to" and "Invoice No" begin alike, and a reader may take one for the other.
    """
    plain = _plain(name)
    if plain.endswith("iban") or plain == "iban":
        return IBAN.search(value) is not None
    group = next((each for each in _groups() if any(plain in choice for choice in each)), None)
    if group is None:
        return True
    first = group[0][0]
    if first.endswith("date"):
        return bool(dates_in(value))
    if first in ("buyer", "ship to", "cashier", "name"):
        return re.search(r"[^\W\d_]{2}", value) is not None and not _CODE.fullmatch(value)
    if first.endswith("number"):
        return _NUMBER.fullmatch(value) is not None
    return True


def _plain(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in folded(name)).split())
