package dev.tandem.spark.same;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.rdd.api.StorageLevels;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The storage levels have Spark's names and meanings. */
class StorageLevelsTest {
  @Test
  void areThoseOfSpark() throws IllegalAccessException {
    assertThat(described(StorageLevels.class))
        .hasSize(13)
        .isEqualTo(described(org.apache.spark.api.java.StorageLevels.class));
  }

  private static Map<String, String> described(Class<?> levels) throws IllegalAccessException {
    Map<String, String> described = new TreeMap<>();
    for (Field field : Arrays.stream(levels.getFields()).toList()) {
      described.put(field.getName(), flags(field.get(null)));
    }
    return described;
  }

  /** What a level says of itself under Spark's names. */
  private static String flags(Object level) {
    if (level instanceof org.apache.spark.storage.StorageLevel spark) {
      return "%s %s %s %s %d"
          .formatted(
              spark.useDisk(),
              spark.useMemory(),
              spark.useOffHeap(),
              spark.deserialized(),
              spark.replication());
    }
    dev.tandem.rdd.store.StorageLevel own = (dev.tandem.rdd.store.StorageLevel) level;
    return "%s %s %s %s %d"
        .formatted(
            own.useDisk(),
            own.useMemory(),
            own.useOffHeap(),
            own.deserialized(),
            own.replication());
  }
}
