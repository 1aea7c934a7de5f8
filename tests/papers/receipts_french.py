"""Receipts in French: supermarket with TVA table, restaurant, petrol, card slip, Switzerland."""

from papers.paper import Item, Paper, Truth, items_of, rows_of

RECEIPTS = (
    Paper(
        id="fr-supermarche",
        language="fr",
        kind="receipt",
        rows=rows_of("""
            ^*# SUPER MARCHÉ DU PONT
            ^ 14 rue de la République
            ^ 69002 LYON
            ^ Tél : 04 65 71 23 08
            ^ SIRET 123 456 782 00014
            ^ TVA FR83123456782

            LAIT DEMI ÉCREMÉ 1L
            > 6 x 1,05 € | 6,30 A
            BAGUETTE TRADITION | 1,15 A
            POMMES GOLDEN
            > 1,240 kg x 2,50 €/kg | 3,10 A
            LESSIVE LIQUIDE | 8,99 B
            REMISE IMMÉDIATE | -1,50 B
            -
            5 ARTICLES
            *# TOTAL À PAYER | 18,04 €
            ESPÈCES | 20,00 €
            RENDU | 1,96 €

            @ 0 50r 75r 100r
            TVA | H.T. | T.V.A. | T.T.C.
            A 5,50% | 10,00 | 0,55 | 10,55
            B 20,00% | 6,24 | 1,25 | 7,49

            @ 0 50m 100r
            12/03/2024 | 18:47 | Ticket 004512
            ^ MERCI DE VOTRE VISITE
        """),
        truth=Truth(
            merchant="Super Marché du Pont",
            address="14 rue de la République, 69002 LYON",
            phone="04 65 71 23 08",
            tax_id="FR83123456782",
            date="2024-03-12",
            time="18:47",
            number="004512",
            currency="EUR",
            tax="1.80",
            discount="1.50",
            total="18.04",
            paid="20.00",
            change="1.96",
            payment_method="cash",
            items=items_of("""
                LAIT DEMI ÉCREMÉ 1L | 6 | 1.05 | 6.30
                BAGUETTE TRADITION | | | 1.15
                POMMES GOLDEN | 1.240 | 2.50 | 3.10
                LESSIVE LIQUIDE | | | 8.99
            """),
        ),
        expects_sums_agree=True,
        also=(("tax_id", "12345678200014"),),
        open_to_debate=("subtotal",),
    ),
    Paper(
        id="fr-bistrot",
        language="fr",
        kind="receipt",
        rows=rows_of("""
            ^*# Le Petit Zinc Bleu
            ^ 5, quai des Brumes
            ^ 33000 Bordeaux
            ^ Tél. 05 36 49 11 72

            Table 8 | Couverts : 2
            Note n° 1042 | 3 mars 2024 - 21h15
            -
            @ 0 8 78r 100r
            2 | Menu du jour | 24,00 | 48,00
            1 | Carafe de vin 50cl | 12,50 | 12,50
            2 | Café | 2,20 | 4,40
            -
            * Total TTC | 64,90 €
            dont TVA 10% | 4,76
            dont TVA 20% | 2,08
            Total HT | 58,06
            Pourboire | 5,10
            *# Net à payer | 70,00 €
            Carte bancaire

            ^ Service compris - Merci !
        """),
        truth=Truth(
            merchant="Le Petit Zinc Bleu",
            address="5, quai des Brumes, 33000 Bordeaux",
            phone="05 36 49 11 72",
            date="2024-03-03",
            time="21:15",
            number="1042",
            currency="EUR",
            subtotal="58.06",
            tax="6.84",
            tip="5.10",
            total="70.00",
            payment_method="card",
            items=items_of("""
                Menu du jour | 2 | 24.00 | 48.00
                Carafe de vin 50cl | 1 | 12.50 | 12.50
                Café | 2 | 2.20 | 4.40
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "64.90"),),
        open_to_debate=("subtotal", "paid"),
    ),
    Paper(
        id="fr-carburant",
        language="fr",
        kind="receipt",
        rows=rows_of("""
            ^* STATION DES LILAS
            ^ Route de Nantes
            ^ 44800 SAINT-HERBLAIN

            CARTE BANCAIRE
            A0000000421010
            CB
            le 19/07/23 à 08:03:27
            ************7715
            POMPE N° 3
            CARBURANT | SP95-E10
            QUANTITÉ | 38,52 L
            PRIX UNIT. | 1,849 EUR/L
            *# MONTANT RÉEL | 71,22 EUR
            TVA 20,00 % | 11,87 EUR
            TICKET CLIENT
            À CONSERVER
            DÉBIT
        """),
        truth=Truth(
            merchant="Station des Lilas",
            address="Route de Nantes, 44800 SAINT-HERBLAIN",
            date="2023-07-19",
            time="08:03",
            currency="EUR",
            tax_rate="20",
            tax="11.87",
            total="71.22",
            payment_method="card",
            card_ending="7715",
            items=(Item("SP95-E10", "38.52", "1.849", "71.22"),),
        ),
        expects_sums_agree=True,
        open_to_debate=("paid", "items"),
    ),
    Paper(
        id="fr-electromenager",
        language="fr",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Maison Électro Duval
            ^ 102 avenue Jean-Jaurès, 31000 Toulouse
            ^ www.duval.example

            Facture n° F-2023-0871 | Le 28/12/2023
            _
            @ 0 66r 100r
            * Désignation | Qté | Montant
            Réfrigérateur combiné | 1 | 1 099,00 €
            Garantie 5 ans | 1 | 150,00 €
            Éco-participation | 1 | 14,56 €
            _
            Sous-total | 1 263,56 €
            Remise fidélité | -29,00 €
            *# Total TTC | 1 234,56 €
            Dont TVA 20 % | 205,76 €
            Payé par Visa **** 6602 | 1 234,56 €
        """),
        truth=Truth(
            merchant="Maison Électro Duval",
            address="102 avenue Jean-Jaurès, 31000 Toulouse",
            date="2023-12-28",
            number="F-2023-0871",
            currency="EUR",
            subtotal="1263.56",
            tax_rate="20",
            tax="205.76",
            discount="29.00",
            total="1234.56",
            paid="1234.56",
            payment_method="card",
            card_ending="6602",
            items=items_of("""
                Réfrigérateur combiné | 1 | | 1099.00
                Garantie 5 ans | 1 | | 150.00
                Éco-participation | 1 | | 14.56
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="fr-librairie-faux",
        language="fr",
        kind="receipt",
        rows=rows_of("""
            ^* Librairie L'Encre Verte
            ^ 9 place Kléber
            ^ 67000 Strasbourg

            Ticket 7781 | 15/05/2024 12:30

            Carnet de voyage | 16,90
            Le phare (poche) | 8,40
            Carte postale 3 x 1,50 | 4,50
            -
            *# TOTAL EUR | 39,80
            TVA 5,5% | 2,07
            CB | 39,80
        """),
        truth=Truth(
            merchant="Librairie L'Encre Verte",
            address="9 place Kléber, 67000 Strasbourg",
            date="2024-05-15",
            time="12:30",
            number="7781",
            currency="EUR",
            tax_rate="5.5",
            tax="2.07",
            total="39.80",
            paid="39.80",
            payment_method="card",
            items=items_of("""
                Carnet de voyage | | | 16.90
                Le phare (poche) | | | 8.40
                Carte postale | 3 | 1.50 | 4.50
            """),
        ),
        expects_sums_agree=False,
    ),
    Paper(
        id="fr-boulangerie-manque",
        language="fr",
        kind="receipt",
        size_px=26,
        rows=rows_of("""
            ^* Boulangerie Marchand

            Pain de campagne | 3,20
            2 Croissants | 2,60
            Tarte aux fraises | 18,00
            -
            *# Total | 23,80 €
            ^ Bonne journée !
        """),
        truth=Truth(
            merchant="Boulangerie Marchand",
            currency="EUR",
            total="23.80",
            items=items_of("""
                Pain de campagne | | | 3.20
                Croissants | 2 | | 2.60
                Tarte aux fraises | | | 18.00
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="ch-romand-cafe",
        language="fr",
        kind="receipt",
        rows=rows_of("""
            ^* Café du Lac Sàrl
            ^ Rue du Rhône 61, 1204 Genève
            ^ CHE-123.456.788 TVA

            Reçu n° 20-4471 | 06.06.2024 13:02

            2 Filets de perche à 42.00 | 84.00
            1 Eau minérale 1 l | 9.50
            2 Cafés à 4.80 | 9.60
            -
            *# Total CHF | 103.10
            TVA incl. 8.1% | 7.73
            Montant reçu | 110.00
            Monnaie rendue | 6.90
        """),
        truth=Truth(
            merchant="Café du Lac Sàrl",
            address="Rue du Rhône 61, 1204 Genève",
            tax_id="CHE-123.456.788",
            date="2024-06-06",
            time="13:02",
            number="20-4471",
            currency="CHF",
            tax_rate="8.1",
            tax="7.73",
            total="103.10",
            paid="110.00",
            change="6.90",
            items=items_of("""
                Filets de perche | 2 | 42.00 | 84.00
                Eau minérale 1 l | 1 | | 9.50
                Cafés | 2 | 4.80 | 9.60
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("payment_method",),
    ),
)
