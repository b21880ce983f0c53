package dev.tandem.datasets.samples;

import dev.tandem.datasets.generate.SplitMix64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Readable English from sentence patterns: one little book for each topic. */
final class TextSample {
  private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");
  private static final Pattern ARTICLE = Pattern.compile("\\b([Aa]) (?=[aeiou])");
  private static final int WIDTH = 76;

  private static final String[] SENTENCES = {
    "The {adjective} {noun} {past} near the {place}.",
    "The {noun} {past} before the {noun} {past}.",
    "{person} {did} the {noun} and took it to the {place}.",
    "On {day} {person} said that the {noun} was too {adjective}.",
    "Nobody at the {place} had seen such {adjective} {noun}s before.",
    "How many {noun}s does a {place} need, and how {adjective} may they be?",
    "\"I have {number} {noun}s,\" said {person}, \"and none of them is {adjective}.\"",
    "Every {noun} has its {noun}, and every {adjective} {noun} has {number}.",
    "{person} and {person} {did} {number} {noun}s in the {place} until the light was gone.",
    "It was a {adjective} {day}, and the {place} was full of {noun}s.",
    "Some of the {noun}s were {adjective}; the others were only {adjective}.",
    "In the {place} there is a {noun} that has never {past}.",
    "When the {noun} {past}, {person} counted the {noun}s again: {number}.",
    "Who {did} the {adjective} {noun}?",
    "There was no {noun} left for {person}, who {did} a {noun} instead.",
    "The {place} is older than the {place}, but its {noun}s are less {adjective}.",
    "\"Count first, then argue,\" {person} used to say of the {noun}s.",
    "After {number} days the {noun} of the {place} {past} once more."
  };
  private static final String[] PEOPLE =
      ("Ada,Zo\u00eb,Jos\u00e9,Grace,Mr Finch,Ingrid,\u0141ukasz,Mrs Okafor,the apprentice,old Tom,"
              + "Priya,M\u00e5rten,the visitor,a neighbour")
          .split(",");
  private static final String[] DAYS =
      "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday".split(",");
  private static final String[] NUMBERS =
      "two,three,five,seven,eleven,a dozen,forty,a hundred,12,1024".split(",");
  private static final String[] ADJECTIVES =
      "quiet,old,bright,heavy,careful,early,narrow,honest,cold,simple,useful,strange".split(",");
  private static final String[] DID =
      "found,carried,mended,counted,sorted,painted,borrowed,kept,measured,sold".split(",");
  private static final String[] PAST =
      "waited,moved,changed,failed,returned,arrived,turned,began,stopped,grew".split(",");

  /** A book: its words are its own, besides those that all books share. */
  private record Topic(String name, String[] nouns, String[] places, String[] adjectives) {}

  private static final List<Topic> TOPICS =
      List.of(
          topic(
              "garden",
              "seed,rose,spade,hedge,bee,apple,root,bean,worm,pear",
              "orchard,greenhouse,compost heap,pond",
              "green,ripe,thorny,sweet"),
          topic(
              "harbour",
              "ship,rope,anchor,gull,crane,barrel,sail,net,pilot,buoy",
              "quay,lighthouse,customs house,breakwater",
              "salty,rusty,seaworthy,tidal"),
          topic(
              "kitchen",
              "pot,spoon,onion,recipe,oven,plate,knife,pie,egg,lemon",
              "pantry,cellar,long table,bakery",
              "warm,burnt,sour,spicy"),
          topic(
              "library",
              "book,page,shelf,map,reader,index,letter,chapter,card,word",
              "reading room,archive,staircase,catalogue hall",
              "dusty,rare,printed,forgotten"),
          topic(
              "market",
              "coin,stall,basket,merchant,price,scale,melon,carpet,bargain,cheese",
              "square,fountain,counting house,gate",
              "cheap,noisy,fresh,round"),
          topic(
              "mountain",
              "path,stone,goat,glacier,hut,rope,cloud,ridge,echo,boot",
              "summit,valley,pass,shelter",
              "steep,white,icy,distant"),
          topic(
              "observatory",
              "star,lens,planet,comet,mirror,orbit,moon,clock,signal,chart",
              "dome,tower,dark room,meridian",
              "faint,distant,blue,periodic"),
          topic(
              "orchestra",
              "violin,drum,flute,score,horn,string,chord,cello,pause,baton",
              "concert hall,balcony,rehearsal room,stage",
              "loud,slow,tuned,solemn"),
          topic(
              "railway",
              "train,rail,signal,ticket,engine,bridge,whistle,lamp,wagon,clock",
              "station,tunnel,junction,depot",
              "late,fast,iron,crowded"),
          topic(
              "school",
              "pupil,lesson,pencil,question,answer,map,slate,number,essay,bell",
              "classroom,playground,corridor,gymnasium",
              "curious,difficult,correct,clever"),
          topic(
              "weather",
              "storm,cloud,wind,flood,drought,shower,frost,rainbow,breeze,thunderbolt",
              "coast,weather station,plain,island",
              "wet,mild,stormy,dry"),
          topic(
              "workshop",
              "hammer,nail,plank,wheel,spring,gear,chisel,drawer,lock,bolt",
              "workbench,forge,yard,tool shed",
              "sharp,broken,polished,wooden"));

  private final SplitMix64 random;
  private final Topic topic;

  private TextSample(Topic topic) {
    this.topic = topic;
    this.random = SplitMix64.stream(2026, topic.name().hashCode());
  }

  private static Topic topic(String name, String nouns, String places, String adjectives) {
    return new Topic(name, nouns.split(","), places.split(","), adjectives.split(","));
  }

  static List<String> names() {
    return TOPICS.stream().map(Topic::name).toList();
  }

  /** The whole book, about that many characters long. */
  static String book(String name, int length) {
    for (Topic topic : TOPICS) {
      if (topic.name().equals(name)) {
        return new TextSample(topic).book(length);
      }
    }
    throw new IllegalArgumentException("no topic " + name);
  }

  private String book(int length) {
    StringBuilder book = new StringBuilder("THE BOOK OF THE " + upper(topic.name()) + "\n");
    while (book.length() < length) {
      book.append('\n');
      wrap(paragraph(), book);
    }
    return book.toString();
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private String paragraph() {
    StringBuilder paragraph = new StringBuilder();
    int sentences = 3 + random.nextInt(6);
    for (int i = 0; i < sentences; i++) {
      paragraph.append(i == 0 ? "" : " ").append(sentence());
    }
    return paragraph.toString();
  }

  private String sentence() {
    String filled =
        SLOT.matcher(SENTENCES[random.nextInt(SENTENCES.length)]).replaceAll(this::word);
    String agreed = ARTICLE.matcher(filled).replaceAll("$1n ");
    return upper(agreed.substring(0, 1)) + agreed.substring(1);
  }

  private String word(MatchResult slot) {
    return switch (slot.group(1)) {
      case "noun" -> any(topic.nouns());
      case "place" -> any(topic.places());
      case "adjective" -> any(random.nextInt(2) == 0 ? topic.adjectives() : ADJECTIVES);
      case "person" -> any(PEOPLE);
      case "day" -> any(DAYS);
      case "number" -> any(NUMBERS);
      case "did" -> any(DID);
      case "past" -> any(PAST);
      default -> throw new IllegalStateException("no words for " + slot.group());
    };
  }

  /** The first entries come more often than the last: of two draws the smaller one counts. */
  private String any(String[] words) {
    return words[Math.min(random.nextInt(words.length), random.nextInt(words.length))];
  }

  private static void wrap(String paragraph, StringBuilder book) {
    int column = 0;
    for (String word : paragraph.split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        book.append('\n');
        column = 0;
      }
      book.append(column == 0 ? "" : " ").append(word);
      column += word.length() + (column == 0 ? 0 : 1);
    }
    book.append('\n');
  }
}
