"""Languages as Europass writes them: the three letters of ISO 639-2 in their bibliographic form (`fre`, `per`).

Europass itself exports those (seen in a file of 2025). A language without one (Dari, Sorani) is written by its name.
"""

_CODES = """
    aa:aar ab:abk ak:aka am:amh ar:ara as:asm az:aze ba:bak bal:bal be:bel bej:bej ber:ber bg:bul bho:bho bin:bin
    bm:bam bn:ben bo:tib bs:bos byn:byn ca:cat ce:che ceb:ceb cs:cze cv:chv cy:wel da:dan de:ger din:din dv:div
    dz:dzo ee:ewe el:gre en:eng eo:epo es:spa et:est eu:baq fa:per ff:ful fi:fin fil:fil fon:fon fr:fre fur:fur
    ga:gle gl:glg gn:grn gu:guj ha:hau he:heb hi:hin hr:hrv ht:hat hu:hun hy:arm id:ind ig:ibo it:ita ja:jpn
    jv:jav ka:geo kab:kab kg:kon kha:kha kk:kaz km:khm kmb:kmb kn:kan ko:kor kok:kok kr:kau kru:kru ku:kur ky:kir
    la:lat ln:lin lo:lao lt:lit lua:lua luo:luo lus:lus lv:lav mai:mai man:man mg:mlg mk:mac ml:mal mn:mon
    mni:mni mr:mar ms:may mt:mlt my:bur nb:nob nd:nde ne:nep nl:dut nn:nno nr:nbl nso:nso ny:nya om:orm pa:pan
    pap:pap pl:pol ps:pus pt:por qu:que rn:run ro:rum rom:rom ru:rus rw:kin sa:san sat:sat sd:snd sg:sag si:sin
    sid:sid sk:slo sl:slv sn:sna snk:snk so:som sq:alb sr:srp srn:srn ss:ssw st:sot su:sun sus:sus sv:swe sw:swa
    syr:syr ta:tam te:tel tet:tet tg:tgk th:tha ti:tir tig:tig tk:tuk tl:tgl tn:tsn tpi:tpi tr:tur ts:tso tt:tat
    tum:tum tw:twi ug:uig uk:ukr umb:umb ur:urd uz:uzb ve:ven vi:vie wal:wal wo:wol xh:xho yi:yid yo:yor zgh:zgh
    zh:chi zu:zul zza:zza
"""
THREE_LETTERS = dict(pair.split(":") for pair in _CODES.split())
"""By the code Merit keeps."""
