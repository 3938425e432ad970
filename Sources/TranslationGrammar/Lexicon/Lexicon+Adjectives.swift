extension Lexicon {
  /// English, German as a predicate (after a slash the stem before endings, where it differs), English comparative (`-`
  /// for none), German comparative, the nouns it goes with.
  static let adjectiveTable = """
    old|alt|older|älter|job pet building furn vehicle cloth device instrument book letter newspaper bag suitcase tree film song
    young|jung|younger|jünger|job pet horse fox bird
    new|neu|newer|neuer|cloth furn device vehicle building instrument tool book novel magazine film song colleague teacher doctor
    big|groß|bigger|größer|building furn cont ware vehicle dog farm bear tree bush chamber garden lake city park pumpkin fish cake picture
    small|klein|smaller|kleiner|building furn cont ware vehicle pet mouse bird hedgehog frog squirrel tree bush chamber garden lake village cake child
    beautiful|schön|more beautiful|schöner|cloth castle church outdoor plant song picture photo poem vase horse necklace ring
    expensive|teuer/teur|more expensive|teurer|cloth furn device car bicycle boat instrument ticket wine watch ring necklace hotel restaurant flat
    cheap|billig|cheaper|billiger|cloth furn device bicycle ticket wine watch hotel restaurant
    fresh|frisch|-|-|fruit veg roll pretzel bread fish milk juice egg butter meat
    sweet|süß|sweeter|süßer|apple pear cherry plum strawberry peach melon orange cake juice lemonade wine waffle
    sour|sauer/saur|more sour|saurer|apple cherry plum milk
    ripe|reif|riper|reifer|fruit tomato
    hot|heiß|hotter|heißer|soup stew coffee tea cocoa water pan pot
    cold|kalt|colder|kälter|soup drink lake river chamber
    warm|warm|warmer|wärmer|coat jacket jumper blanket chamber milk roll
    red|rot|-|-|cloth car bicycle apple ball armchair sofa rose tulip candle bucket towel
    green|grün|-|-|cloth car bicycle apple bottle sofa door pillow blanket
    blue|blau|-|-|cloth car bicycle vase cup plate door pillow bucket boat towel
    yellow|gelb|-|-|umbrella tulip car dress jumper cup kite pear
    black|schwarz|-|-|coat hat suit shoe dog cat horse car umbrella suitcase
    white|weiß|-|-|shirt blouse dress horse cat house plate vase towel rabbit
    brown|braun|-|-|coat boot bag suit horse dog hen sofa belt
    grey|grau|-|-|suit coat cat donkey mouse jumper carpet
    long|lang|longer|länger|letter report list scarf coat skirt novel journey meeting film river bridge path ladder
    short|kurz|shorter|kürzer|letter report list skirt journey meeting film story poem path message
    exciting|spannend|more exciting|spannender|novel story film match race journey book competition
    boring|langweilig|more boring|langweiliger|novel film match course book report exhibition meeting
    interesting|interessant|more interesting|interessanter|reading film course exhibition idea question museum offer
    funny|lustig|funnier|lustiger|story film song joke message fairy_tale
    sad|traurig|sadder|trauriger|story film song letter poem
    difficult|schwierig|more difficult|schwieriger|question task exercise riddle exam decision
    easy|einfach|easier|einfacher|question task exercise riddle exam recipe
    important|wichtig|more important|wichtiger|meeting question contract letter rule decision exam appointment
    strange|seltsam|stranger|seltsamer|message letter dream idea story song guest
    good|gut|better|besser|book novel film restaurant hotel idea plan answer wine bread doctor teacher mechanic cook
    bad|schlecht|worse|schlechter|film restaurant hotel idea plan answer wine coffee
    friendly|freundlich|friendlier|freundlicher|job kin dog
    tired|müde/müd|more tired|müder|job horse
    clever|klug|cleverer|klüger|job dog fox idea
    lazy|faul|lazier|fauler|student pupil cat donkey dog boy
    hard-working|fleißig|more hard-working|fleißiger|student pupil farmer gardener secretary nurse
    nervous|nervös|more nervous|nervöser|student pupil actor singer horse patient
    angry|wütend|angrier|wütender|customer guest neighbour boss farmer policeman
    happy|glücklich|happier|glücklicher|child boy girl man woman
    rich|reich|richer|reicher|man woman customer guest tourist uncle aunt
    strong|stark|stronger|stärker|man woman bear horse coffee tea
    brave|mutig|braver|mutiger|policeman boy girl woman man captain
    polite|höflich|more polite|höflicher|waiter saleswoman boy girl guest customer
    curious|neugierig|more curious|neugieriger|child journalist cat neighbour tourist monkey boy
    quiet|ruhig|quieter|ruhiger|street village room hotel guest flat park
    loud|laut|louder|lauter|radio trumpet party street restaurant vacuum_cleaner washing_machine
    patient|geduldig|more patient|geduldiger|teacher nurse doctor trainer saleswoman
    famous|berühmt|more famous|berühmter|artist picture museum novel castle song scientist
    strict|streng|stricter|strenger|teacher trainer boss rule librarian
    honest|ehrlich|more honest|ehrlicher|man woman answer mechanic lawyer
    hungry|hungrig|hungrier|hungriger|child boy bear wolf dog cat guest
    dangerous|gefährlich|more dangerous|gefährlicher|snake bear lion path race river street
    fast|schnell|faster|schneller|car train horse boat bicycle motorcycle ship
    slow|langsam|slower|langsamer|bus train ferry computer tortoise waiter
    modern|modern|more modern|moderner|building kitchen office furn device
    dirty|schmutzig|dirtier|schmutziger|cloth plate glass cup window car boot floor towel
    clean|sauber|cleaner|sauberer|shirt plate glass cup window towel kitchen bathroom
    empty|leer|-|-|bottle glass box bucket basket cup chamber cupboard drawer suitcase
    full|voll|-|-|bottle glass box bucket basket bus cupboard
    heavy|schwer|heavier|schwerer|cont furn book blanket coat
    light|leicht|lighter|leichter|jacket suitcase bag chair bicycle blanket
    thick|dick|thicker|dicker|book novel coat blanket carpet jumper
    thin|dünn|thinner|dünner|book jacket blanket notebook shirt
    narrow|schmal|narrower|schmaler|street path bridge bed staircase door
    wide|breit|wider|breiter|street river bridge bed path
    deep|tief|deeper|tiefer|lake river pond valley
    high|hoch/hoh|higher|höher|mountain tower fence bridge wall
    dark|dunkel/dunkl|darker|dunkler|cellar chamber street forest suit
    bright|hell|brighter|heller|living_room room kitchen lamp office
    comfortable|bequem|more comfortable|bequemer|chair sofa armchair bed shoe
    soft|weich|softer|weicher|pillow blanket bed towel
    round|rund|-|-|table mirror carpet pillow
    colourful|bunt|more colourful|bunter|dress scarf carpet kite butterfly parrot
    elegant|elegant|more elegant|eleganter|suit dress coat hat shoe restaurant
    practical|praktisch|more practical|praktischer|bag rucksack tool kitchen bicycle
    valuable|wertvoll|more valuable|wertvoller|picture book ring coin stamp violin carpet vase
    rare|selten|rarer|seltener|bird coin stamp flower butterfly
    delicious|köstlich|-|-|cake soup stew pizza cheese jam pancake waffle
    spicy|scharf|spicier|schärfer|soup stew sausage
    crisp|knusprig|crisper|knuspriger|roll pizza pretzel waffle
    rusty|rostig|rustier|rostiger|bicycle key saw gate axe
    sharp|scharf|sharper|schärfer|knife axe saw needle
    wet|nass|wetter|nasser|towel coat dog shoe floor umbrella
    secret|geheim|-|-|message plan letter meeting
    correct|richtig|-|-|answer form
    wrong|falsch|-|-|answer key list
    helpful|hilfsbereit|more helpful|hilfsbereiter|neighbour colleague policeman librarian friend
    shy|schüchtern|shyer|schüchterner|boy girl pupil student
    cheerful|fröhlich|more cheerful|fröhlicher|child girl song baker singer
    cosy|gemütlich|cosier|gemütlicher|living_room flat hut restaurant armchair
    sunny|sonnig|sunnier|sonniger|balcony living_room room garden beach island
    peaceful|friedlich|more peaceful|friedlicher|village valley park meadow
    steep|steil|steeper|steiler|path mountain staircase street roof
    tame|zahm|tamer|zahmer|parrot squirrel deer duck rabbit
    fat|dick|fatter|dicker|cat hamster pig goose
    simple|einfach|simpler|einfacher|answer plan recipe idea rule
    impatient|ungeduldig|more impatient|ungeduldiger|customer patient boss child guest
    careful|vorsichtig|more careful|vorsichtiger|pilot captain bus_driver electrician
    useful|nützlich|more useful|nützlicher|tool book map answer exercise
    torn|zerrissen|-|-|shirt jacket sock poster map
    """
}
