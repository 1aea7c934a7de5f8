"""The words by which receipts and invoices name their sums, in seven languages.

English, German, French, Spanish, Italian, Portuguese and Dutch; folded (see `core.folding`). Words
that several languages share stand once.
"""

from enum import StrEnum

from inklift.reading.fields.phrases import pattern_of, phrase_list


class Role(StrEnum):
    """What the amount of a line is, by its label."""

    TOTAL = "total"
    FINAL = "final"  # a total that has the last word, after rounding and tip
    SUBTOTAL = "subtotal"  # before discount, tip or tax
    NET = "net"  # without tax
    TAX = "tax"
    DISCOUNT = "discount"
    CHARGE = "charge"  # something added: service, delivery
    TIP = "tip"
    ROUNDING = "rounding"
    PAID = "paid"
    CHANGE = "change"
    OTHER = "other"  # a count, points, savings: no part of the sum


PHRASES = {
    Role.FINAL: """
        amount paid total, please pay this amount, pay this amount, to pay on collection,
        total charged, you pay, balance outstanding, zu bezahlen, zu bezahlender betrag, a regler,
        total a regler, a cobrar, pendiente de pago, total a cobrar, resta pagar, a pagar agora,
        netto a pagare, nog te betalen, total refunded, refund total, total refund, gutschrift,
        gutschriftbetrag, erstattung, avoir, total avoir, total abono, abono, total devuelto,
        nota di credito, totale reso, total a creditar, total credito, te ontvangen
        grand total, total due, total payable, total to pay, total amount due,
        total amount payable, amount due, amount payable, balance due, balance to pay, to pay,
        net payable, nett payable, amount to be paid, total after rounding, total after adj*,
        rounded total, total rounded, net total, nett total, total charge, amount charged,
        total net payable, please pay
        zu zahlen, zahlbetrag, endbetrag, endsumme, zu zahlender betrag, gesamt zu zahlen,
        net a payer, a payer, total a payer, reste a payer, montant a payer, somme due, montant du
        total a pagar, importe a pagar, a pagar, valor a pagar, total geral
        da pagare, totale dovuto, totale da pagare, totale complessivo, importo dovuto
        te betalen, totaal te betalen, te voldoen, eindtotaal, eindbedrag
    """,
    Role.TOTAL: """
        ttl, fare, price, total fare, preis, fahrpreis, parkgebuhr, tarif, prix, precio, prezzo,
        preco, prijs, total price, taxa paga, valor pago total
        total, totals, total amount, amount, order total, item total, total sales, total sale,
        total incl*, total ttc, invoice total, bill total, amount total, total bill, sale total,
        total inc, total purchase, total value, total paid amount, total with, due, total cost,
        total invoice
        gesamt, gesamtbetrag, gesamtsumme, gesamtpreis, summe, rechnungsbetrag, bruttobetrag,
        rechnungssumme, gesamtbetrag brutto, summe brutto, bruttosumme, betrag
        montant ttc, montant total, total general, prix total, montant
        importe total, importe, total compra, total factura, total ticket
        totale, importo totale, totale euro, totale fattura, totale documento, totale scontrino,
        importo
        valor total, montante total, total liquido a pagar, valor, montante, total documento
        factuur totaal, totaal, totaalbedrag, totaal incl*, totaal bedrag, factuurbedrag, bedrag
    """,
    Role.SUBTOTAL: """
        food bev, food beverage, total prestations, total articles, total marchandise, sub ttl,
        total services, consumo, consumicion, total bruto, total bruto de itens, totale merce,
        merce, total goods, summe positionen
        sub total, subtotal*, subttl, merchandise, goods total, items total,
        amount before discount, before discount, sub total before discount, total before discount,
        after discount, sub total after discount, amount after discount
        nach rabatt, vor rabatt, zwischensumme, warenwert, zwischentotal
        apres remise, avant remise, sous total, total brut
        suma, total parcial
        sub totale, totale parziale, parziale, subtotale
        subtotaal, sub totaal, tussentotaal
    """,
    Role.NET: """
        net, net amount, nett amount, total excl*, total ex, total before tax, taxable amount,
        amount excl*, total without tax, taxable, taxable total, pre tax total, excl* vat,
        net sales
        netto, nettobetrag, nettosumme, summe netto, gesamt netto, netto betrag, nettowert
        total ht, montant ht, hors taxe*, prix ht, base ht
        base imponible, base, base imp, neto, importe neto
        imponibile, totale imponibile, totale netto
        base tributavel, incidencia, total iliquido, iliquido, valor liquido, total sem iva,
        base iva
        totaal excl*, excl* btw, grondslag, netto bedrag
    """,
    Role.TAX: """
        tps, tvq, imposto, impoconsumo, imposta, ust gesamt, mwst gesamt
        tax, taxes, sales tax, vat, gst, gsi, gsi payable, sst, hst, pst, qst, service tax,
        total tax, tax total, tax amount, vat amount, gst amount, amount of tax, state tax,
        city tax, local tax, total gst, total vat, gst payable, vat payable
        mwst, mwst betrag, ust, ust betrag, mehrwertsteuer, umsatzsteuer, steuer, steuerbetrag,
        enthaltene mwst, enth* mwst, davon mwst, summe mwst, summe ust
        t v a, tva, montant tva, dont tva, total tva, taxe
        i v a, iva, cuota, cuota iva, importe iva, total iva, impuesto*, igic
        di cui iva, totale iva, importo iva, di cui imposta
        valor iva, total imposto, iva incluido
        btw, btw bedrag, waarvan btw, totaal btw
    """,
    Role.DISCOUNT: """
        off, member off, kundenrabatt, treuerabatt, rabais, code promo, remise fidelite,
        desc contado, descontos sobre item, sconto abituale, vale descuento, kortingscode,
        uw voordeel spaarkaart, comparticipacao, insurance payments, aktionsrabatt
        discount, disc, total discount, member discount, coupon, store coupon, manufacturer coupon,
        voucher, promo, promotion*, rebate, loyalty discount, markdown, price reduction,
        staff discount, special discount, less
        rabatt, nachlass, gutschein, preisvorteil, sofortrabatt, coupon*, preisnachlass, aktion
        remise, remises, reduction*, ristourne, avantage*, bon d achat
        descuento*, dto, desc, dcto, bonificacion, oferta
        sconto, sconti, abbuono, buono, buono sconto, ribasso
        desconto*, promocao, poupanca imediata, cupao
        korting*, actiekorting, bonuskorting, kassakorting, uw voordeel
    """,
    Role.CHARGE: """
        svc charge, booking fee, zuzahlung rezept, spese trasporto, trasporto, taxa de entrega,
        servico, servico opcional, freight
        service charge, service, service chrg, serv chrg, svc chrg, svc chg, serv charge, delivery,
        delivery fee, shipping, shipping cost*, handling, postage, surcharge, bag fee, cover charge
        versand, versandkosten, lieferkosten, liefergebuhr, bedienungszuschlag
        livraison, frais de port, frais de livraison
        gastos de envio, envio, suplemento, servicio
        spese di spedizione, spedizione, supplemento, servizio
        portes, frete, taxa de servico, portes de envio
        verzendkosten, bezorgkosten, servicekosten, toeslag
    """,
    Role.TIP: """
        tip, tips, gratuity, tip amount, auto gratuity, added tip
        trinkgeld, pourboire, propina, mancia, gorjeta, gratificacao, fooi
    """,
    Role.ROUNDING: """
        rounding, rounding adj*, round adj*, rnd adj*, bill rounding, rounding amount, round off,
        cash rounding, total rounding, rounding diff*, rounding amt
        rundung*, rundungsdifferenz, rundungsausgleich
        arrondi*, ecart d arrondi
        redondeo, arrotondamento, arredondamento, afronding, afrondingsverschil
    """,
    Role.PAID: """
        cash cad, cash usd, cash aud, cash nzd, cash eur, nets, pix, comptant, versato, entregue,
        recibi, recibimos, recebido, gift card, cheque cadeau, bezahlt mit ec karte,
        bezahlt mit karte, bezahlt bar, bezahlt via ideal, regle par carte, pagado con tarjeta,
        pago com cartao, patient payments, amt tendered, amt tendered cash, auszahlung bar,
        auszahlung, devuelto en tarjeta, rimborso contanti, reembolso em numerario, terug op pin,
        refund to card, zahlung karte, anticipo recibido, apple pay mastercard
        cash, cash received, cash tendered, cash tend, cash tendr, total cash, tendered, tender,
        amount tendered, total tendered, paid, amount paid, total paid, payment, payments,
        received, amount received, cash paid, visa, visa card, visa debit, mastercard, master card,
        master, amex, american express, maestro, debit, debit card, credit card, card,
        card payment, eftpos, contactless, e wallet, paypal, apple pay, google pay, cheque,
        paid by card, paid by cash, card sales, credit
        bar, bargeld, bankomat, gesamt bezahlt, gegeben, barzahlung, erhalten, ec karte, girocard,
        ec cash, karte, kartenzahlung, kreditkarte, bezahlt, mastercard kontaktlos, lastschrift,
        geg, gegeben bar, bar gegeben, betrag bezahlt, zahlung
        especes, carte, carte bancaire, cb, cb emv, carte bleue, regle, paye, recu, paiement,
        reglement, ticket restaurant, cheque dejeuner, especes recues, cb sans contact, donne
        efectivo, tarjeta, tarjeta bancaria, total pagado, importe pagado, entregado, entrega,
        pagado, recibido, tarjeta credito, tarjeta debito, pago tarjeta, pago efectivo, metalico,
        bizum, pagos, su entrega
        contanti, contante, carta, totale pagato, bancomat, pagato, pagamento, pagamento contante,
        carta di credito, pagamento elettronico, importo pagato, pagamento contanti, satispay,
        ricevuto
        dinheiro, numerario, multibanco, cartao, cartao credito, cartao debito, mb way, mbway,
        valor entregue, valor pago, total pago, pago
        contant, totaal betaald, bancontact, pin, pinnen, betaald, bankpas, betaling, ontvangen,
        gepind, pinbetaling, ideal, contant betaald, creditcard
    """,
    Role.CHANGE: """
        chg, change cash, retourgeld, devuelto, le devolvemos, su vuelto, vuelto, te rug,
        your change
        change, change due, balance change, cash change, change given, change amt
        ruckgeld, zuruck, wechselgeld, restgeld, ruckgeld bar
        rendu, monnaie, monnaie rendue, a rendre, rendu monnaie, rendu especes
        cambio, su cambio, vuelta, devolucion, a devolver
        resto, resto contanti, troco
        wisselgeld, terug, retour, teruggave
    """,
    Role.OTHER: """
        total items, total item, total qty, tot qty, total type*, ttl qty, total quantity,
        qty total, item count, items, no of items, number of items, total pcs, total saving*,
        you saved, savings, saving, total points, points, points earned, loyalty points,
        total disc, cash back, cashback, total item*, qty, quantity, total unit*, balance points,
        credit limit, previous balance, deposit paid, card balance, tax invoice, tax code,
        tax summary, gst summary, vat summary, gst analysis, total rounding off
        anzahl artikel, artikel, anzahl, stuck, punkte, sie sparen, ersparnis, gesparter betrag,
        sie haben gespart, posten, anzahl posten
        nombre d articles, articles, nb articles, economie*, vous economisez, points fidelite, nbre
        articulos, num articulos, total articulos, unidades, ahorro, ha ahorrado, puntos,
        usted ahorra
        articoli, n articoli, numero articoli, pezzi, punti, risparmio, hai risparmiato
        artigos, n artigos, total artigos, poupanca, poupou, pontos, quantidade
        aantal, artikelen, aantal artikelen, punten, u bespaart, bespaard, zegels, spaarzegels
    """,
}
ROLE_PATTERNS = {role: pattern_of(phrase_list(phrases)) for role, phrases in PHRASES.items()}

# A tax that stands in the label of a total says that it is in it, or that it is not.
WITH_TAX = pattern_of(
    phrase_list(
        """
        incl*, inc, in of, includ*, inclusive, iclusive, i clusive, clusive, nclusive, ttc,
        with gst, with tax, with vat, brutto, inkl*, einschl*, mit mwst, tva comprise, compris,
        con iva, iva incl*, ivato, comprensivo, com iva, c iva, met btw
        """
    )
)
WITHOUT_TAX = pattern_of(
    phrase_list(
        """
        excl*, exc, ex, before, without, less tax, net of tax, ht, hors taxe*, ohne, netto, zzgl,
        sin iva, senza iva, sem iva, zonder btw, before tax
        """
    )
)
_WORDS = frozenset(
    word.rstrip("*")
    for phrases in PHRASES.values()
    for phrase in phrase_list(phrases)
    for word in phrase.split()
)
_OF_TAX = frozenset({"incl", "inclusive", "including", "excl", "exclusive", "excluding"})
LABEL_WORDS = frozenset(word for word in _WORDS if len(word) >= 4) | _OF_TAX
