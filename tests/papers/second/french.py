"""Papers in French, held out: Belgium, Luxembourg, Québec, Switzerland, France; many trades."""

from papers.paper import Paper, Truth, items_of, rows_of

PAPERS = (
    Paper(
        id="be-friterie",
        language="fr",
        kind="receipt",
        size_px=24,
        rows=rows_of("""
            ^*# Friterie du Beffroi
            ^ Grand-Rue 31 - 7000 Mons
            ^ TVA BE 0123.456.749

            Vendredi 17/05/24 19:22 # 088

            2 X Grande frite | 9,00
            1 X Fricadelle spéciale | 4,20
            3 X Sauce andalouse | 3,60
            1 X Soda 33cl | 2,50

            *# A PAYER EURO | 19,30
            BANCONTACT | 19,30
            ^ TICKET A EMPORTER TVA 6%
            ^ Bon appétit !
        """),
        truth=Truth(
            merchant="Friterie du Beffroi",
            address="Grand-Rue 31 - 7000 Mons",
            tax_id="BE 0123.456.749",
            date="2024-05-17",
            time="19:22",
            number="088",
            currency="EUR",
            tax_rate="6",
            total="19.30",
            paid="19.30",
            payment_method="card",
            items=items_of("""
                Grande frite | 2 | | 9.00
                Fricadelle spéciale | 1 | | 4.20
                Sauce andalouse | 3 | | 3.60
                Soda 33cl | 1 | | 2.50
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="lu-station",
        language="fr",
        kind="receipt",
        rows=rows_of("""
            ^* STATION-SERVICE WASSERBILLIG
            ^ 2, route de Luxembourg
            ^ L-6600 Wasserbillig
            ^ No TVA LU12345613

            Caisse 01 Ticket 77410
            07-03-2024 16:58:12
            -
            P08 DIESEL
            > 51,20 L a 1,489 EUR | 76,24 2
            CAFE MOULU 500G
            > 4 * 4,95 | 19,80 1
            EAU 6X1,5L | 3,12 1
            -
            *# TOTAL EUR | 99,16
            VISA | 99,16
            -
            @ 0 30r 65r 100r
            Code | Taux | TVA | Base HT
            1 | 3% | 0,67 | 22,25
            2 | 17% | 11,08 | 65,16
            -
            ^ Carte fidélité 9201 **** 118
            ^ Solde 1 204 pts au 06-03-2024
        """),
        truth=Truth(
            merchant="Station-Service Wasserbillig",
            address="2, route de Luxembourg, L-6600 Wasserbillig",
            tax_id="LU12345613",
            date="2024-03-07",
            time="16:58",
            number="77410",
            currency="EUR",
            tax="11.75",
            total="99.16",
            paid="99.16",
            payment_method="card",
            items=items_of("""
                P08 DIESEL | 51.20 | 1.489 | 76.24
                CAFE MOULU 500G | 4 | 4.95 | 19.80
                EAU 6X1,5L | | | 3.12
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("subtotal", "card_ending"),
    ),
    Paper(
        id="qc-quincaillerie",
        language="fr",
        kind="receipt",
        rows=rows_of("""
            ^*# Quincaillerie Boréale inc.
            ^ 415, rue Principale
            ^ Rimouski (Québec) G5L 0Z0
            ^ 418 555-0162
            ^ TPS 123456782RT0001
            ^ TVQ 1234567890TQ0001

            Facture: 118-40772
            2024-04-19 16:08 Caissier: 12
            -
            MARTEAU 16 OZ | 24,99 $
            VIS A BOIS 100/PQT
            > 2 @ 7,49 $ | 14,98 $
            RABAIS VIS | -2,00 $
            -
            SOUS-TOTAL | 37,97 $
            TPS 5 % | 1,90 $
            TVQ 9,975 % | 3,79 $
            * TOTAL | 43,66 $
            ARRONDI | -0,01 $
            COMPTANT | 45,00 $
            MONNAIE | 1,35 $
            ^ Retour dans les 30 jours avec facture
        """),
        truth=Truth(
            merchant="Quincaillerie Boréale inc.",
            address="415, rue Principale, Rimouski (Québec) G5L 0Z0",
            phone="418 555-0162",
            tax_id="123456782RT0001",
            date="2024-04-19",
            time="16:08",
            number="118-40772",
            currency="CAD",
            subtotal="37.97",
            tax="5.69",
            discount="2.00",
            total="43.66",
            paid="45.00",
            change="1.35",
            payment_method="cash",
            items=items_of("""
                MARTEAU 16 OZ | | | 24.99
                VIS A BOIS 100/PQT | 2 | 7.49 | 14.98
            """),
        ),
        expects_sums_agree=True,
        also=(("total", "43.65"), ("tax_id", "1234567890TQ0001")),
    ),
    Paper(
        id="fr-peage",
        language="fr",
        kind="receipt",
        rows=rows_of("""
            ^ AUTOROUTES DU VAL D'ORNE
            ^ BP 40 - 61000 ALENCON
            ^ TVA intra FR83123456782

            * REÇU
            Entrée: 214 - MORTAGNE
            Sortie: 230 - FALAISE
            Classe: 1
            Le 02/08/2023 17:44
            Voie 07 Transaction 004981
            Montant TTC: 8,60 EUR
            Dont TVA 20,00%: 1,43 EUR
            Carte bancaire
            ************0386
            ^ Bonne route
        """),
        truth=Truth(
            merchant="Autoroutes du Val d'Orne",
            address="BP 40 - 61000 ALENCON",
            tax_id="FR83123456782",
            date="2023-08-02",
            time="17:44",
            number="004981",
            currency="EUR",
            tax_rate="20",
            tax="1.43",
            total="8.60",
            payment_method="card",
            card_ending="0386",
        ),
        open_to_debate=("items", "paid"),
        labelled=(("Entrée", "214 - MORTAGNE"), ("Classe", "1")),
    ),
    Paper(
        id="fr-coiffeur",
        language="fr",
        kind="receipt",
        face="sans",
        rows=rows_of("""
            ^*# Ciseaux d'Argent
            ^ Coiffure mixte
            ^ 27 bis, rue Nationale - 37000 TOURS
            ^ 02 61 91 40 07
            ^ RCS Tours 123 456 782

            Client : Mme Exemple | Coiffeuse : Léa
            samedi 10 février 2024 | 14h30
            _
            Shampoing coupe brushing | 42,00
            Balayage | 55,00
            Soin kératine | 12,50
            _
            Total prestations | 109,50
            Remise fidélité -10% | 10,95
            *# À régler | 98,55 €
            Chèque cadeau | 30,00 €
            Espèces | 68,55 €
            TVA 20% incluse : 16,43 €
            Ticket n° 24021018
            ^ Prochain RDV : sam. 23 mars 10h00
        """),
        truth=Truth(
            merchant="Ciseaux d'Argent",
            address="27 bis, rue Nationale - 37000 TOURS",
            phone="02 61 91 40 07",
            date="2024-02-10",
            time="14:30",
            number="24021018",
            currency="EUR",
            subtotal="109.50",
            tax_rate="20",
            tax="16.43",
            discount="10.95",
            total="98.55",
            payment_method="cash",
            items=items_of("""
                Shampoing coupe brushing | | | 42.00
                Balayage | | | 55.00
                Soin kératine | | | 12.50
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("paid", "payment_method", "tax_id"),
    ),
    Paper(
        id="ch-musee",
        language="fr",
        kind="receipt",
        rows=rows_of("""
            ^* Musée des Glaciers
            ^ Chemin du Mont 4
            ^ 1950 Sion

            @ 16r 24
            CHF |
            12.00 | 1 Entrée adulte
            16.00 | 2 Entrée AVS/AI
            9.50 | 1 Affiche A3
            -
            37.50 | TOTAL
            50.00 | Espèces
            12.50 | Rendu
            -
            Exonéré de TVA (art. 21 LTVA)
            No 5512 / 09.09.2023 / 15:37
        """),
        truth=Truth(
            merchant="Musée des Glaciers",
            address="Chemin du Mont 4, 1950 Sion",
            date="2023-09-09",
            time="15:37",
            number="5512",
            currency="CHF",
            total="37.50",
            paid="50.00",
            change="12.50",
            payment_method="cash",
            items=items_of("""
                Entrée adulte | 1 | | 12.00
                Entrée AVS/AI | 2 | | 16.00
                Affiche A3 | 1 | | 9.50
            """),
        ),
        expects_sums_agree=True,
    ),
    Paper(
        id="fr-commande-en-ligne",
        language="fr",
        kind="invoice",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            @ 0 100r
            *# La Petite Papeterie | Facture acquittée
            12 impasse du Moulin, 35000 Rennes |
            contact@example.com - Siret 123 456 782 00014 |

            @ 0 55
            Commande | 10-448-2071
            Passée le | 18 novembre 2023
            Facture | W23-11877
            Émise le | 20 novembre 2023
            Expédition | Colis suivi, remis le 23/11/2023
            _
            @ 0 50r 64r 80r 100r
            * Produit | TVA | P.U. TTC | Quantité | Montant TTC
            Carnet pointillé A5 | 20 % | 11,90 | 3 | 35,70
            Encre bleu nuit 50 ml | 20 % | 14,50 | 1 | 14,50
            Agenda 2024 | 20 % | 19,00 | 2 | 38,00
            _
            @ 55 100r
            Total articles | 88,20 €
            Frais de port | 4,90 €
            Code promo NOEL | -5,00 €
            * Montant total TTC | 88,10 €
            dont TVA 20 % | 14,68 €
            Réglé par carte Visa | 88,10 €
        """),
        truth=Truth(
            merchant="La Petite Papeterie",
            address="12 impasse du Moulin, 35000 Rennes",
            date="2023-11-20",
            number="W23-11877",
            currency="EUR",
            subtotal="88.20",
            tax_rate="20",
            tax="14.68",
            discount="5.00",
            total="88.10",
            paid="88.10",
            payment_method="card",
            items=items_of("""
                Carnet pointillé A5 | 3 | 11.90 | 35.70
                Encre bleu nuit 50 ml | 1 | 14.50 | 14.50
                Agenda 2024 | 2 | 19.00 | 38.00
            """),
        ),
        expects_sums_agree=True,
        open_to_debate=("tax_id",),
        labelled=(("Commande", "10-448-2071"), ("Frais de port", "4.90")),
    ),
)
