"""What names of companies, addresses and labels look like at the top of a page."""

import re

# Forms of companies and words that names of shops end with: the name ends here.
LEGAL_FORM = re.compile(
    r"\b(?:s[dno][no0]?\.? ?[b68][hn]d|s ?/ ?[bd]|bhd|berhad|pte\.? ?ltd|pty\.? ?ltd|ltd"
    r"|limited|llc|llp|inc|corp"
    r"|plc|gmbh(?: ?& ?co\.? ?kg)?|ug|ohg|e\.? ?k|ag|kg|sarl|sasu?|eurl|s\.? ?r\.? ?l|s\.? ?p\.? ?a"
    r"|s\.? ?l(?:\.? ?u)?|s\.? ?a|lda|ltda|b\.? ?v|n\.? ?v|v\.? ?o\.? ?f|oy|ab|a/s|aps)\b\.?",
    re.IGNORECASE,
)
NUMBER_OF_COMPANY = re.compile(
    r"(?:^|(?<=[ .,)])|[(\[])[ :(\[]{0,4}(?:co(?:mpany)?\.? ?(?:reg\.? ?)?no\.?|roc|reg\.? ?no\.?)?"
    r"[ :.(\[]{0,4}(?:[A-Z]{1,3}-?)?\d{5,}[-–·. ]*[A-Z]{0,2}[)\]]*(?: ?\([A-Z]{2,5}\))?[. ]*$",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"^\W*(?:(?:simplified |official |cash |sales |tax )*(?:tax ?invoice|invoice|receipt|bill|"
    r"cash sale|sales|guest check)|welcome(?: to)?|thank you|copy|duplicate|reprint|original"
    r"|rechnung|quittung|beleg|kassenbon|facture|re[cç]u|ticket|factura(?: simplificada)?|recibo"
    r"|fattura|scontrino|ricevuta|documento commerciale|fatura|bon|kassabon|factuur"
    r"|(?:payment|taxi|cab|parking|rent|rental|donation|deposit|order|purchase|customer|guest"
    r"|delivery|card|credit card|transaction|refund|return|fuel) (?:receipt|bill|slip|note|voucher)"
    r"|(?:membership|registration|application|order|booking|contact|enrol?lment|entry) form"
    r"|(?:hotel|customer|guest|order|booking|invoice|payment|billing|shipping|contact|store)"
    r" (?:details?|information|summary)"
    r"|(?:stock|price|packing|shopping|delivery) (?:list|note|slip)(?:, \w+ \d+)?)\W*$",
    re.IGNORECASE,
)
# What follows the head of a receipt, or stands between name and address.
LABEL = re.compile(
    r"\b(?:t[eé]?l|te1|phone|telefon|t[ée]l[ée]phone|tel[ée]fono|telefone|fax|mobile|whats ?app"
    r"|hotline"
    r"|e-?mail|www|http|gst|sst|vat|ust|mwst|tva|siret|siren|iva|nif|cif|p\.? ?iva|btw|kvk|tax"
    r"|steuer(?:nummer|-?nr)?|reg(?:istration)?|roc|brn?|co\.? ?no|company (?:reg|no)"
    r"|formerly|licensee"
    r"|invoice|receipt|bill|date|datum|fecha|data|time|cashier|kasse|caisse|caja|cassa|caixa|kassa"
    r"|table|tisch|order|counter|document|documento|danfe|cnpj|cpf|rfc|doc|trn|slip|salesperson|staff|member|check|ref"
    r"|item|qty|description|amount|price|operator|server|pos|till|pax|cover|station ?:"
    r"|(?:booking|reservation|customer|guest|account) (?:id|no|nr|number|ref)"
    r"|business hours?|shopping hours|opening)\b|@",
    re.IGNORECASE,
)
STREET = re.compile(
    r"^\W*(?:c/|s\. ?s\.|en|n|rn|a)[ .-]?\d|^\W*c/ ?[a-z]"
    r"|^\W*(?:no|lot|unit|block|blk|suite|level|floor|ground|g/f|kiosk|batu|p\.?o\.? box)\b[ .:]*"
    r"[\dA-Z]?|\b(?:jalan|jln|lorong|lrg|taman|tmn|bandar|seksyen|section|kampung|kg|persiaran"
    r"|lebuh|lebuhraya|street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|boulevard|blvd|highway|hwy"
    r"|square|court|plaza|mall|park|rue|place|chemin|quai|calle|avenida|avda|plaza|paseo|via|viale"
    r"|piazza|corso|largo|rua|pra[çc]a|travessa|weg|platz|allee|gasse|ufer|laan|plein|gracht|kade"
    r"|ctra|carretera|cl|pol[ií]gono|pza|plza|vicolo|strada|lungarno|cais|beco|estrada|alameda|rodovia"
    r"|rijksweg|route|all[ée]e|impasse|cours|bd|cit[ée]|ring|damm|walk|close|gate|quay|quayside|terrace"
    r"|crescent|wharf|parade|pkwy|parkway)"
    r"\b|\w*(?:stra(?:ß|ss)e|str\.|straat|gasse|platz)"
    r"|\w{3,}(?:weg|allee|damm|ufer|laan|plein|singel|dijk|kade)\b",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"(?<![\w-])(?:\d{5}(?:-\d{4})?(?=$|[ ,A-Za-z])|\d{4} ?[A-Z]{2}(?=$|[ ,])|\d{4}-\d{3}\b"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|(?:D|F|I|A|CH)-\d{4,5}\b|\d{4}(?= [A-ZÄÖÜ][a-zäöüß]+))"
)
# A number behind such a word is that of a plot, not a postcode.
PLOT = re.compile(r"\b(?:lot|no|unit|plot|p\.?t|batu|flur|parcela|n[º°o])\b[. :#]*$", re.IGNORECASE)
GREETING = re.compile(
    r"\b(?:thank ?(?:s|you)|t ?q|shopping (?:with|at)|welcome|bienvenue|bienvenidos?|benvenuti"
    r"|bem-?vindos?|willkommen|welkom|vielen dank|merci|gracias|grazie|obrigad[oa]|bedankt"
    r"|for staff?)\b",
    re.IGNORECASE,
)
# Whoever stands below is not who wrote the page.
CUSTOMER = re.compile(
    r"^\W*(?:bill(?:ed|ing)? (?:to|address)|ship(?:ped|ping)? (?:to|address)|sold to|invoice to"
    r"|deliver(?:y address|ed? to)|rechnung an|(?:rechnungs|liefer)(?:adresse|anschrift)"
    r"|adresse de (?:facturation|livraison)|factur[ée]e? [àa]|livr[ée]e? [àa]|facturar a|enviar a"
    r"|direcci[óo]n de (?:env[íi]o|facturaci[óo]n)|fattur(?:are|ato) a|spett(?:abile|\.? ?le)"
    r"|indirizzo di (?:fatturazione|spedizione|consegna)|faturar a|morada de (?:fatura|entrega)\w*"
    r"|(?:factuur|aflever|lever|bezorg)adres)\b",
    re.IGNORECASE,
)
# A line that is nothing else may stand below that of the postcode.
REGION = re.compile(
    r"^\W*(?:(?:selangor|johor|pahang|perak|kedah|kelantan|terengganu|perlis|penang"
    r"|p(?:ulau|\.) ?pinang"
    r"|melaka|malacca|n(?:egeri|\.) ?sembilan|sabah|sarawak|kuala lumpur"
    r"|w(?:ilayah|\.)? ?p(?:ersekutuan|\.)?"
    r"|labuan|putrajaya|malaysia|singapore|darul [a-z']+|d\.? ?e\.?"
    r"|england|scotland|wales|northern ireland|united kingdom|u\.?k|ireland|u\.?s\.?a|united states"
    r"|canada|australia|new zealand|germany|deutschland|austria|[oö]sterreich|switzerland"
    r"|schweiz|suisse"
    r"|svizzera|france|belgique|belgi[eë]|spain|espa[nñ]a|italy|italia|portugal|brasil|nederland"
    r"|the netherlands|luxembourg)\W*)+$",
    re.IGNORECASE,
)
SOLD_BY = re.compile(
    r"^\W*(?:sold by|seller|vendor|merchant|retailer|verk[aä]ufer|h[aä]ndler|vendu par|vendeur"
    r"|marchand"
    r"|vendido por|vendedor|venduto da|venditore|esercente|verkocht door|verkoper) ?: *"
    r"(?P<name>[^,:]{3,60}?)(?=,|$)",
    re.IGNORECASE,
)
TITLE_BEHIND = re.compile(
    r"\s+(?:(?:tax |order )?invoice|receipt|rechnung|quittung|facture|re[cç]u|factura|recibo"
    r"|fattura|ricevuta|fatura|factuur|kassabon)\W*$",
    re.IGNORECASE,
)
WITH_NUMBER = re.compile(
    r"(?P<name>[A-Z][\w&.,' -]{2,40}? (?:S/?B|SDN\.? ?BHD)) ?\(\d{5,}-[A-Z]\) +\w", re.IGNORECASE
)
SDN = re.compile(r"\b(?!SDN)[S5][DNO ][NO]?\.? ?(?=[B68][HN]D\b)", re.IGNORECASE)
# A name goes on with such a word, or with a form of company behind it.
MORE_OF_A_NAME = re.compile(
    r"^(?:enterprises?|trading|holdings?|group|brothers|bros|sons|company)\b",
    re.IGNORECASE,
)
PHONE = re.compile(r"\d{2,4}[- ]{1,3}\d{3,4}[- ]?\d{3,5}\b")
HOUSE_NUMBER = re.compile(r"^\W*[A-Z]?\d{1,5}[A-Z]?(?:[-&/., ]+\d{1,5}[A-Z]?)*\b[,. ]+[A-Za-z]")
