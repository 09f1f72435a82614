"""The countries and their parts, with their English names, by code: ISO 3166, for towns what `holidays` calls them.

Parts are named where their public holidays differ. Those of Belgium and the Netherlands differ in school holidays only.
"""

from collections.abc import Mapping

COUNTRIES: Mapping[str, str] = {
    "BE": "Belgium",
    "ES": "Spain",
    "GB": "United Kingdom",
    "HU": "Hungary",
    "IE": "Ireland",
    "IT": "Italy",
    "NL": "Netherlands",
    "SI": "Slovenia",
    "SK": "Slovakia",
}

_SPAIN = """
AN Andalusia|AR Aragon|AS Asturias|CB Cantabria|CE Ceuta|CL Castile and León|CM Castilla-La Mancha|CN Canary Islands
CT Catalonia|EX Extremadura|GA Galicia|IB Balearic Islands|MC Murcia|MD Madrid|ML Melilla|NC Navarre|PV Basque Country
RI La Rioja|VC Valencian Community|Barcelona Barcelona (city)
"""
_UNITED_KINGDOM = "ENG England|NIR Northern Ireland|SCT Scotland|WLS Wales"
_ITALY = """
AG Agrigento|AL Alessandria|AN Ancona|AO Aosta|AP Ascoli Piceno|AQ L'Aquila|AR Arezzo|AT Asti|AV Avellino|BA Bari
BG Bergamo|BI Biella|BL Belluno|BN Benevento|BO Bologna|BR Brindisi|BS Brescia|BT Barletta-Andria-Trani|BZ Bolzano
CA Cagliari|CB Campobasso|CE Caserta|CH Chieti|CL Caltanissetta|CN Cuneo|CO Como|CR Cremona|CS Cosenza|CT Catania
CZ Catanzaro|EN Enna|FC Forlì-Cesena|FE Ferrara|FG Foggia|FI Florence|FM Fermo|FR Frosinone|GE Genoa|GO Gorizia
GR Grosseto|IM Imperia|IS Isernia|KR Crotone|LC Lecco|LE Lecce|LI Livorno|LO Lodi|LT Latina|LU Lucca
MB Monza and Brianza|MC Macerata|ME Messina|MI Milan|MN Mantua|MO Modena|MS Massa and Carrara|MT Matera|NA Naples
NO Novara|NU Nuoro|OR Oristano|PA Palermo|PC Piacenza|PD Padua|PE Pescara|PG Perugia|PI Pisa|PN Pordenone|PO Prato
PR Parma|PT Pistoia|PU Pesaro and Urbino|PV Pavia|PZ Potenza|RA Ravenna|RC Reggio Calabria|RE Reggio Emilia|RG Ragusa
RI Rieti|RM Rome|RN Rimini|RO Rovigo|SA Salerno|SI Siena|SO Sondrio|SP La Spezia|SR Syracuse|SS Sassari
SU South Sardinia|SV Savona|TA Taranto|TE Teramo|TN Trento|TO Turin|TP Trapani|TR Terni|TS Trieste|TV Treviso|UD Udine
VA Varese|VB Verbano-Cusio-Ossola|VC Vercelli|VE Venice|VI Vicenza|VR Verona|VT Viterbo|VV Vibo Valentia
Andria Andria (town)|Barletta Barletta (town)|Cesena Cesena (town)|Forli Forlì (town)|Pesaro Pesaro (town)
Trani Trani (town)|Urbino Urbino (town)
"""


def _named(parts: str) -> dict[str, str]:
    pairs = (each.split(" ", 1) for line in parts.split("\n") for each in line.split("|") if each)
    return {code: name for code, name in pairs}  # noqa: C416  # dict() would not know that they are pairs


PARTS: Mapping[str, Mapping[str, str]] = {
    "ES": _named(_SPAIN),
    "GB": _named(_UNITED_KINGDOM),
    "IT": _named(_ITALY),
}
