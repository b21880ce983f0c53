package dev.tandem.spark.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.CorruptDataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.serializer.SerializationStream;
import org.junit.jupiter.api.Test;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Pairs as bytes and back. */
class PairStreamTest {
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

  @SuppressWarnings("unchecked") // codecs of objects
  private static CodecSerializer.PairForm form() {
    return new CodecSerializer.KeyedForm(
        (Codec<Object>) (Codec<?>) Codecs.TEXT, (Codec<Object>) (Codec<?>) Codecs.LONG, false);
  }

  private static byte[] write(int from, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (SerializationStream out = new PairOutput(form(), bytes)) {
      for (long i = from; i < to; i++) {
        out.writeKey("key " + i, ANY);
        out.writeValue(i, ANY);
      }
    }
    return bytes.toByteArray();
  }

  private static long sum(byte[] bytes, AtomicLong fetched) {
    Iterator<Tuple2<Object, Object>> pairs =
        new PairInput(form(), new ByteArrayInputStream(bytes), fetched::addAndGet)
            .asKeyValueIterator();
    long sum = 0;
    while (pairs.hasNext()) {
      Tuple2<Object, Object> pair = pairs.next();
      assertThat(pair._1()).isEqualTo("key " + pair._2());
      sum += (Long) pair._2();
    }
    return sum;
  }

  @Test
  void streamsCanBeReadOneBehindTheOther() {
    byte[] first = write(0, 5000);
    byte[] second = write(5000, 5001);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    AtomicLong fetched = new AtomicLong();
    assertThat(sum(both, fetched)).isEqualTo(5000L * 5001 / 2);
    assertThat(fetched).hasValue(5001);
  }

  @Test
  void nothingIsReadAsNothing() {
    AtomicLong fetched = new AtomicLong();
    assertThat(sum(write(0, 0), fetched)).isZero();
    assertThat(fetched).hasValue(0);
  }

  @Test
  void aCutStreamIsNeverAShorterAnswer() {
    byte[] whole = write(0, 100);
    for (int length = 1; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> sum(cut, new AtomicLong())).isInstanceOf(CorruptDataException.class);
    }
  }
}
