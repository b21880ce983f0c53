package dev.tandem.datasets.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.datasets.generate.RecordFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordDigestTest {
  private static RecordDigest.Result digest(RecordFormat format, byte[] data, int chunk) {
    RecordDigest digest = new RecordDigest(format);
    for (int at = 0; at < data.length; at += chunk) {
      digest.update(data, at, Math.min(chunk, data.length - at));
    }
    return digest.finish();
  }

  private static RecordDigest.Result lines(String text) {
    return digest(RecordFormat.LINES, text.getBytes(StandardCharsets.UTF_8), 1000);
  }

  @ParameterizedTest
  @EnumSource(RecordFormat.class)
  void chunksMakeNoDifference(RecordFormat format) {
    byte[] data =
        "#a\nbcd\n\n# comment\nlong line, longer than a word\nlast"
            .repeat(20)
            .getBytes(StandardCharsets.US_ASCII);
    RecordDigest.Result whole = digest(format, data, data.length);
    for (int chunk = 1; chunk < 220; chunk++) {
      assertThat(digest(format, data, chunk)).isEqualTo(whole);
    }
  }

  @Test
  void countsRecords() {
    assertThat(lines("").records()).isZero();
    assertThat(lines("\n").records()).isEqualTo(1);
    assertThat(lines("a\nb").records()).isEqualTo(2);
    byte[] data = "#a\nb\n#c\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(digest(RecordFormat.COMMENTED_LINES, data, 3).records()).isEqualTo(1);
    assertThat(digest(RecordFormat.FIXED_100, new byte[250], 70).records()).isEqualTo(3);
  }

  @Test
  void theSumIsBlindToOrderButNotToContent() {
    assertThat(lines("a\nb\nc\n").recordSum()).isEqualTo(lines("c\na\nb\n").recordSum());
    assertThat(lines("a\nb\n").recordSum()).isNotEqualTo(lines("a\nc\n").recordSum());
    assertThat(lines("a\na\n").recordSum()).isNotEqualTo(lines("b\nb\n").recordSum());
    assertThat(lines("ab\n\n").recordSum()).isNotEqualTo(lines("a\nb\n").recordSum());
    assertThat(lines("a\nb\n").sha256()).isNotEqualTo(lines("b\na\n").sha256());
  }
}
