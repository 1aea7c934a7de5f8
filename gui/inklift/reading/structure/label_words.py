"""The words that labels and heads of columns are made of, in seven languages.

All are folded: lower case, without accents.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER_WORDS = _words(
    """
    n nbr no nos nr nro num number numbers numer numero numeros nummer
    """
)
# These do not count when labels are compared.
SMALL_WORDS = _words(
    """
    a al an and at da das de degli dei del dell della delle den der des desde di die do dos du e
    el en et for from fur het ihr ihre il in is it l la las le les lo los na nostro of or our su
    sua te the to tu un und uns unser unsere uw van vom von vos vostra vostro votre y your zu
    zum zur
    """
)
# What is made of nothing else is a label even where no colon says so.
_OF_LABELS = _words(
    """
    aanmelding aantal abonne abreise abteilung account acheteur achternaam address adherent
    adres adresse afleveradres agente aktenzeichen albaran aliquota amount anmeldung anreise
    anschrift ansprechpartner anzahl apelido apellido apellidos arbeitgeber arrival arrivee
    article artikel artikelnummer assicurazione assurance attention attn auftrag auftrags
    ausgestellt ausstellungs authorization balance banca banco bank bankverbindung banque
    bearbeiter bedrag beleg belegdatum bemerkung bemerkungen beroep beruf bestel bestelbon
    bestell bestelldatum bestelling bestellung bestelnummer betaalwijze betaling betalings
    betrag betreff betreft bezeichnung bic billing birth bon booking branch btw buchungs buyer
    cantidad cap carrier cashier causale cell cellulare charge chassis check cidade cif cin
    citta ciudad civil client cliente cnpj code codice codigo cognome commande comments commessa
    company comprador compte concepto condiciones condicoes condizioni consegna conta contact
    contactpersoon conto contract contrat contrato contribuinte copia copie copy correo country
    county courriel cpf credit cst cuenta currency customer data date dated datei datore datum
    debit debiteur delivery depart department departure deposit descricao descripcion
    description descrizione designation destinataire destinatario destination destinazione
    detail details devis direccion discount ditta divisa dob doctor document domicilio dossier
    due echeance einzelpreis electronico email emision emisor emissao emission emissione
    empfanger empleador employee employer employeur empregador empresa encomenda endereco
    entrega envio estado expediteur expedition expiration expires expiry factura facturation
    facture factuur factuuradres factuurdatum fahrgestell fallig falligkeit falligkeitsdatum
    familienstand family fattura fatura fax faxnummer fecha file firma first firstname fiscal
    fiscale forma fornecedor fornitore fournisseur frist from geboorte geboortedatum geburts
    geburtsdatum geburtsname geburtsort geldig gender gesamt gesamtbetrag gesamtpreis geschlecht
    gesendet geslacht gst gstin gultig handtekening handy height hoeveelheid hours iban id
    identification identity ifsc immatriculation importe importo in indirizzo installation
    insurance insured intestatario intracommunautaire invoice issue issued item items iva job
    kasse kassierer kenmerk kennzeichen kenteken klant klanten konto kontoinhaber krankenkasse
    kreditinstitut kto kunde kunden kundenname kundin kvk land last lastname leistungsdatum
    leistungszeitraum leverancier leverdatum levering licence license lid liefer lieferadresse
    lieferanschrift lieferant lieferart lieferdatum lieferschein lieferung ligne livraison
    localidad localidade maiden mail marital matricula membership menge method metodo middle
    mitglied mitgliedsnummer mobiel mobile modalita mode moeda moneda montant morada movil mwst
    naam nachname nacimiento nacionalidad nacionalidade naissance name nascimento nascita
    nationalitat nationalite nationaliteit nationality nazionalita net netto nif nom nombre nome
    nota note notes numero objet observaciones observacoes occupation office oggetto
    omschrijving onderwerp ons opening opmerkingen order orderdatum ordine ort out paese
    pagamento page pago paiement pais pan partita passport patient payable payee payer payment
    pays pec pedido period periodo phone piva plaats place plate plazo poblacion policy portable
    pos position post postal postcode prazo precio preco preis prelevement prenom prezzo price
    prijs prix prodotto producto produit profesion profession professione profissao project
    projekt proveedor provincia purchase purchaser qty quantidade quantita quantite quantity
    rabatt raison rate rechnung rechnungs rechnungsadresse rechnungsbetrag rechnungsdatum
    rechnungsempfanger ref reference referencia reg registo registration registrazione registro
    reglement regn rekening rekeningnummer remarks remarque remise rif riferimento room rooms
    sachbearbeiter sale sales salesperson scadenza sconto sede seguro seite seller serial
    service sesso sex sexe sexo ship shipment shipped shipping signature signed siren siret
    situation sku social sociale societe socio sold solde source spedizione state stato status
    steuer steuernummer stichwort straat strasse street subject subtotal summary summe supplier
    surname swift table targa tarif tax tel telefon telefone telefonnummer telefono telefoon
    telefoonnummer telemovel telephone term terminal terms title titulaire titular totaal total
    tracking transaction tva type uid uiterste unit unterschrift ust ustid valid validade
    validity valor valuta vat vehicle vencimento vencimiento vendedor vendeur venditore vendor
    versandart versicherung vertrag vertrags verval vervaldatum verzekering verzenddatum ville
    voornaam vorgang vorname vto wahrung website weight werkgever woonplaats zahlbar zahlungsart
    zahlungsbedingungen zahlungsziel zeichen zeitraum zip zipcode zustandig zwischensumme
    """
)
# A page says what it is in such words; what stands below them is not their value.
TITLE_WORDS = _words(
    """
    beleg bestellung bill bon commande compra credit detail details devis factura facture
    factuur fattura fatura gst invoice lieferschein note offerte order ordine overview pedido
    purchase quotation receipt rechnung recibo retail service statement summary tax vat
    """
)
# These stand in heads of columns besides.
_OF_COLUMNS = _words(
    """
    aant aliquota amt bruto brutto btw cant chf code desc descrizione designation disc dto each
    eenheid einh einheit einheitspreis eur euro ex exc excl exclusief exclusive exkl gbp
    grondslag gross hours ht imposto incl inclusief inclusive inkl kg korting leistung
    leistungen menge mit net neto nombre ohne omschr p p.p pcs per percent positionen pu pvp pz
    q.ta qta qtde rechnungs rm satz sconto st steuersatz stk stuck stuk stukprijs sum taux taxes
    total totale ttc u uds um unidad unidades unit unitaire unitario units uom usd vk with
    without xcl zeilenbetrag
    """
)
# Of the columns of a table of sums, one at least has such a name.
SUM_WORDS = _words(
    """
    amount amt bedrag betrag einzelpreis gesamt gesamtpreis importe importo montant precio preco
    preis prezzo price prijs prix rate totaal total valor
    """
)
SHORT_FORMS = {
    "acc": "account",
    "acct": "account",
    "amt": "amount",
    "cde": "commande",
    "cust": "customer",
    "doc": "document",
    "inv": "invoice",
    "kd": "kunden",
    "phone": "telephone",
    "qty": "quantity",
    "ref": "reference",
    "rg": "rechnung",
    "tel": "telephone",
}


def is_label_word(word: str) -> bool:
    """Whether a folded word is one that labels are made of; ends of words are let off."""
    return word in _OF_LABELS or (word.endswith(("s", "n", "e")) and word[:-1] in _OF_LABELS)


def is_column_word(word: str) -> bool:
    """Whether a folded word is one of labels or of heads of columns."""
    return word in _OF_COLUMNS or is_label_word(word)
