package dev.tandem.harness;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which versions are at work. */
final class Versions {
  /** The library behind a contender: the start of its jar's name, by the start of its own name. */
  private static final Map<String, String> LIBRARIES =
      Map.of("spark", "spark-core_", "hadoop", "hadoop-client-api-", "duckdb", "duckdb_jdbc-");

  private static final Pattern NUMBER = Pattern.compile("-([0-9][0-9A-Za-z.]*)\\.jar$");

  private Versions() {}

  /** The version of the library behind a contender, or else that of this suite. */
  static String of(String contender) {
    String library = LIBRARIES.get(contender.replaceAll("-.*", ""));
    return library == null ? suite() : library(library, System.getProperty("java.class.path"));
  }

  /** The version of a library, from the name of its jar on a class path. */
  static String library(String start, String classPath) {
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
      String name = new File(entry).getName();
      Matcher number = NUMBER.matcher(name);
      if (name.startsWith(start) && number.find()) {
        return number.group(1);
      }
    }
    return Suite.UNKNOWN;
  }

  /** The version of this suite, which the build has written down. */
  static String suite() {
    Properties build = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      return Suite.UNKNOWN;
    }
    return build.getProperty("version", Suite.UNKNOWN);
  }
}
