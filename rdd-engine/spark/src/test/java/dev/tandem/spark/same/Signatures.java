package dev.tandem.spark.same;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The public methods of a class as a user sees them, its own and inherited ones, by name and number
 * of arguments: {@code join/2}.
 */
final class Signatures {
  private final Map<String, List<String>> overloads = new TreeMap<>();

  private Signatures() {}

  static Signatures of(Class<?> type) {
    Signatures found = new Signatures();
    Arrays.stream(type.getMethods())
        .filter(Signatures::isForUsers)
        .forEach(
            method ->
                found
                    .overloads
                    .computeIfAbsent(
                        method.getName() + "/" + method.getParameterCount(),
                        absent -> new ArrayList<>())
                    .add(describe(method)));
    found.overloads.replaceAll((key, all) -> all.stream().distinct().sorted().toList());
    return found;
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

  /** Names with numbers of arguments, sorted. */
  List<String> keys() {
    return List.copyOf(overloads.keySet());
  }

  /** The overloads of one name and number of arguments, with their types. */
  List<String> overloads(String key) {
    return overloads.getOrDefault(key, List.of());
  }
}
