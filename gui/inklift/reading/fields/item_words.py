"""The words around what was bought: heads of its columns, and lines that are no items.

English, German, French, Spanish, Italian, Portuguese and Dutch; folded (see `core.folding`).
"""

import re

from inklift.reading.fields.phrases import pattern_of, phrase_list

COLUMN_HEADS = pattern_of(
    phrase_list(
        """
        gst, sst, rm, rsp, incl, excl, item, items, qty, quantity, price, unit price, u price,
        s price, amount, amt, description, desc, product, disc, total, rate, each, u p, unit,
        particulars, tax, code, no
        artikel, menge, preis, bezeichnung, einzelpreis, e preis, gesamt, anzahl, betrag, ep, gp,
        pos
        qte, quantite, designation, libelle, prix, montant, prix unitaire, p u, article, pu
        cant, cantidad, descripcion, concepto, precio, importe, articulo, uds, ud, pvp
        descrizione, quantita, prezzo, importo, articolo, iva, qta
        descricao, quant, qtde, cod, vl unit, vl total, preco, valor, artigo, designacao, qtd,
        p unit
        omschrijving, aantal, aant, prijs, bedrag, stuks
        """
    )
)
# Heads of columns that are labels of nothing else.
HEAD_OF_ITEMS = pattern_of(
    phrase_list(
        """
        qty, quantity, description, desc, item, unit price, u price, s price, price, rsp, uom, disc,
        particulars, menge, bezeichnung, artikel, einzelpreis, e preis, qte, designation, libelle,
        prix unitaire, cant, descripcion, descrizione, qta, descricao, quant, qtd, omschrijving,
        aantal
        """
    )
)
UNIT_HEAD = pattern_of(phrase_list("uom, u o m, u m, unit of measure, einh, einheit"))
COUNT_HEAD = pattern_of(
    phrase_list(
        """
        qty, quantity, qnty, pcs, menge, anzahl, stk, qte, quantite, cant, cantidad, uds, ud,
        quantita, qta, quant, qtd, qtde, quantidade, aantal, aant
        """
    )
)
# A line that belongs to the head or the foot of a receipt, whatever amount is on it …
NO_ITEM = pattern_of(
    phrase_list(
        """
        tel, phone, fax, invoice no, receipt no, bill no, vat no, gst no, gst id, gst reg*, tax id,
        reg no, order no, doc no, slip no, balance, points, card no, card number, change,
        thank you, tax invoice, bon nr, beleg nr, ust id*, steuernr, rechnung nr, rechnungs nr,
        facture no, siret, tva intra*, factura no, nif, cif, p iva, partita iva, fatura no,
        contribuinte, bonnummer, btw nr, btw nummer, kvk,
        litre, litres, liters, litri, litros, liter, volume,
        price l, prix unit*, prix l, prezzo l, precio l, preco l, preis l, prijs l, price per l*
        """
    )
)
# … and one that is no name of an item when it has no amount.
NO_NAME = pattern_of(
    phrase_list(
        """
        date, time, cashier, table, terminal, till, trans, operator, covers, guests, server, waiter
        datum, uhrzeit, kasse, tisch, bediener, es bediente sie, heure, caisse, caissier, ticket,
        couverts, client, fecha, hora, caja, mesa, cajero, le atendio, camarero, data, ora, cassa,
        tavolo, operatore, documento n, coperti, caixa, operador, consumidor, kassa, tafel, kassier,
        medewerker
        """
    )
)
# What counts in the sum, and is neither bought here nor a discount: below zero what was paid or
# handed over before …
PAID_BEFORE = pattern_of(
    phrase_list(
        """
        deposit*, down payment, prepaid, prepayment, advance, advance payment, bottle return*
        anzahlung*, akonto, abschlag*, leergut*, pfand*
        acompte*, arrhes, avance, consigne*, deconsigne*
        anticipo*, senal, a cuenta, envases devueltos
        acconto, caparra, vuoti resi
        adiantamento, sinal
        aanbetaling, voorschot, statiegeld*, emballage*
        """
    )
)
# … or the sum of the page before, where a line says nothing else.
CARRIED_OVER = pattern_of(
    phrase_list(
        """
        carried forward, brought forward, balance forward, previous page, ubertrag, report,
        a reporter, suma anterior, suma y sigue, riporto, a transportar
        """
    )
)
OPENING_HOURS = re.compile(
    r"(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]*\.? ?(?:-|–|to|bis|&)"
    r" ?(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]*(?![a-z])|\d{3,4} ?hrs(?![a-z])"
)
INCLUDED = re.compile(  # a part of the price above
    r"^\W*(?:incl\w*|inkl\w*|einschl\w*|of which|thereof|davon|darin|dont|y compris|di cui"
    r"|de los cuales|dos quais|waarvan)(?![a-z])"
)
