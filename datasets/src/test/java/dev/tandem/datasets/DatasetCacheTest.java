package dev.tandem.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.datasets.generate.DataSize;
import dev.tandem.datasets.store.Manifest;
import dev.tandem.datasets.store.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCacheTest {
  private static final GenerateRequest REQUEST =
      GenerateRequest.of("points", DataSize.rows(20)).withSeed(1);

  @TempDir Path folder;
  private final AtomicInteger generated = new AtomicInteger();
  private final ProgressListener counting = bytes -> generated.incrementAndGet();

  @Test
  void generatesOnceAndAgainWhereDataHasChanged() throws IOException {
    DatasetCache cache = new DatasetCache(folder.resolve("cache"));
    Path data = cache.get(REQUEST, counting);
    byte[] right = Files.readAllBytes(data);
    assertThat(cache.get(REQUEST, counting)).isEqualTo(data);
    assertThat(generated).hasValue(1);

    byte[] wrong = right.clone();
    wrong[5] ^= 1;
    Files.write(data, wrong);
    cache.get(REQUEST, counting);
    assertThat(generated).hasValue(2);
    assertThat(data).hasBinaryContent(right);

    Files.delete(Manifest.pathFor(data, false));
    cache.get(REQUEST, counting);
    assertThat(generated).hasValue(3);
  }

  @Test
  void requestsThatDifferHaveDataOfTheirOwn() throws IOException {
    DatasetCache cache = new DatasetCache(folder);
    assertThat(
            new Path[] {
              cache.get(REQUEST, counting),
              cache.get(REQUEST.withSeed(2), counting),
              cache.get(REQUEST.withFiles(2), counting),
              cache.get(REQUEST.withParams(Map.of("k", "3")), counting),
              cache.get("points", DataSize.rows(21), 1),
              cache.get("rankings", DataSize.rows(20), 1)
            })
        .doesNotHaveDuplicates();
    assertThat(cache.get("points", DataSize.rows(20), 1)).isEqualTo(cache.get(REQUEST, counting));
  }
}
