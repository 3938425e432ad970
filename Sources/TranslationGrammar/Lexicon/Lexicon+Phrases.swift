extension Lexicon {
  /// Where something is done, by the names that the tables of verbs use.
  static let placeTable: [(name: String, phrases: String)] = [
    (
      "home",
      "at home=zu Hause; in the living room=im Wohnzimmer; in the garden=im Garten; on the balcony=auf dem Balkon"
    ),
    ("kitchen", "in the kitchen=in der Küche"),
    ("bed", "in the bedroom=im Schlafzimmer; on the sofa=auf dem Sofa; in the armchair=im Sessel"),
    (
      "shop",
      "in town=in der Stadt; in a small shop=in einem kleinen Laden"
    ),
    (
      "workshop",
      "in the workshop=in der Werkstatt; in the garage=in der Garage; in the yard=im Hof; in front of the house=vor dem Haus"
    ),
    ("office", "in the office=im Büro; at work=bei der Arbeit"),
    ("garden", "in the garden=im Garten; behind the house=hinter dem Haus"),
    ("park", "in the park=im Park; in the garden=im Garten"),
    ("forest", "in the forest=im Wald; at the edge of the forest=am Waldrand"),
    ("water", "by the lake=am See; on the beach=am Strand; by the river=am Fluss"),
    ("swimming", "in the lake=im See; in the sea=im Meer; in the river=im Fluss; in the open-air pool=im Freibad"),
    ("balcony", "on the balcony=auf dem Balkon; on the terrace=auf der Terrasse"),
    ("outside", "outside the door=vor der Tür; in the yard=im Hof; on the terrace=auf der Terrasse"),
    ("school", "at school=in der Schule; in the classroom=im Klassenzimmer"),
    ("library", "in the library=in der Bibliothek"),
    ("restaurant", "in the restaurant=im Restaurant; in the canteen=in der Kantine; in the café=im Café"),
    (
      "hotel",
      "in the hotel=im Hotel; at a friend's house=bei einem Freund; in a small guest house=in einer kleinen Pension"
    ),
    (
      "station",
      "at the station=am Bahnhof; at the bus stop=an der Bushaltestelle; outside the entrance=vor dem Eingang"
    ),
    ("train", "on the train=im Zug; on the bus=im Bus; in the cinema=im Kino"),
    ("travel", "on the train=im Zug; on the bus=im Bus; in the hotel=im Hotel"),
    ("town", "in town=in der Stadt; at the market=auf dem Markt; outside the town hall=vor dem Rathaus"),
    ("stage", "on the stage=auf der Bühne; in the street=auf der Straße; at the party=auf der Party"),
    ("mountains", "in the mountains=in den Bergen; in Austria=in Österreich; in Switzerland=in der Schweiz"),
    ("abroad", "in Vienna=in Wien; in Munich=in München; in England=in England; abroad=im Ausland"),
    (
      "near",
      """
      to the station=zum Bahnhof; to school=zur Schule; to the baker's=zum Bäcker; to the market=auf den Markt;
      home=nach Hause; to the library=in die Bibliothek; to the harbour=zum Hafen; to the lake=zum See;
      to the town hall=zum Rathaus; to the supermarket=in den Supermarkt; to work=zur Arbeit; to the beach=an den Strand;
      to the office=ins Büro; to the pharmacy=zur Apotheke; to the neighbours=zu den Nachbarn; to the park=in den Park;
      to the bridge=zur Brücke; into the forest=in den Wald; into town=in die Stadt; to the post office=zur Post
      """
    ),
    (
      "far",
      """
      to Berlin=nach Berlin; to Hamburg=nach Hamburg; to Vienna=nach Wien; to Munich=nach München; to Cologne=nach Köln;
      to Zurich=nach Zürich; to Rome=nach Rom; to Prague=nach Prag; to Italy=nach Italien; to Austria=nach Österreich;
      to Poland=nach Polen; to Spain=nach Spanien; to Denmark=nach Dänemark; to Norway=nach Norwegen;
      to Switzerland=in die Schweiz; to Turkey=in die Türkei; to the Netherlands=in die Niederlande;
      abroad=ins Ausland; to the seaside=ans Meer; to London=nach London; to Paris=nach Paris; to Sweden=nach Schweden
      """
    ),
    (
      "ridden",
      """
      through the forest=durch den Wald; across the meadow=über die Wiese; to the village=ins Dorf; on the beach=am Strand;
      over the bridge=über die Brücke; around the lake=um den See; down to the river=hinunter zum Fluss
      """
    ),
    (
      "means",
      "by train=mit dem Zug; by bus=mit dem Bus; by car=mit dem Auto; by bicycle=mit dem Fahrrad; by tram=mit der Straßenbahn; by taxi=mit dem Taxi"
    ),
  ]

  /// Times of habits, at the end of an English clause.
  static let habitTimes = Phrase.list(
    """
    every morning=jeden Morgen; every day=jeden Tag; every evening=jeden Abend; on Sundays=sonntags; on Mondays=montags;
    on Fridays=freitags; at the weekend=am Wochenende; twice a week=zweimal in der Woche; every Saturday=jeden Samstag;
    on Wednesdays=mittwochs; almost every day=fast jeden Tag
    """)

  /// Times of what belongs to a season.
  static let seasons = Phrase.list(
    "in summer=im Sommer; in autumn=im Herbst; in the holidays=in den Ferien; every year=jedes Jahr; in September=im September"
  )

  /// Times of habits, before an English verb.
  static let frequencies = Phrase.list(
    "often=oft; sometimes=manchmal; always=immer; usually=meistens; rarely=selten; never=nie; hardly ever=fast nie")

  static let recentTimes = Phrase.list(
    """
    yesterday=gestern; yesterday evening=gestern Abend; on Monday=am Montag; on Tuesday=am Dienstag;
    on Wednesday=am Mittwoch; on Thursday=am Donnerstag; on Friday=am Freitag; on Saturday=am Samstag; on Sunday=am Sonntag;
    this morning=heute Morgen; two days ago=vor zwei Tagen; an hour ago=vor einer Stunde;
    the day before yesterday=vorgestern; at the weekend=am Wochenende; after lunch=nach dem Mittagessen;
    at noon=mittags; last Saturday=letzten Samstag; before breakfast=vor dem Frühstück; ten minutes ago=vor zehn Minuten
    """)

  /// For what is not done in a moment.
  static let distantTimes = Phrase.list(
    """
    last week=letzte Woche; last year=letztes Jahr; in March=im März; in May=im Mai; in autumn=im Herbst;
    in spring=im Frühling; three weeks ago=vor drei Wochen; a month ago=vor einem Monat; last month=letzten Monat;
    last winter=letzten Winter; last summer=letzten Sommer; in September=im September
    """)

  static let nearTimes = Phrase.list(
    """
    tomorrow=morgen; tomorrow evening=morgen Abend; on Monday=am Montag; on Tuesday=am Dienstag; on Wednesday=am Mittwoch;
    on Thursday=am Donnerstag; on Friday=am Freitag; on Saturday=am Samstag; on Sunday=am Sonntag;
    this evening=heute Abend; in two days=in zwei Tagen; soon=bald; after work=nach der Arbeit;
    after lunch=nach dem Mittagessen; today=heute; this afternoon=heute Nachmittag;
    the day after tomorrow=übermorgen; at the weekend=am Wochenende; in half an hour=in einer halben Stunde
    """)

  static let laterTimes = Phrase.list(
    """
    next week=nächste Woche; next year=nächstes Jahr; in April=im April; in June=im Juni; next month=nächsten Monat;
    in a week=in einer Woche; next summer=nächsten Sommer; in the holidays=in den Ferien; in three months=in drei Monaten
    """)

  static let names: [(name: String, gender: Gender)] = [
    ("Anna", .feminine), ("Lena", .feminine), ("Marie", .feminine), ("Sophie", .feminine), ("Julia", .feminine),
    ("Emma", .feminine), ("Paula", .feminine), ("Clara", .feminine), ("Nina", .feminine), ("Eva", .feminine),
    ("Paul", .masculine), ("Max", .masculine), ("Jonas", .masculine), ("Felix", .masculine), ("Tom", .masculine),
    ("David", .masculine), ("Simon", .masculine), ("Martin", .masculine), ("Jan", .masculine), ("Peter", .masculine),
  ]

  static let surnames = ["Weber", "Klein", "Hoffmann", "Schulz", "Becker", "Wagner", "Braun", "Vogel"]
}
