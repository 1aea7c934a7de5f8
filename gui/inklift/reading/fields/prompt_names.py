"""What people call the fields that we know when they ask for them, in seven languages.

English, German, French, Spanish, Italian, Portuguese and Dutch; folded (see `core.folding`).
"""

from inklift.reading.fields.meanings import Meaning
from inklift.reading.fields.phrases import pattern_of, phrase_list

_NAMES = {
    Meaning.MERCHANT: """
        name of the restaurant, restaurant s name, name des ladens, name des restaurants,
        merchant, merchant name, merchant s name, company, company name, store, store name, shop,
        shop name, shop s name, vendor, vendor name, seller, seller name, supplier, supplier name,
        retailer, business name, restaurant, restaurant name, issuer, biller, name of the shop,
        name of the store, name of the merchant, name of the company, name of the seller, payee
        handler, verkaufer, geschaft, laden, firma, firmenname, unternehmen, lieferant, aussteller,
        name des geschafts, name der firma, name des handlers, ladenname, anbieter
        marchand, commercant, vendeur, magasin, nom du magasin, nom du commercant, enseigne,
        boutique, fournisseur, entreprise, nom de l entreprise, societe, emetteur
        comercio, comerciante, vendedor, tienda, nombre de la tienda, empresa,
        nombre de la empresa, proveedor, nombre del comercio, establecimiento, emisor,
        nombre del establecimiento
        venditore, negozio, nome del negozio, esercente, azienda, ditta, fornitore, commerciante,
        nome dell azienda, ragione sociale
        comerciante, loja, nome da loja, empresa, nome da empresa, fornecedor, vendedor,
        estabelecimento, emitente, nome do estabelecimento
        winkel, winkelnaam, verkoper, bedrijf, bedrijfsnaam, leverancier, naam van de winkel,
        handelaar
    """,
    Meaning.ADDRESS: """
        address, merchant address, company address, store address, shop address, seller address,
        address of the shop, address of the store, address of the merchant, vendor address, location
        adresse, anschrift, adresse des geschafts, firmenadresse, adresse du magasin, direccion,
        domicilio, direccion de la tienda, indirizzo, indirizzo del negozio, endereco, morada,
        endereco da loja, adres, adres van de winkel, supplier address
    """,
    Meaning.PHONE: """
        merchant phone, merchant phone number, shop phone, store phone, company phone,
        phone number of the shop, telefonnummer des geschafts, telephone du magasin,
        phone, phone number, telephone, telephone number, tel, telefon, telefonnummer, rufnummer,
        telefonnr, numero de telephone, telefono, numero de telefono, numero di telefono, telefone,
        numero de telefone, telefoon, telefoonnummer, contact number
    """,
    Meaning.EMAIL: """
        email, e mail, email address, e mail address, mail address, e mail adresse, mailadresse,
        adresse e mail, adresse email, courriel, adresse mail, correo, correo electronico,
        email adres, e mailadres, mail, indirizzo email, endereco de email
    """,
    Meaning.WEBSITE: """
        website, web site, web address, url, homepage, webseite, internetseite, site web,
        site internet, sitio web, pagina web, sito, sito web, site, webadres
    """,
    Meaning.TAX_ID: """
        tax id, tax number, tax identification number, vat id, vat number, vat no,
        vat registration number, gst number, gst id, gst no, gst registration number,
        tax id number, tax reg no, ein, steuernummer, ust id, ust idnr, umsatzsteuer id,
        mwst nummer, ustid, steuer id, uid, numero de tva, numero tva, tva intracommunautaire,
        siret, siren, n tva, nif, cif, nif cif, numero fiscal, numero de identificacion fiscal,
        partita iva, p iva, codice fiscale, contribuinte, numero de contribuinte, nipc, btw nummer,
        btw nr, btw id, kvk
    """,
    Meaning.DATE: """
        date, receipt date, invoice date, purchase date, transaction date, bill date,
        date of purchase, date of issue, issue date, date of the receipt, date of invoice,
        date of the invoice, day
        datum, rechnungsdatum, kaufdatum, belegdatum, tag, date de facture, date d achat,
        date de la facture, date du ticket, fecha, fecha de compra, fecha de la factura,
        fecha de factura, fecha del recibo, fecha del ticket, data, data di acquisto, data fattura,
        data della fattura, data dello scontrino, data da compra, data da fatura, data do recibo,
        factuurdatum, aankoopdatum, datum van de bon, bondatum
    """,
    Meaning.TIME: """
        time, time of day, time of purchase, transaction time, uhrzeit, zeit, kaufzeit, heure,
        heure d achat, hora, hora de compra, ora, orario, ora di acquisto, tijd, tijdstip
    """,
    Meaning.NUMBER: """
        number of the receipt, numero de factura, numero de la factura, numero de recu,
        number, receipt number, invoice number, receipt no, invoice no, invoice id, receipt id,
        bill number, bill no, document number, receipt or invoice number, ticket number,
        invoice nr, number of the receipt, number of the invoice, reference number
        rechnungsnummer, belegnummer, quittungsnummer, bonnummer, rechnungsnr, rechnungs nr,
        beleg nr, nummer, numero de facture, numero de la facture, numero du ticket,
        numero de ticket, numero de recu, numero, n de facture, numero de factura,
        numero de recibo, numero de ticket, numero de la factura, numero del ticket,
        numero fattura, numero della fattura, numero scontrino, numero dello scontrino,
        numero ricevuta, numero documento, numero da fatura, numero de fatura, numero do recibo,
        factuurnummer, bonnummer
    """,
    Meaning.CURRENCY: """
        currency, currency code, wahrung, devise, monnaie, code devise, moneda, divisa, valuta,
        moeda
    """,
    Meaning.ITEMS: """
        items, line items, lineitems, products, articles, positions, purchases, goods, item list,
        list of items, item, purchased items, bought items, order items, what was bought,
        lines, line item, items bought, items purchased
        artikel, positionen, produkte, waren, einkaufe, posten, artikelliste, einzelposten
        produits, achats, lignes, liste des articles, articulos, productos, compras,
        lineas, lista de articulos, articoli, prodotti, acquisti, righe, voci, elenco articoli,
        artigos, produtos, itens, lista de artigos, artikelen, producten, aankopen, regels, posten
    """,
    Meaning.SUBTOTAL: """
        total excluding vat, total without vat, invoice total without vat, total without tax,
        net of tax,
        subtotal, sub total, net, net amount, net total, amount before tax, total before tax,
        net sum, total excluding tax, zwischensumme, netto, nettobetrag, nettosumme, sous total,
        montant ht, total ht, base imponible, importe neto, imponibile, subtotale, totale netto,
        imponibile netto, total sem iva, valor liquido, base tributavel, subtotaal, nettobedrag,
        bedrag excl btw, totaal excl btw, totale parziale
    """,
    Meaning.DISCOUNT: """
        saved, amount saved,
        discount, discounts, total discount, rebate, savings, rabatt, rabatte, nachlass, remise,
        remises, reduction, rabais, descuento, descuentos, sconto, sconti, desconto, descontos,
        korting, kortingen, discount amount, total savings
    """,
    Meaning.TAX_RATE: """
        tax rate, tax rates, vat rate, vat rates, gst rate, vat percentage, tax percentage,
        tax percent, steuersatz, mwst satz, mehrwertsteuersatz, steuersatze, taux de tva, taux tva,
        tipo de iva, porcentaje de iva, tipo impositivo, aliquota, aliquota iva, taxa de iva,
        taxa iva, btw tarief, btw percentage, sales tax rate
    """,
    Meaning.TAX: """
        tax, tax amount, taxes, total tax, vat, vat amount, gst, gst amount, sales tax,
        amount of tax, tax total, total vat, total gst, sst, sales tax amount
        mwst, mehrwertsteuer, umsatzsteuer, steuer, steuerbetrag, mwst betrag, ust, steuern, tva,
        montant de la tva, montant tva, taxe, impots, iva, importe del iva, importe de iva,
        impuesto, impuestos, importo iva, imposta, imposte, tasse, importo dell iva, valor do iva,
        valor de iva, imposto, impostos, btw, btw bedrag, belasting, bedrag btw
    """,
    Meaning.TIP: """
        tip, tips, gratuity, trinkgeld, pourboire, propina, mancia, gorjeta, fooi, tip amount
    """,
    Meaning.TOTAL: """
        sum, gross, brutto, gesamtbetrag brutto, total ttc, montant total ttc,
        total cost of the order, total with tax, total including vat,
        total, grand total, total amount, total price, total paid, total due, amount due,
        total cost, final amount, amount payable, total to pay, total sum, overall total,
        sum total, amount, total value, total including tax, gross amount, gross total,
        invoice total, receipt total, final total, total incl tax, total spent
        gesamt, gesamtbetrag, gesamtsumme, summe, endbetrag, gesamtpreis, rechnungsbetrag, betrag,
        bruttobetrag, endsumme, total ttc, montant total, montant, montant ttc, prix total, somme,
        total general, importe total, importe, total a pagar, monto total, precio total, monto,
        totale, importo totale, importo, totale complessivo, prezzo totale, somma,
        totale da pagare, valor total, montante total, montante, preco total, valor, totaal,
        totaalbedrag, bedrag, eindbedrag, totale bedrag, totaalprijs, te betalen
    """,
    Meaning.PAID: """
        paid, amount paid, paid amount, cash given, amount tendered, tendered, cash paid,
        amount given, amount received, bezahlt, gezahlter betrag, gegeben, bezahlter betrag, paye,
        montant paye, montant regle, pagado, importe pagado, entregado, pagato, importo pagato,
        pago, valor pago, valor entregue, betaald, betaald bedrag
    """,
    Meaning.CHANGE: """
        change, change given, change due, change returned, ruckgeld, wechselgeld, rendu,
        monnaie rendue, rendu monnaie, cambio, vuelta, cambio devuelto, resto, troco, wisselgeld
    """,
    Meaning.PAYMENT_METHOD: """
        cash or card, card or cash, bar oder karte, paid by card, paid in cash, bezahlt mit,
        paye par carte,
        payment method, payment type, method of payment, means of payment, payment, paid with,
        paid by, mode of payment, payment mode, how it was paid, zahlungsart, zahlungsmethode,
        bezahlart, zahlungsmittel, zahlungsweise, mode de paiement, moyen de paiement,
        methode de paiement, forma de pago, metodo de pago, medio de pago, metodo di pagamento,
        modalita di pagamento, forma de pagamento, metodo de pagamento, meio de pagamento,
        betaalmethode, betaalwijze
    """,
    Meaning.CARD_ENDING: """
        which card,
        card ending, card number, last four digits, last 4 digits, card last four, card digits,
        last four digits of the card, last 4 digits of the card, card last 4, ending of the card,
        kartenendziffern, kartennummer, letzte vier ziffern, letzte 4 ziffern,
        letzten vier ziffern der karte, numero de carte, quatre derniers chiffres,
        derniers chiffres de la carte, numero de tarjeta, ultimos cuatro digitos,
        ultimos digitos de la tarjeta, numero della carta, ultime quattro cifre,
        ultime cifre della carta, numero do cartao, ultimos quatro digitos,
        ultimos digitos do cartao, kaartnummer, laatste vier cijfers, laatste cijfers van de kaart
    """,
    Meaning.PERSON: """
        full name, contact name, person, person s name, name of the person, contact person,
        vorname und name, vollstandiger name, name der person, ansprechpartner, nom complet,
        nom de la personne, nombre completo, nombre y apellidos, nome completo, nome e cognome,
        volledige naam, naam van de persoon, contactpersoon
    """,
    Meaning.JOB_TITLE: """
        job title, title, position, role, job, profession, berufsbezeichnung,
        position im unternehmen,
        funktion, titel, fonction, poste, titre, cargo, puesto, qualifica, ruolo, funcao, functie,
        functietitel
    """,
    Meaning.MOBILE: """
        mobile, mobile phone, mobile number, cell, cell phone, cellphone, handy, handynummer,
        mobilnummer, mobiltelefon, portable, numero de portable, movil, telefono movil, celular,
        cellulare, numero di cellulare, telemovel, mobiel, mobiele nummer, gsm
    """,
    Meaning.FAX: "fax, fax number, telefax, faxnummer, numero de fax, numero di fax",
    Meaning.COLUMNS: """
        columns, column headings, column names, headings, spalten, spaltennamen, colonnes, columnas,
        colonne, colunas, kolommen
    """,
    Meaning.ROWS: "rows, zeilen, rangees, filas, linhas, rijen",
}
NAME_PHRASES = {meaning: phrase_list(phrases) for meaning, phrases in _NAMES.items()}
NAME_PATTERNS = {meaning: pattern_of(phrases) for meaning, phrases in NAME_PHRASES.items()}

# Names that mean the field only where nothing else stands beside them.
GENERIC_NAMES = frozenset(
    phrase_list(
        """
        number, nummer, numero, amount, betrag, montant, importe, importo, valor, bedrag, montante,
        monto, somme, somma, time, zeit, tijd, day, tag, data, lines, line, lignes, lineas, righe,
        voci, regels, site, sito, mail, location, payment, paid, change, net, url, item, goods,
        posten, uid
        """
    )
)

# Questions that ask for fields without naming them.
_QUESTIONS: tuple[tuple[tuple[Meaning, ...], str], ...] = (
    (
        (Meaning.PAYMENT_METHOD,),
        """
        how did i pay, how was it paid, how did we pay, how was this paid, how it was paid,
        wie habe ich bezahlt, wie wurde bezahlt, womit habe ich bezahlt, womit wurde bezahlt,
        comment ai je paye, comment a t on paye, comment a t il paye, comment j ai paye,
        como pague, como se pago, como he pagado, come ho pagato, come e stato pagato, como paguei,
        como foi pago, hoe heb ik betaald, hoe is er betaald, hoe werd er betaald, with which card,
        with what card
        """,
    ),
    (
        (Meaning.PAYMENT_METHOD,),
        """
        did i pay cash or card, did i pay by card, did i pay cash, was it paid by card, and how,
        how did they pay, which card was used, what card did i use, bar oder mit karte
        """,
    ),
    (
        (Meaning.DISCOUNT,),
        """
        did i save, how much did i save, wie viel habe ich gespart, combien ai je economise,
        cuanto ahorre, quanto ho risparmiato, quanto poupei, hoeveel heb ik bespaard
        """,
    ),
    (
        (Meaning.TIME,),
        """
        at what time, what time, which time, um wie viel uhr, um wieviel uhr, welche uhrzeit,
        a quelle heure, quelle heure, a que hora, que hora, a che ora, che ora, a que horas,
        hoe laat
        """,
    ),
    (
        (Meaning.ITEMS,),
        """
        everything i bought, what did i buy, what was bought, what i bought, all i bought,
        what did we buy, things i bought, everything we bought, what have i bought, all purchases,
        everything bought, all products, everything on the bill, what was purchased,
        what did i order, what i purchased, everything i purchased, everything purchased,
        was habe ich gekauft, was wurde gekauft, alles was ich gekauft habe, was ich gekauft habe,
        was haben wir gekauft, alles gekaufte, qu ai je achete, ce que j ai achete,
        tout ce que j ai achete, qu est ce que j ai achete, que compre, que he comprado,
        todo lo que compre, lo que compre, todo lo que he comprado, que se compro,
        cosa ho comprato, che cosa ho comprato, tutto quello che ho comprato,
        quello che ho comprato, cosa ho acquistato, o que comprei, tudo o que comprei,
        o que foi comprado, o que eu comprei, wat heb ik gekocht, alles wat ik heb gekocht,
        alles wat ik kocht, wat ik heb gekocht, wat is er gekocht
        """,
    ),
    (
        (Meaning.TOTAL,),
        """
        how much, did i spend, i spent, did it cost, did this cost, did i pay, was spent,
        i have spent, have i spent, did we spend, does it cost, was it in total, i paid,
        have i paid, was paid, do i owe, must i pay, do i have to pay, wie viel, wieviel,
        habe ich ausgegeben, hat das gekostet, hat es gekostet, habe ich bezahlt, ausgegeben,
        gekostet, combien, ai je depense, ai je paye, j ai depense, j ai paye, cuanto, gaste,
        he gastado, pague, costo, he pagado, quanto, ho speso, ho pagato, speso, gastei, paguei,
        custou, hoeveel, heb ik uitgegeven, heb ik betaald, uitgegeven, kostte het
        """,
    ),
    (
        (Meaning.DATE,),
        """
        when, when was it, when was this, when did i, which day, what day, on which date, wann,
        war es, war das, wann war das, an welchem tag, quand, quel jour, a quelle date, cuando,
        que dia, quando, che giorno, em que dia, wanneer, welke dag, op welke dag, when did we
        """,
    ),
    (
        (Meaning.MERCHANT, Meaning.ADDRESS),
        """
        where, where was it, where did i buy, where was this bought, wo, wo habe ich gekauft,
        wo war das, wo wurde, ou, ou ai je achete, ou etait ce, donde, donde compre, dove, onde,
        waar
        """,
    ),
    (
        (Meaning.MERCHANT,),
        """
        who sold, who sold it, who sold this, from whom, who issued, who wrote, who made, sold by,
        which shop, which store, wer hat verkauft, wer hat, von wem, wer ist, welches geschaft,
        qui a vendu, chez qui, qui est, quien vendio, quien es, quien lo vendio, chi ha venduto,
        chi e, quem vendeu, quem e, wie heeft verkocht, wie is, van wie, who is it from,
        who is it by
        """,
    ),
)
QUESTIONS = tuple((meanings, pattern_of(phrase_list(phrases))) for meanings, phrases in _QUESTIONS)
