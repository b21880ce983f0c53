package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static Digest of(byte[]... records) {
    Digest digest = Digest.EMPTY;
    for (byte[] record : records) {
      digest = digest.plus(new Digest(1, Digest.hash(record, 0, record.length)));
    }
    return digest;
  }

  @Test
  void orderDoesNotMatterButNumberDoes() {
    byte[] a = {1, 2};
    byte[] b = {3};
    assertThat(of(a, b))
        .isEqualTo(of(b, a))
        .isNotEqualTo(of(a))
        .isNotEqualTo(of(a, a, b))
        .isNotEqualTo(of(a, a));
    assertThat(of()).isEqualTo(Digest.EMPTY);
  }

  @Test
  void zerosAtTheEndMatter() {
    assertThat(of(new byte[0])).isNotEqualTo(of(new byte[1])).isNotEqualTo(Digest.EMPTY);
    assertThat(of(new byte[8])).isNotEqualTo(of(new byte[9])).isNotEqualTo(of(new byte[16]));
  }

  @Test
  void onlyTheSliceCounts() {
    byte[] bytes = "0123456789abcdefXYZ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] middle = java.util.Arrays.copyOfRange(bytes, 3, 17);
    assertThat(Digest.hash(bytes, 3, 14)).isEqualTo(Digest.hash(middle, 0, 14));
  }

  @Test
  void everyFlippedBitIsSeen() {
    byte[] record = new byte[37];
    new Random(1).nextBytes(record);
    Set<Long> hashes = new HashSet<>();
    hashes.add(Digest.hash(record, 0, record.length));
    for (int bit = 0; bit < record.length * 8; bit++) {
      record[bit / 8] ^= (byte) (1 << bit % 8);
      hashes.add(Digest.hash(record, 0, record.length));
      record[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(hashes).hasSize(record.length * 8 + 1);
  }

  @Test
  void printsTheSameInEveryLocale() {
    assertThat(new Digest(3, 0xABCL)).hasToString("3:0000000000000abc");
  }
}
