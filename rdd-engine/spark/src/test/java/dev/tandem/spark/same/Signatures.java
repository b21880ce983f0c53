package dev.tandem.spark.same;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The public methods of a class as a user sees them, its own and inherited ones, by name and number
 * of arguments: {@code join/2}.
 */
final class Signatures {
  private static final Pattern FUNCTION = Pattern.compile("Function\\d?$|Fn\\d?$");

  private final Map<String, List<String>> overloads = new TreeMap<>();
  private final Map<String, List<String>> kinds = new TreeMap<>();

  private Signatures() {}

  static Signatures of(Class<?> type) {
    Signatures found = new Signatures();
    Arrays.stream(type.getMethods()).filter(Signatures::isForUsers).forEach(found::add);
    return found;
  }

  /** A method that is declared again with a narrower result is one. */
  private void add(Method method) {
    String key = method.getName() + "/" + method.getParameterCount();
    List<String> known = overloads.computeIfAbsent(key, absent -> new ArrayList<>());
    String described = describe(method);
    if (!known.contains(described)) {
      known.add(described);
      known.sort(null);
      kinds.computeIfAbsent(key, absent -> new ArrayList<>()).add(kinds(method));
    }
  }

  private static String kinds(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Signatures::kind)
        .collect(Collectors.joining());
  }

  /** A letter for what an argument is, by which swapped arguments differ. */
  private static String kind(Class<?> type) {
    String name = type.getSimpleName();
    if (type == Double.class) {
      return "d";
    } else if (type.isPrimitive()) {
      return name.substring(0, 1);
    } else if (FUNCTION.matcher(name).find()) {
      return "F";
    } else if (name.matches("(Java|SameKind)?(Pair|Double)?R[Dd][Dd](Like)?")) {
      return "R";
    }
    return List.of("Partitioner", "Comparator", "String", "Map").contains(name)
        ? name.substring(0, 1)
        : "O";
  }

  /** Neither what compilers add, Scala's form of varargs among it, nor what every object has. */
  private static boolean isForUsers(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && method.getDeclaringClass() != Object.class
        && !method.isBridge()
        && !method.isSynthetic()
        && !method.getName().contains("$")
        && !List.of(method.getParameterTypes()).contains(scala.collection.immutable.Seq.class);
  }

  private static String describe(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  /** Whether each overload of another class has one here whose arguments are of the same kinds. */
  boolean cover(String key, Signatures others) {
    List<String> free = new ArrayList<>(kinds.getOrDefault(key, List.of()));
    return others.kinds.get(key).stream().allMatch(free::remove);
  }

  /** Names with numbers of arguments, sorted. */
  List<String> keys() {
    return List.copyOf(overloads.keySet());
  }

  /** The overloads of one name and number of arguments, with their types. */
  List<String> overloads(String key) {
    return overloads.getOrDefault(key, List.of());
  }
}
