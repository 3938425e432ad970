extension Lexicon {
  /// English, German, uses, subjects, objects, places.
  ///
  /// English: base, past, participle (only the base of a regular verb); `turn+on` splits round an object, `look_for`
  /// doesn't. German: infinitive, third person, preterite, participle without prefix (only the infinitive of a weak
  /// verb); `auf+machen` splits; `sich` first and `sein` last say so. Uses: `h` habits, `i` imperatives, `s` states that
  /// English never puts in a progressive form, `e` events told of only in the past, `p` passives,
  /// `m` only with many objects, `u` what nobody decides to do, `t` English `to` before the person,
  /// `o` what is somebody else's.
  static let transitiveTable = """
    read read read|lesen liest las gelesen|h i p|person|reading|home park travel
    write wrote written|schreiben schreibt schrieb geschrieben|h i p|person|letter report story poem e-mail list message|home office travel
    buy bought bought|kaufen|i o|person|fruit veg baked cloth furn device book newspaper ticket bicycle car flat present plant|shop
    sell sold sold|verkaufen|p|person|fruit veg baked cloth furn bicycle car boat house picture piano|shop
    repair|reparieren|h i p|handy|device car bicycle motorcycle tractor boat roof gate fence chair bed|workshop
    wash|waschen wäscht wusch gewaschen|h i p|person|cloth towel blanket car apple potato|
    clean|putzen|h i p|person|window shoe boot bicycle bathroom kitchen|
    open|öffnen|i p|person|window door gate letter box bottle suitcase umbrella drawer parcel|
    close|schließen schließt schloss geschlossen|i p|person|window door gate book suitcase drawer|
    paint|streichen streicht strich gestrichen|i p|handy|wall door fence gate bench kitchen bedroom|
    cook|kochen|h i|person|soup stew egg dumpling potato rice pea|kitchen
    bake baked baked|backen backt backte gebacken|h i p|person|cake bread biscuit pizza waffle roll|kitchen
    eat ate eaten|essen isst aß gegessen|h i|person|fruit dish baked staple|home restaurant park
    drink drank drunk|trinken trinkt trank getrunken|h i|person|drink|home restaurant
    cut cut cut|schneiden schneidet schnitt geschnitten|h i p|person|bread cake cheese onion cucumber hedge|
    peel|schälen|h i|person|apple potato onion carrot orange cucumber egg|kitchen
    carry|tragen trägt trug getragen|i|person|cont chair table bench ladder armchair|
    wear wore worn|tragen trägt trug getragen|h|person|cloth ring necklace watch|
    put+on put put|an+ziehen zieht zog gezogen|i|person|shirt dress coat jacket jumper skirt suit blouse glove sock shoe boot|
    take+off took taken|aus+ziehen zieht zog gezogen|i|person|shirt coat jacket jumper glove sock shoe boot|
    try+on|an+probieren|i|person|shirt dress coat jacket hat jumper skirt suit blouse shoe boot|
    sew sewed sewn|nähen|h|person|shirt dress skirt blouse blanket bag pillow|
    knit knitted knitted|stricken|h|person|jumper scarf cap glove sock|home
    iron|bügeln|h i p|person|shirt dress blouse skirt suit towel|
    turn+on|ein+schalten|i p|person|lamp computer radio television printer washing_machine dishwasher coffee_machine torch camera|
    turn+off|aus+schalten|i p|person|lamp computer radio television printer washing_machine alarm_clock torch camera|
    use|benutzen|h i p|person|device tool pen umbrella towel map|
    need|brauchen|s|person|tool device small cloth cont ticket map form doctor plumber|
    find found found|finden findet fand gefunden|e|person|key wallet ring watch umbrella coin mushroom letter ticket map glove|
    lose lost lost|verlieren verliert verlor verloren|e|person|key wallet ring watch umbrella glove ticket pen passport ball|
    look_for|suchen|i|person|key wallet ring watch umbrella glove ticket pen passport flat mushroom cat dog doctor mistake|
    forget forgot forgotten|vergessen vergisst vergaß vergessen|e i|person|key wallet umbrella passport ticket appointment present question list|
    bring+along brought brought|mit+bringen bringt brachte gebracht|i|person|cake wine salad guitar dog camera umbrella flower present child|
    pick+up|ab+holen|i|person|parcel ticket passport kin child bicycle|
    invite|ein+laden lädt lud geladen|i|person|kin teacher doctor guest musician singer mayor|
    visit|besuchen|h i|person|kin museum castle exhibition patient city church|
    meet met met|treffen trifft traf getroffen|h|person|friend neighbour colleague cousin teacher doctor mayor singer|town
    ring+up rang rung|an+rufen ruft rief gerufen|i|person|kin doctor vet plumber electrician lawyer mechanic|
    know knew known|kennen kennt kannte gekannt|s|person|teacher doctor song novel film city restaurant museum poem path recipe|
    see saw seen|sehen sieht sah gesehen|e|person|wild kin ship castle film performance mistake mayor policeman|
    hear heard heard|hören|e|person|song concert bird dog train radio owl story|
    photograph|fotografieren|h i|person|castle church bridge flower wild kin sunflower boat tower|
    draw drew drawn|zeichnen|h i|person|castle house tree horse cat flower map ship bird bridge|home school
    build built built|bauen|p|handy|house wall boat bridge shelf hut bench fence tower sledge kite|
    plant|pflanzen|i p|person|flower rose tulip sunflower tree bush hedge apple_tree cherry_tree potato onion|garden
    water|gießen gießt goss gegossen|h i|person|flower rose tulip sunflower plant tomato tree|
    pick|pflücken|h i|person|apple pear cherry plum flower strawberry tulip tomato|garden
    harvest|ernten erntet erntete geerntet|h p|person|potato carrot onion pumpkin bean apple cucumber|garden
    feed fed fed|füttern|h i p|person|pet farm|
    drive drove driven|fahren fährt fuhr gefahren|h|person|car bus lorry tractor taxi|
    park|parken|i|person|car lorry motorcycle tractor|
    understand understood understood|verstehen versteht verstand verstanden|s|person|question rule joke letter exercise film answer plan|
    solve|lösen|i p|person|problem task riddle exercise|
    answer|beantworten|h i p|person|question letter e-mail message|
    discuss|besprechen bespricht besprach besprochen|i p|person|problem plan report offer idea contract|office
    check|prüfen|h i p|person|invoice list report answer ticket passport contract form|
    correct|korrigieren|h i p|person|mistake exercise list report e-mail|
    print|drucken|i p|person|ticket report photo list invoice|office
    sign|unterschreiben unterschreibt unterschrieb unterschrieben|i p|person|contract letter form invoice list report|
    pay_for paid paid|bezahlen|i p|person|ticket coffee wine taxi hotel picture soup|
    order|bestellen|h i o|person|dish coffee tea beer pizza|restaurant
    order|bestellen|i o|person|book ticket taxi chair lamp sofa dress present|
    book|buchen|i p o|person|room journey hotel flat course excursion|
    cancel cancelled cancelled|ab+sagen|i p|person|meeting appointment party excursion concert match|
    prepare|vor+bereiten|i p|person|meeting exhibition party course excursion exam concert|
    organise|organisieren|i p|person|meeting exhibition party concert excursion race competition wedding|
    plan planned planned|planen|i p|person|journey party excursion wedding exhibition garden house|
    take took taken|nehmen nimmt nahm genommen|h i|person|bus train tram ferry taxi|
    miss|verpassen|e|person|bus train tram ferry concert appointment|
    rent|mieten|p o|person|car boat flat bicycle hut room lorry|
    pack|packen|i|person|suitcase rucksack bag box parcel|
    unpack|aus+packen|i|person|suitcase rucksack bag box parcel present|
    fill|füllen|i|person|bottle glass bucket jug cup bowl basket|
    empty|leeren|h i|person|bucket bottle glass basket box|
    break broke broken|zerbrechen zerbricht zerbrach zerbrochen|e|person|glass cup plate bowl vase jug|
    lift|heben hebt hob gehoben|i|person|box basket bucket child dog suitcase|
    push|schieben schiebt schob geschoben|i|person|bicycle car pram wheelbarrow motorcycle|
    pull|ziehen zieht zog gezogen|i|person|sledge suitcase|
    lock|ab+schließen schließt schloss geschlossen|h i p|person|door car gate garage drawer office bicycle cellar|
    decorate|schmücken|i p|person|room church table hat window house|
    tidy+up|auf+räumen|h i|person|kitchen cellar garage desk cupboard bedroom attic workshop|
    sweep swept swept|fegen|h i p|person|kitchen staircase balcony path workshop street|
    collect|sammeln|h m|person|stamp coin mushroom shell postcard|
    measure|messen misst maß gemessen|i|handy|table room window door wall shelf|
    steal stole stolen|stehlen stiehlt stahl gestohlen|e p o|crook|car bicycle picture wallet watch necklace violin camera|
    hide hid hidden|verstecken|e i|person|key letter present ring egg chocolate|
    return|zurück+geben gibt gab gegeben|i o|person|book key camera umbrella bicycle ladder|
    borrow|aus+leihen leiht lieh geliehen|p o|person|book bicycle ladder car umbrella saw novel|
    translate|übersetzen übersetzt übersetzte übersetzt|i p|person|letter book poem contract novel recipe|
    examine|untersuchen|h p o|medic|patient child dog cat horse cow parrot|
    wake woke woken|wecken|i|person|child kin dog baker guest|
    comfort|trösten|i|person|child girl boy kin|
    watch|beobachten|h i|person|wild neighbour child ship hen|forest
    admire|bewundern|e o|person|picture castle singer garden horse dress church|
    climb|besteigen besteigt bestieg bestiegen|e i|person|mountain tower|
    cross|überqueren|e i|person|street bridge river market_square|
    leave left left|verlassen verlässt verließ verlassen|e i|person|house city island party office village room|
    reach|erreichen|e|person|village island bridge harbour hut castle|
    praise|loben|h i|person|cook waiter pupil dog child colleague soup|
    interrupt|unterbrechen unterbricht unterbrach unterbrochen|e i|person|meeting teacher match journey concert|
    design|entwerfen entwirft entwarf entworfen|o|designer|house bridge dress poster garden castle theatre|
    saw sawed sawn|sägen|i|handy|tree shelf bench|
    taste|probieren|i o|person|soup cake stew salad pizza pancake|kitchen
    stir stirred stirred|um+rühren|i|person|soup stew|
    chop chopped chopped|hacken|i|person|onion carrot mushroom|kitchen
    heat|heizen|p|person|room living_room church classroom office flat|
    rescue|retten|e p|person|cat dog child sheep tourist bird|
    catch caught caught|fangen fängt fing gefangen|e p|person|mouse ball hen squirrel|
    hold held held|halten hält hielt gehalten|i|person|ladder bag umbrella ball dog|
    replace|ersetzen ersetzt ersetzte ersetzt|i p|handy|window door roof lamp|
    """

  /// As `transitiveTable`, with a person in the dative.
  static let ditransitiveTable = """
    give gave given|geben gibt gab gegeben|i|person|key book apple ring umbrella towel ball list letter coin|
    show showed shown|zeigen|h i|person|photo letter house path garden picture city room map passport|
    send sent sent|schicken|i|person|letter parcel postcard photo message invoice e-mail report|
    lend lent lent|leihen leiht lieh geliehen|i|person|book bicycle car umbrella pen ladder camera coat|
    bring brought brought|bringen bringt brachte gebracht|h i|person|coffee tea newspaper cake flower blanket soup salad|
    explain|erklären|h i t|person|rule exercise path problem plan mistake joke recipe|
    tell told told|erzählen|h i|person|story joke dream secret fairy_tale|
    offer|an+bieten bietet bot geboten|i|person|coffee tea wine cake chair bread apple room|
    recommend|empfehlen empfiehlt empfahl empfohlen|i t|person|book hotel restaurant film doctor wine museum soup|
    sell sold sold|verkaufen||person|car bicycle house horse picture piano flat boat|
    write wrote written|schreiben schreibt schrieb geschrieben|h i|person|letter postcard e-mail message poem|
    read read read|vor+lesen liest las gelesen|h i|person|story letter poem fairy_tale report|
    hand|reichen|i|person|hammer screwdriver knife towel cup bread saw glass|
    describe|beschreiben beschreibt beschrieb beschrieben|i t|person|path picture house dream plan garden|
    promise|versprechen verspricht versprach versprochen|e|person|bicycle dog ice_cream present book journey|
    """

  /// As `transitiveTable`, with the object in the dative.
  static let dativeTable = """
    help|helfen hilft half geholfen|h i|person|kin job|home garden
    thank|danken|i|person|kin teacher doctor nurse policeman cook caretaker|
    congratulate|gratulieren|i|person|kin singer teacher musician mayor trainer|
    listen_to|zu+hören|i|person|teacher kin singer lawyer guest mayor|
    answer|antworten|i|person|kin teacher journalist customer lawyer policeman|
    trust|vertrauen|s|person|kin doctor dentist pilot mechanic lawyer|
    follow|folgen folgt folgte gefolgt sein|i|person|path policeman river waiter girl boy librarian|
    believe|glauben|s|person|kin child journalist mechanic lawyer patient|
    run_into ran run|begegnen begegnet begegnete begegnet sein|e|person|neighbour mayor teacher friend colleague singer|town
    """

  /// As `transitiveTable`; the objects come after the English and the German preposition and its case.
  static let prepositionalTable = """
    wait|warten|h i|person|for auf acc bus train tram kin taxi|station
    wait|warten|h i|person|for auf acc letter answer parcel doctor plumber ferry message|
    think thought thought|denken denkt dachte gedacht|h i|person|of an acc kin exam appointment journey wedding|
    ask|fragen|h i o|person|about nach dat path ticket recipe timetable mistake plan|
    talk|sprechen spricht sprach gesprochen|h i|person|about über acc film book match journey plan problem mistake dream|home office
    speak spoke spoken|sprechen spricht sprach gesprochen|h i|person|to mit dat teacher doctor kin customer caretaker lawyer mayor|
    dream|träumen|u|person|about von dat house journey island dog horse bicycle castle|
    laugh|lachen|u|person|at über acc joke film mistake story answer parrot photo|
    complain|sich beschweren||person|about über acc soup waiter hotel bus neighbour song room invoice|
    look_forward|sich freuen|s|person|to auf acc party journey concert wedding excursion match performance|
    be_interested|sich interessieren|s|person|in für acc picture castle bird car book flat course offer|
    remember|sich erinnern|s|person|- an acc film song kin journey teacher castle fairy_tale wedding|
    apologise|sich entschuldigen|i|person|for für acc mistake answer question joke letter|
    take_care took taken|sich kümmern|h i|person|of um acc garden child dog cat horse kin guest patient flower|
    get_used got got|sich gewöhnen gewöhnt gewöhnte gewöhnt|u|person|to an acc flat city school office colleague|
    say_goodbye said said|sich verabschieden|i|person|to von dat kin teacher guest colleague child|
    argue|sich streiten streitet stritt gestritten||person|with mit dat kin waiter mechanic policeman caretaker|
    play|spielen|h i|person|with mit dat dog cat ball doll child kite rabbit|home park
    work|arbeiten|h|person|on an dat report novel plan film exhibition poster picture|office
    start|an+fangen fängt fing gefangen|i|person|with mit dat exercise task report course letter|
    take_part took taken|teil+nehmen nimmt nahm genommen||person|in an dat race competition meeting course excursion|
    prepare|sich vor+bereiten|i|person|for auf acc exam race meeting concert journey competition|
    be_afraid|sich fürchten|s|person|of vor dat dog snake exam wolf dentist bear lion|
    be_pleased|sich freuen|s|person|about über acc present letter offer answer photo flower message|
    get_annoyed got got|sich ärgern|u|person|about über acc mistake invoice neighbour bus answer printer computer|
    write wrote written|schreiben schreibt schrieb geschrieben|h|person|to an acc kin mayor doctor newspaper lawyer|home
    smile|lächeln|u|person|at über acc joke photo letter story answer|
    believe|glauben|s|person|in an acc idea plan dream fairy_tale offer|
    deal dealt dealt|sich beschäftigen||person|with mit dat question problem task offer plan|
    """

  static let intransitiveTable = """
    sleep slept slept|schlafen schläft schlief geschlafen|h|person pet||home bed
    work|arbeiten|h|person||office garden workshop library
    sing sang sung|singen singt sang gesungen|h i|person||home stage park
    dance|tanzen|h i|person||home stage park
    wait|warten|i|person||station town
    swim swam swum|schwimmen schwimmt schwamm geschwommen sein|h|person||swimming
    rest|sich aus+ruhen|i|person||home park bed
    have_breakfast had had|frühstücken|h i|person||home hotel restaurant
    smoke|rauchen|h u|person||outside
    snore|schnarchen|h u|person dog||bed
    cry|weinen|u|person||home
    get_bored got got|sich langweilen|u|person||home office school
    get_up got got|auf+stehen steht stand gestanden sein|h i|person||
    fall_asleep fell fallen|ein+schlafen schläft schlief geschlafen sein|h u|person pet||bed train
    wake_up woke woken|auf+wachen wacht wachte gewacht sein|h u|person pet||
    hurry|sich beeilen|i|person||
    get_dressed got got|sich an+ziehen zieht zog gezogen|i|person||
    spend_the_night spent spent|übernachten|h|person||hotel
    go_for_a_walk went gone|spazieren+gehen geht ging gegangen sein|h i|person||park water forest town
    go_shopping went gone|ein+kaufen|h i|person||shop
    move_house|um+ziehen zieht zog gezogen sein||person||
    laugh|lachen|h u|person||home school
    cough|husten|u|person||
    camp|zelten|h|person||outside forest water
    fish|angeln|h|person||water
    ski|Ski+fahren fährt fuhr gefahren sein|h|person||mountains
    cycle|Rad+fahren fährt fuhr gefahren sein|h|person||outside forest
    paint|malen|h|person||home park
    lie_in_the_sun lay lain|sich sonnen|h|person||water balcony
    """

  /// Motion on foot, wheels and wings: the goals are chosen by the means.
  static let motionTable = """
    go went gone|gehen geht ging gegangen sein|h i|person||near
    drive drove driven|fahren fährt fuhr gefahren sein|h|person||far near
    fly flew flown|fliegen fliegt flog geflogen sein|h|person||far
    run ran run|laufen läuft lief gelaufen sein|i|person||near
    travel travelled travelled|reisen sein|h|person||far
    move|ziehen zieht zog gezogen sein||person||far
    cycle|radeln radelt radelte geradelt sein|h|person||near
    walk|gehen geht ging gegangen sein|h i|person||near
    ride rode ridden|reiten reitet ritt geritten sein||person||ridden
    """

  /// What animals do; objects are food.
  static let animalTable = """
    eat ate eaten|fressen frisst fraß gefressen|h|horse cow goat sheep donkey rabbit hamster tortoise pig|apple carrot salad flower bread potato|
    chase|jagen|h|dog fox cat wolf|hare mouse bird duck hen cat squirrel|
    catch caught caught|fangen fängt fing gefangen|e|cat fox owl eagle snake stork|mouse frog bird|
    bite bit bitten|beißen beißt biss gebissen|e|dog horse goose parrot|postman boy tourist neighbour cat|
    steal stole stolen|stehlen stiehlt stahl gestohlen|e o|dog cat fox monkey squirrel|sausage egg banana shoe ham cheese hat|
    watch|beobachten|h|cat dog parrot owl monkey|bird mouse frog guest hen butterfly|
    wake woke woken|wecken|h|dog cat donkey parrot goose|child farmer guest neighbour kin|
    pursue|verfolgen|e|dog wolf|deer hare mouse cat|
    """
}
