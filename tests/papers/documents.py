"""Papers that are no receipts: invoices, business cards, letters, a page, a table, a form."""

from papers import invoices_germanic, invoices_romance
from papers.paper import Paper, Truth, rows_of
from papers.receipts import RECEIPTS

_NOT_ON_A_LETTER = ("merchant", "address", "phone")

_OTHERS = (
    Paper(
        id="en-business-card",
        language="en",
        kind="business card",
        face="sans",
        sheet="card",
        rows=rows_of("""
            *# Rowan Ellery
            Landscape Architect

            * Ellery & Finch Gardens Ltd
            44 Orchard Row, Bristol BS1 6ZZ

            @ 0 20
            Phone | 0117 496 0139
            Mobile | 07700 900281
            Email | rowan@example.com
            Web | www.example.com
        """),
        truth=Truth(
            merchant="Ellery & Finch Gardens Ltd",
            address="44 Orchard Row, Bristol BS1 6ZZ",
            phone="0117 496 0139",
        ),
        also=(("phone", "07700 900281"),),
        labelled=(("Mobile", "07700 900281"), ("Email", "rowan@example.com")),
    ),
    Paper(
        id="de-visitenkarte",
        language="de",
        kind="business card",
        face="serif",
        sheet="card",
        rows=rows_of("""
            ^*# Dr. Käthe Müßig
            ^ Fachärztin für Zahnheilkunde

            ^ Praxis am Stadtpark
            ^ Südring 21 · 60594 Frankfurt

            ^ Telefon 069 90009 733
            ^ Fax 069 90009 734
            ^ praxis@example.org
        """),
        truth=Truth(
            merchant="Praxis am Stadtpark",
            address="Südring 21, 60594 Frankfurt",
            phone="069 90009 733",
        ),
        open_to_debate=("merchant",),
        labelled=(("Fax", "069 90009 734"),),
    ),
    Paper(
        id="en-letter",
        language="en",
        kind="letter",
        face="serif",
        sheet="a4",
        rows=rows_of("""
            @ 0 100r
             | 6 Harbour Terrace
             | Whitby YO22 4ZZ
             | 2 October 2023

            Dear Mrs Sample,

            Thank you for your letter of 14 September and for the three photographs
            that came with it. My grandmother is the second from the left, and the
            man beside her with the dog must be her brother Edwin, who went to sea
            the year after and was not heard of again.

            I have looked through the box in the attic as you asked. There are some
            forty letters, most of them from the 1920s, and a ledger in which he noted
            what he earned. If you would like to see them, please come any weekend
            in November; the kettle will be on.

            Yours sincerely,

            Margaret Holloway
        """),
        open_to_debate=(*_NOT_ON_A_LETTER, "date"),
    ),
    Paper(
        id="fr-lettre",
        language="fr",
        kind="letter",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            @ 0 60
            Hélène Exemple |
            11 allée des Cèdres |
            86000 Poitiers |

             | Mairie de Poitiers
             | Service des archives
             | Poitiers, le 8 janvier 2024

            * Objet : demande de consultation du cadastre

            Madame, Monsieur,

            Je souhaite consulter les plans du cadastre napoléonien de notre
            quartier, ainsi que les registres où figurent les propriétaires
            de la maison située au numéro onze, construite vers 1838.

            Pourriez-vous m'indiquer à quelles heures la salle de lecture est
            ouverte, et s'il est nécessaire de réserver les documents à l'avance ?

            Je vous prie d'agréer, Madame, Monsieur, l'expression de mes
            salutations distinguées.

            Hélène Exemple
        """),
        open_to_debate=(*_NOT_ON_A_LETTER, "date"),
        labelled=(("Objet", "demande de consultation du cadastre"),),
    ),
    Paper(
        id="en-two-columns",
        language="en",
        kind="page",
        face="serif",
        sheet="a4",
        size_px=21,
        rows=rows_of("""
            ^*# The Village Gazette
            ^ Notes from the parish and around, Spring issue
            _
            @ 0 53
            The bridge opens again | A record harvest of apples
            After eleven months of work the old | The orchard behind the school has
            stone bridge was opened on Sunday. | given more fruit than in any year
            Children crossed it first, then the | since the trees were planted. The
            band, and last the mayor, who had to | pupils picked for two weeks, and the
            wait until the speeches were over. | press in the barn ran day and night.
            The masons found a coin from the year | What was not pressed went to the
            of the great flood beneath the second | market, where a basket was sold for
            pillar. It will be shown in the town | less than the price of a loaf. The
            hall together with the plans that the | school will spend the money on a new
            builders drew by candle light. | roof for the shed and on more trees.
        """),
        open_to_debate=("merchant", "address"),
    ),
    Paper(
        id="de-tabelle",
        language="de",
        kind="table",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            *# Belegung der Turnhalle, Frühjahr

            @ 0 28 58 100r
            * Tag | Verein | Übungsleitung | Teilnehmer
            Montag | Turnverein 1898 | Frau Grün | 24
            Dienstag | Schachfreunde | Herr Weiß | 11
            Mittwoch | Volleyball Süd | Frau Öztürk | 18
            Donnerstag | Seniorensport | Herr Größing | 32
            Freitag | Tanzkreis | Frau Bläser | 20
            Samstag | frei | – | 0
        """),
        open_to_debate=("merchant",),
    ),
    Paper(
        id="es-formulario",
        language="es",
        kind="form",
        face="sans",
        sheet="a4",
        rows=rows_of("""
            ^*# Solicitud de carné de biblioteca
            _
            @ 0 35
            Apellidos: | Ejemplo Muñoz
            Nombre: | Begoña
            Fecha de nacimiento: | 17/08/1985
            Domicilio: | Calle del Sol 14, 3.º B
            Código postal: | 37008
            Localidad: | Salamanca
            Teléfono: | 923 000 190
            Correo electrónico: | begona@example.com
            _
            @ 0 35 70
            Sección | Tipo de carné | Válido hasta
            Adultos | Ordinario | 31/12/2026
            _
            Firma del solicitante
        """),
        truth=Truth(phone="923 000 190"),
        open_to_debate=("merchant", "address", "date"),
        labelled=(
            ("Apellidos", "Ejemplo Muñoz"),
            ("Fecha de nacimiento", "1985-08-17"),
            ("Código postal", "37008"),
            ("Localidad", "Salamanca"),
            ("Tipo de carné", "Ordinario"),
            ("Válido hasta", "2026-12-31"),
        ),
    ),
)

DOCUMENTS: tuple[Paper, ...] = (
    *invoices_germanic.INVOICES,
    *invoices_romance.INVOICES,
    *_OTHERS,
)
PAPERS: tuple[Paper, ...] = (*RECEIPTS, *DOCUMENTS)


def paper_with(paper_id: str) -> Paper:
    return next(paper for paper in PAPERS if paper.id == paper_id)
