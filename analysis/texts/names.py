"""Words that are names, and words that are none though they have a capital letter."""

from __future__ import annotations

_FIRST_NAMES = """
aase abdi ahmed aisha aksel alexander alf ali amalie amina anders andrea andreas anette anita ann anna anne
annette arild arne arvid asbjørn asgeir aslak astrid atle aud audun august beate benjamin bente berit bernt
birgit birgitte bjarne bodil britt camilla carina cathrine cecilie charlotte christian christin christina
christine christopher dagny daniel david edvard egil eirik eivind elin eline elisabeth ellen ellinor elsa else
emil emilie emma erik erika erlend erling espen eva evy fatima filip finn fredrik frida frode geir gerd gerda
grethe gro gudrun gunhild gunn gunnar gunvor guro haakon hamza hanna hanne hans harald hassan hedda hege heidi
helene helga helge henning henriette henrik hilde håkon håvard ibrahim ida ingeborg inger ingrid ingunn ingvild
irene isak ivar jakob jan janne jens johan johanne johannes jon jonas jorunn josefine julie jørgen jørn kari
karin karl karoline kasper katarina kathrine katrine kenneth ketil kim kirsten kjell kjersti kjetil klara knut
kristian kristin kristina kristine kristoffer laila lars lasse leif lena lene leon linda line linn linnea
lisbeth lise liss louise lucas ludvig lukas magne magnus maja malin marianne marie marit marius markus marta
marte martha martin martine mary mathias mathilde mette michael mikkel mohamed mohammad mohammed monica morten
muhammad nils nina noah nora oda odd oddny oddvar ola olaf olai olav ole olga oliver olof oskar peder per petter
philip pia pål ragnar ragnhild randi reidar reidun renate rita roald robert roger rolf roy rune ruth sander sara
sebastian selma sigmund signe sigrid sigurd silje simen simon sindre siri sissel siv sofia sofie solfrid solveig
sonja steinar stian stig stine sunniva susanne svein sverre synne synnøve sølvi terje thea theodor thomas thor
thorbjørn tobias tom tomas tommy tone torbjørn tore torgeir toril torill torstein tove trine trond trude trygve
turid tuva unni vegard vera vibeke victoria vidar vigdis viktor vilde wenche william yngve yusuf yvonne zahra
åge åsa åse åshild åsne øivind ørjan øystein øyvind
"""

_ALSO_WORDS = """
ann august else finn gro hans jan line linn mary odd per rune sander siv stig tom tone
"""

_TITLES = """
doktor dr ergoterapeut fastlege fru fysioterapeut herr lege logoped overlege psykolog sjukepleiar sykepleier
"""

_NO_NAMES = """
adhd corona covid cpap de dere dykk eg europa excel facebook fredag google gud helfo helsedirektoratet
helsenorge herre i icf internett ip jeg jul julen kols korona laurdag lørdag mandag ms nav noreg norge norsk
norske nrk onsdag pinse psfs ptsd påske påsken regjeringen statsforvalteren stortinget søndag teams tirsdag
torsdag zoom
"""

_STOP_WORDS = """
alle alt altså andre at av bare begge blant ble blei bli blir blitt blitte bort burde både bør da de deg dei
deira deires dem den denne der dere deres dersom dess det dette di din disse ditt du dykk dykkar då e eg ei ein
eine eit eitt eller elles en enda ene enn enno ennå er et ett etter fekk fikk for fordi fra frå få får fått ga
gang ganger ganske gav gi gir gjennom gjer gjere gjorde gjort gjør gjøre gong gonger gå går ha hadde han hans
har hatt heilt heller helt henne hennes her ho hos hun hva hvem hver hvert hvilke hvilken hvis hvor hvordan
hvorfor i ikke ikkja ikkje inga ingen ingenting inn innan innen ja jeg jo kan kom kor korleis kunne kva kvar
kvart kven kvi kvifor likevel litt lå mange me med medan medans meg mei meir mellom men mens mer mest mi min
mine mitt mot mye mykje må måte mått måtte nei no noe noen noka noko nokon nokre nå når og også om opp oss over
på sa same samme seg selv ser si sia sidan siden sin sine sitt sjå sjøl skal skulle slik som så sånn til tok um
under upp ut utan uten var vart varte ved veldig vere verte vi vil ville vore vort vår våre være vært å åt
"""

FIRST_NAMES = frozenset(_FIRST_NAMES.split())
"""Common in Norway, without those that are ordinary words more often (Bjørn, Stein, Even, Liv, Dag, Roar, Tor)."""

ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""First names that are ordinary words in small letters."""

TITLES = frozenset(_TITLES.split())
"""Stand before a name, and are none."""

NO_NAMES = frozenset(_NO_NAMES.split())
"""Have a capital letter inside a sentence without telling of anybody."""

STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that every text has, in bokmål and nynorsk."""
