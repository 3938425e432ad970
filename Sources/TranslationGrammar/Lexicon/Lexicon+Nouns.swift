extension Lexicon {
  /// English singular, English plural (`-` regular), German singular (after a slash the form of the other cases, for
  /// weak nouns), gender, German plural (`-` for none: a mass noun), classes.
  static let nounTable = """
    mother|-|Mutter|f|Mütter|kin
    father|-|Vater|m|Väter|kin handy
    brother|-|Bruder|m|Brüder|kin many handy
    sister|-|Schwester|f|Schwestern|kin many
    grandmother|-|Großmutter|f|Großmütter|kin
    grandfather|-|Großvater|m|Großväter|kin handy
    aunt|-|Tante|f|Tanten|kin
    uncle|-|Onkel|m|Onkel|kin handy
    son|-|Sohn|m|Söhne|kin many
    daughter|-|Tochter|f|Töchter|kin many
    wife|wives|Frau|f|Frauen|spouse
    husband|-|Mann|m|Männer|spouse
    cousin|-|Cousin|m|Cousins|kin many
    nephew|-|Neffe/Neffen|m|Neffen|kin many
    niece|-|Nichte|f|Nichten|kin many
    mother-in-law|mothers-in-law|Schwiegermutter|f|Schwiegermütter|kin
    brother-in-law|brothers-in-law|Schwager|m|Schwäger|kin
    grandson|-|Enkel|m|Enkel|kin many
    granddaughter|-|Enkelin|f|Enkelinnen|kin many
    friend|-|Freund|m|Freunde|kin many
    neighbour|-|Nachbar/Nachbarn|m|Nachbarn|kin many handy
    colleague|-|Kollegin|f|Kolleginnen|kin many
    boss|-|Chefin|f|Chefinnen|kin
    teacher|-|Lehrerin|f|Lehrerinnen|job
    doctor|-|Ärztin|f|Ärztinnen|job medic
    baker|-|Bäcker|m|Bäcker|job
    farmer|-|Bauer/Bauern|m|Bauern|job handy
    gardener|-|Gärtner|m|Gärtner|job handy
    nurse|-|Krankenschwester|f|Krankenschwestern|job medic
    mechanic|-|Mechaniker|m|Mechaniker|job handy
    engineer|-|Ingenieurin|f|Ingenieurinnen|job designer
    student|-|Student/Studenten|m|Studenten|job
    pupil|-|Schülerin|f|Schülerinnen|job
    policeman|policemen|Polizist/Polizisten|m|Polizisten|job
    cook|-|Koch|m|Köche|job
    waiter|-|Kellner|m|Kellner|job
    hairdresser|-|Friseurin|f|Friseurinnen|job
    butcher|-|Metzger|m|Metzger|job
    tailor|-|Schneider|m|Schneider|job
    carpenter|-|Tischler|m|Tischler|job handy
    painter|-|Malerin|f|Malerinnen|job artist designer
    writer|-|Schriftsteller|m|Schriftsteller|job artist
    journalist|-|Journalistin|f|Journalistinnen|job
    lawyer|-|Anwältin|f|Anwältinnen|job
    vet|-|Tierärztin|f|Tierärztinnen|job medic
    dentist|-|Zahnarzt|m|Zahnärzte|job
    pilot|-|Pilot/Piloten|m|Piloten|job
    bus driver|-|Busfahrer|m|Busfahrer|job
    postman|postmen|Briefträger|m|Briefträger|job
    fisherman|fishermen|Fischer|m|Fischer|job
    caretaker|-|Hausmeister|m|Hausmeister|job handy
    secretary|-|Sekretärin|f|Sekretärinnen|job
    architect|-|Architekt/Architekten|m|Architekten|job designer
    photographer|-|Fotografin|f|Fotografinnen|job artist
    musician|-|Musiker|m|Musiker|job artist
    singer|-|Sängerin|f|Sängerinnen|job artist
    actor|-|Schauspieler|m|Schauspieler|job artist
    librarian|-|Bibliothekarin|f|Bibliothekarinnen|job
    tourist|-|Tourist/Touristen|m|Touristen|job
    guest|-|Gast|m|Gäste|job
    customer|-|Kundin|f|Kundinnen|job
    saleswoman|saleswomen|Verkäuferin|f|Verkäuferinnen|job
    scientist|-|Wissenschaftlerin|f|Wissenschaftlerinnen|job
    mayor|-|Bürgermeisterin|f|Bürgermeisterinnen|job
    captain|-|Kapitän|m|Kapitäne|job
    patient|-|Patient/Patienten|m|Patienten|job
    trainer|-|Trainerin|f|Trainerinnen|job
    plumber|-|Klempner|m|Klempner|job handy
    electrician|-|Elektriker|m|Elektriker|job handy
    man|men|Mann|m|Männer|job
    woman|women|Frau|f|Frauen|job
    boy|-|Junge/Jungen|m|Jungen|job child
    girl|-|Mädchen|n|Mädchen|job child
    child|children|Kind|n|Kinder|job child
    thief|thieves|Dieb|m|Diebe|crook
    burglar|-|Einbrecher|m|Einbrecher|crook
    dog|-|Hund|m|Hunde|pet
    cat|-|Katze|f|Katzen|pet
    rabbit|-|Kaninchen|n|Kaninchen|pet
    hamster|-|Hamster|m|Hamster|pet
    parrot|-|Papagei|m|Papageien|pet
    tortoise|-|Schildkröte|f|Schildkröten|pet
    horse|-|Pferd|n|Pferde|farm
    cow|-|Kuh|f|Kühe|farm
    pig|-|Schwein|n|Schweine|farm
    sheep|sheep|Schaf|n|Schafe|farm
    goat|-|Ziege|f|Ziegen|farm
    hen|-|Huhn|n|Hühner|farm
    duck|-|Ente|f|Enten|farm
    goose|geese|Gans|f|Gänse|farm
    donkey|-|Esel|m|Esel|farm
    bear|-|Bär/Bären|m|Bären|wild
    fox|-|Fuchs|m|Füchse|wild
    wolf|wolves|Wolf|m|Wölfe|wild
    deer|deer|Reh|n|Rehe|wild
    hedgehog|-|Igel|m|Igel|wild
    squirrel|-|Eichhörnchen|n|Eichhörnchen|wild
    owl|-|Eule|f|Eulen|wild
    eagle|-|Adler|m|Adler|wild
    hare|-|Hase/Hasen|m|Hasen|wild
    mouse|mice|Maus|f|Mäuse|wild
    bird|-|Vogel|m|Vögel|wild
    frog|-|Frosch|m|Frösche|wild
    snake|-|Schlange|f|Schlangen|wild
    elephant|-|Elefant/Elefanten|m|Elefanten|wild
    lion|-|Löwe/Löwen|m|Löwen|wild
    monkey|-|Affe/Affen|m|Affen|wild
    giraffe|-|Giraffe|f|Giraffen|wild
    stork|-|Storch|m|Störche|wild
    butterfly|butterflies|Schmetterling|m|Schmetterlinge|wild
    apple|-|Apfel|m|Äpfel|fruit lies
    pear|-|Birne|f|Birnen|fruit lies
    cherry|cherries|Kirsche|f|Kirschen|fruit
    plum|-|Pflaume|f|Pflaumen|fruit
    banana|-|Banane|f|Bananen|fruit lies
    orange|-|Orange|f|Orangen|fruit lies
    lemon|-|Zitrone|f|Zitronen|fruit lies
    strawberry|strawberries|Erdbeere|f|Erdbeeren|fruit
    peach|-|Pfirsich|m|Pfirsiche|fruit lies
    melon|-|Melone|f|Melonen|fruit lies
    potato|potatoes|Kartoffel|f|Kartoffeln|veg
    tomato|tomatoes|Tomate|f|Tomaten|veg lies
    carrot|-|Karotte|f|Karotten|veg
    onion|-|Zwiebel|f|Zwiebeln|veg lies
    cucumber|-|Gurke|f|Gurken|veg lies
    pumpkin|-|Kürbis|m|Kürbisse|veg lies
    mushroom|-|Pilz|m|Pilze|veg
    bean|-|Bohne|f|Bohnen|veg plural
    pea|-|Erbse|f|Erbsen|veg plural
    soup|-|Suppe|f|Suppen|dish
    salad|-|Salat|m|Salate|dish
    pizza|-|Pizza|f|Pizzas|dish
    egg|-|Ei|n|Eier|dish lies
    sausage|-|Wurst|f|Würste|dish
    pancake|-|Pfannkuchen|m|Pfannkuchen|dish
    dumpling|-|Knödel|m|Knödel|dish
    omelette|-|Omelett|n|Omeletts|dish
    stew|-|Eintopf|m|Eintöpfe|dish
    cake|-|Kuchen|m|Kuchen|baked stands
    roll|-|Brötchen|n|Brötchen|baked lies
    biscuit|-|Keks|m|Kekse|baked
    pretzel|-|Brezel|f|Brezeln|baked lies
    waffle|-|Waffel|f|Waffeln|baked
    bread|-|Brot|n|-|staple
    cheese|-|Käse|m|-|staple
    butter|-|Butter|f|-|staple
    meat|-|Fleisch|n|-|staple
    rice|-|Reis|m|-|staple
    honey|-|Honig|m|-|staple
    jam|-|Marmelade|f|-|staple
    chocolate|-|Schokolade|f|-|staple
    ham|-|Schinken|m|-|staple
    fish|-|Fisch|m|-|staple
    ice cream|-|Eis|n|-|staple
    water|-|Wasser|n|-|drink
    milk|-|Milch|f|-|drink
    coffee|-|Kaffee|m|-|drink
    tea|-|Tee|m|-|drink
    juice|-|Saft|m|-|drink
    wine|-|Wein|m|-|drink
    beer|-|Bier|n|-|drink
    lemonade|-|Limonade|f|-|drink
    cocoa|-|Kakao|m|-|drink
    book|-|Buch|n|Bücher|reading lies
    newspaper|-|Zeitung|f|Zeitungen|reading lies
    letter|-|Brief|m|Briefe|reading lies
    magazine|-|Zeitschrift|f|Zeitschriften|reading lies
    novel|-|Roman|m|Romane|reading lies
    report|-|Bericht|m|Berichte|reading lies
    story|stories|Geschichte|f|Geschichten|reading
    poem|-|Gedicht|n|Gedichte|reading
    e-mail|-|E-Mail|f|E-Mails|reading
    message|-|Nachricht|f|Nachrichten|reading
    postcard|-|Postkarte|f|Postkarten|reading lies
    fairy tale|-|Märchen|n|Märchen|reading
    contract|-|Vertrag|m|Verträge|paper lies
    invoice|-|Rechnung|f|Rechnungen|paper lies
    form|-|Formular|n|Formulare|paper lies
    ticket|-|Fahrkarte|f|Fahrkarten|paper lies
    list|-|Liste|f|Listen|paper lies
    map|-|Landkarte|f|Landkarten|paper lies
    recipe|-|Rezept|n|Rezepte|paper
    timetable|-|Fahrplan|m|Fahrpläne|paper
    passport|-|Pass|m|Pässe|paper lies
    shirt|-|Hemd|n|Hemden|cloth lies
    dress|-|Kleid|n|Kleider|cloth lies
    coat|-|Mantel|m|Mäntel|cloth hangs
    jacket|-|Jacke|f|Jacken|cloth hangs
    hat|-|Hut|m|Hüte|cloth lies
    scarf|scarves|Schal|m|Schals|cloth lies
    jumper|-|Pullover|m|Pullover|cloth lies
    skirt|-|Rock|m|Röcke|cloth lies
    suit|-|Anzug|m|Anzüge|cloth hangs
    blouse|-|Bluse|f|Blusen|cloth lies
    belt|-|Gürtel|m|Gürtel|cloth lies
    tie|-|Krawatte|f|Krawatten|cloth lies
    cap|-|Mütze|f|Mützen|cloth lies
    glove|-|Handschuh|m|Handschuhe|cloth plural
    sock|-|Socke|f|Socken|cloth plural
    shoe|-|Schuh|m|Schuhe|cloth plural
    boot|-|Stiefel|m|Stiefel|cloth plural
    table|-|Tisch|m|Tische|furn stands
    chair|-|Stuhl|m|Stühle|furn stands
    sofa|-|Sofa|n|Sofas|furn stands
    armchair|-|Sessel|m|Sessel|furn stands
    bed|-|Bett|n|Betten|furn stands
    cupboard|-|Schrank|m|Schränke|furn stands
    shelf|shelves|Regal|n|Regale|furn
    lamp|-|Lampe|f|Lampen|furn stands
    desk|-|Schreibtisch|m|Schreibtische|furn stands
    carpet|-|Teppich|m|Teppiche|furn
    mirror|-|Spiegel|m|Spiegel|furn
    bench|-|Bank|f|Bänke|furn stands
    stool|-|Hocker|m|Hocker|furn stands
    box|-|Kiste|f|Kisten|cont stands
    bag|-|Tasche|f|Taschen|cont stands
    suitcase|-|Koffer|m|Koffer|cont stands
    rucksack|-|Rucksack|m|Rucksäcke|cont lies
    basket|-|Korb|m|Körbe|cont stands
    bucket|-|Eimer|m|Eimer|cont stands
    parcel|-|Paket|n|Pakete|cont lies
    drawer|-|Schublade|f|Schubladen|part
    bottle|-|Flasche|f|Flaschen|ware stands
    glass|-|Glas|n|Gläser|ware stands
    cup|-|Tasse|f|Tassen|ware stands
    plate|-|Teller|m|Teller|ware stands
    bowl|-|Schüssel|f|Schüsseln|ware stands
    pot|-|Topf|m|Töpfe|ware stands
    pan|-|Pfanne|f|Pfannen|ware
    vase|-|Vase|f|Vasen|ware stands
    jug|-|Krug|m|Krüge|ware stands
    spoon|-|Löffel|m|Löffel|tool lies
    fork|-|Gabel|f|Gabeln|tool lies
    knife|knives|Messer|n|Messer|tool lies
    computer|-|Computer|m|Computer|device stands
    telephone|-|Telefon|n|Telefone|device stands
    camera|-|Kamera|f|Kameras|device lies
    radio|-|Radio|n|Radios|device stands
    television|-|Fernseher|m|Fernseher|device stands
    washing machine|-|Waschmaschine|f|Waschmaschinen|device
    printer|-|Drucker|m|Drucker|device stands
    clock|-|Uhr|f|Uhren|device
    fridge|-|Kühlschrank|m|Kühlschränke|device
    alarm clock|-|Wecker|m|Wecker|device stands
    vacuum cleaner|-|Staubsauger|m|Staubsauger|device
    dishwasher|-|Spülmaschine|f|Spülmaschinen|device
    sewing machine|-|Nähmaschine|f|Nähmaschinen|device
    coffee machine|-|Kaffeemaschine|f|Kaffeemaschinen|device
    car|-|Auto|n|Autos|vehicle
    bicycle|-|Fahrrad|n|Fahrräder|vehicle
    bus|-|Bus|m|Busse|vehicle public
    train|-|Zug|m|Züge|vehicle public
    lorry|lorries|Lastwagen|m|Lastwagen|vehicle
    tram|-|Straßenbahn|f|Straßenbahnen|vehicle public
    boat|-|Boot|n|Boote|vehicle
    ship|-|Schiff|n|Schiffe|vehicle
    motorcycle|-|Motorrad|n|Motorräder|vehicle
    aeroplane|-|Flugzeug|n|Flugzeuge|vehicle
    tractor|-|Traktor|m|Traktoren|vehicle
    taxi|-|Taxi|n|Taxis|vehicle
    ferry|ferries|Fähre|f|Fähren|vehicle public
    sledge|-|Schlitten|m|Schlitten|vehicle
    pram|-|Kinderwagen|m|Kinderwagen|vehicle
    wheelbarrow|-|Schubkarre|f|Schubkarren|vehicle
    house|-|Haus|n|Häuser|building
    school|-|Schule|f|Schulen|building
    church|-|Kirche|f|Kirchen|building
    museum|-|Museum|n|Museen|building
    hotel|-|Hotel|n|Hotels|building
    hospital|-|Krankenhaus|n|Krankenhäuser|building
    factory|factories|Fabrik|f|Fabriken|building
    library|libraries|Bibliothek|f|Bibliotheken|building
    railway station|-|Bahnhof|m|Bahnhöfe|building
    castle|-|Schloss|n|Schlösser|building
    theatre|-|Theater|n|Theater|building
    cinema|-|Kino|n|Kinos|building
    restaurant|-|Restaurant|n|Restaurants|building
    bakery|bakeries|Bäckerei|f|Bäckereien|building
    pharmacy|pharmacies|Apotheke|f|Apotheken|building
    supermarket|-|Supermarkt|m|Supermärkte|building
    airport|-|Flughafen|m|Flughäfen|building
    town hall|-|Rathaus|n|Rathäuser|building
    barn|-|Scheune|f|Scheunen|building
    tower|-|Turm|m|Türme|building
    bridge|-|Brücke|f|Brücken|building
    mill|-|Mühle|f|Mühlen|building
    flat|-|Wohnung|f|Wohnungen|building
    hut|-|Hütte|f|Hütten|building
    shop|-|Laden|m|Läden|building
    kitchen|-|Küche|f|Küchen|chamber
    living room|-|Wohnzimmer|n|Wohnzimmer|chamber
    bathroom|-|Badezimmer|n|Badezimmer|chamber
    bedroom|-|Schlafzimmer|n|Schlafzimmer|chamber
    cellar|-|Keller|m|Keller|chamber
    attic|-|Dachboden|m|Dachböden|chamber
    office|-|Büro|n|Büros|chamber
    balcony|balconies|Balkon|m|Balkone|chamber
    garage|-|Garage|f|Garagen|chamber
    room|-|Zimmer|n|Zimmer|chamber
    classroom|-|Klassenzimmer|n|Klassenzimmer|chamber
    workshop|-|Werkstatt|f|Werkstätten|chamber
    stable|-|Stall|m|Ställe|chamber
    door|-|Tür|f|Türen|part
    window|-|Fenster|n|Fenster|part
    gate|-|Tor|n|Tore|part
    roof|-|Dach|n|Dächer|part
    wall|-|Wand|f|Wände|part
    fence|-|Zaun|m|Zäune|part
    staircase|-|Treppe|f|Treppen|part
    floor|-|Boden|m|Böden|part
    garden|-|Garten|m|Gärten|outdoor
    park|-|Park|m|Parks|outdoor
    forest|-|Wald|m|Wälder|outdoor
    field|-|Feld|n|Felder|outdoor
    lake|-|See|m|Seen|outdoor
    river|-|Fluss|m|Flüsse|outdoor
    beach|-|Strand|m|Strände|outdoor
    mountain|-|Berg|m|Berge|outdoor
    village|-|Dorf|n|Dörfer|outdoor
    city|cities|Stadt|f|Städte|outdoor
    island|-|Insel|f|Inseln|outdoor
    street|-|Straße|f|Straßen|outdoor
    market square|-|Marktplatz|m|Marktplätze|outdoor
    market|-|Markt|m|Märkte|outdoor
    harbour|-|Hafen|m|Häfen|outdoor
    valley|-|Tal|n|Täler|outdoor
    meadow|-|Wiese|f|Wiesen|outdoor
    path|-|Weg|m|Wege|outdoor
    pond|-|Teich|m|Teiche|outdoor
    piano|-|Klavier|n|Klaviere|instrument
    guitar|-|Gitarre|f|Gitarren|instrument
    violin|-|Geige|f|Geigen|instrument
    flute|-|Flöte|f|Flöten|instrument
    trumpet|-|Trompete|f|Trompeten|instrument
    cello|-|Cello|n|Cellos|instrument
    accordion|-|Akkordeon|n|Akkordeons|instrument
    organ|-|Orgel|f|Orgeln|instrument
    harp|-|Harfe|f|Harfen|instrument
    hammer|-|Hammer|m|Hämmer|tool lies
    saw|-|Säge|f|Sägen|tool lies
    screwdriver|-|Schraubenzieher|m|Schraubenzieher|tool lies
    ladder|-|Leiter|f|Leitern|tool
    shovel|-|Schaufel|f|Schaufeln|tool
    brush|-|Pinsel|m|Pinsel|tool lies
    needle|-|Nadel|f|Nadeln|tool lies
    axe|-|Axt|f|Äxte|tool
    broom|-|Besen|m|Besen|tool
    key|-|Schlüssel|m|Schlüssel|small lies
    umbrella|-|Regenschirm|m|Regenschirme|small lies
    pen|-|Kugelschreiber|m|Kugelschreiber|small lies
    pencil|-|Bleistift|m|Bleistifte|small lies
    torch|torches|Taschenlampe|f|Taschenlampen|small lies
    watch|-|Armbanduhr|f|Armbanduhren|small lies
    wallet|-|Brieftasche|f|Brieftaschen|small lies
    ring|-|Ring|m|Ringe|small lies
    necklace|-|Halskette|f|Halsketten|small lies
    notebook|-|Heft|n|Hefte|small lies
    coin|-|Münze|f|Münzen|collected
    stamp|-|Briefmarke|f|Briefmarken|collected
    shell|-|Muschel|f|Muscheln|collected
    candle|-|Kerze|f|Kerzen|small stands
    present|-|Geschenk|n|Geschenke|gift lies
    towel|-|Handtuch|n|Handtücher|linen lies
    pillow|-|Kissen|n|Kissen|linen lies
    blanket|-|Decke|f|Decken|linen lies
    ball|-|Ball|m|Bälle|toy lies
    doll|-|Puppe|f|Puppen|toy lies
    kite|-|Drachen|m|Drachen|toy lies
    flower|-|Blume|f|Blumen|plant
    rose|-|Rose|f|Rosen|plant
    tulip|-|Tulpe|f|Tulpen|plant
    sunflower|-|Sonnenblume|f|Sonnenblumen|plant
    bush|-|Strauch|m|Sträucher|plant
    hedge|-|Hecke|f|Hecken|plant
    tree|-|Baum|m|Bäume|tree
    apple tree|-|Apfelbaum|m|Apfelbäume|tree
    cherry tree|-|Kirschbaum|m|Kirschbäume|tree
    oak|-|Eiche|f|Eichen|tree
    meeting|-|Besprechung|f|Besprechungen|event
    concert|-|Konzert|n|Konzerte|event
    exhibition|-|Ausstellung|f|Ausstellungen|event
    party|parties|Party|f|Partys|event
    wedding|-|Hochzeit|f|Hochzeiten|event
    course|-|Kurs|m|Kurse|event
    excursion|-|Ausflug|m|Ausflüge|event
    journey|-|Reise|f|Reisen|event
    race|-|Rennen|n|Rennen|event
    match|-|Spiel|n|Spiele|event
    exam|-|Prüfung|f|Prüfungen|event
    appointment|-|Termin|m|Termine|event
    competition|-|Wettbewerb|m|Wettbewerbe|event
    performance|-|Aufführung|f|Aufführungen|event
    problem|-|Problem|n|Probleme|matter
    question|-|Frage|f|Fragen|matter
    answer|-|Antwort|f|Antworten|matter
    idea|-|Idee|f|Ideen|matter
    plan|-|Plan|m|Pläne|matter
    mistake|-|Fehler|m|Fehler|matter
    rule|-|Regel|f|Regeln|matter
    exercise|-|Übung|f|Übungen|matter
    task|-|Aufgabe|f|Aufgaben|matter
    joke|-|Witz|m|Witze|matter
    dream|-|Traum|m|Träume|matter
    riddle|-|Rätsel|n|Rätsel|matter
    secret|-|Geheimnis|n|Geheimnisse|matter
    offer|-|Angebot|n|Angebote|matter
    decision|-|Entscheidung|f|Entscheidungen|matter
    film|-|Film|m|Filme|media
    song|-|Lied|n|Lieder|media
    picture|-|Bild|n|Bilder|media
    photo|-|Foto|n|Fotos|media lies
    poster|-|Plakat|n|Plakate|media
    """
}
