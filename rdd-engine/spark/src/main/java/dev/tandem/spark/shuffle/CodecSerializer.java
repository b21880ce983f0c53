package dev.tandem.spark.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.spark.task.Identity;
import dev.tandem.spark.task.Shipped;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/**
 * Pairs as bytes in our codecs, for one shuffle or for what spills behind it. Bytes depend on
 * nothing that was written before, so that Spark may move records around without decoding them.
 */
final class CodecSerializer extends Serializer implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How keys and values are written. */
  interface PairForm {
    void writeKey(Object key, Output out);

    void writeValue(Object value, Output out);

    Object readKey(Input in);

    Object readValue(Input in);
  }

  /** Makes the form in a task. */
  interface Forms extends Serializable {
    PairForm open();
  }

  private final Forms forms;
  private transient LongConsumer fetched;

  CodecSerializer(Forms forms) {
    this.forms = forms;
  }

  /**
   * What travels through a shuffle.
   *
   * @param input of the grouping
   * @param identities whether keys are read as what hash tables hold
   */
  static CodecSerializer ofShuffle(Shipped<GroupSpec> group, int input, boolean identities) {
    return new CodecSerializer(
        () -> new KeyedForm(group.open().keys(), group.open().travelling(input), identities));
  }

  /** In a task: tells how many records each stream of the shuffle had. */
  void onFetched(LongConsumer listener) {
    fetched = listener;
  }

  @Override
  public boolean supportsRelocationOfSerializedObjects() {
    return true;
  }

  @Override
  public SerializerInstance newInstance() {
    return new Instance(forms.open(), fetched);
  }

  /** Keys, and values of one codec. */
  static final class KeyedForm implements PairForm {
    private final Codec<Object> keys;
    private final Codec<Object> values;
    private final boolean identities;

    KeyedForm(Codec<Object> keys, Codec<Object> values, boolean identities) {
      this.keys = keys;
      this.values = values;
      this.identities = identities;
    }

    @Override
    public void writeKey(Object key, Output out) {
      if (key instanceof EncodedKey encoded) {
        out.writeBytes(encoded.bytes(), 0, encoded.bytes().length);
      } else {
        keys.write(key, out);
      }
    }

    @Override
    public void writeValue(Object value, Output out) {
      values.write(value, out);
    }

    @Override
    public Object readKey(Input in) {
      Object key = keys.read(in);
      return identities ? Identity.of(keys, key) : key;
    }

    @Override
    public Object readValue(Input in) {
      return values.read(in);
    }
  }

  private static final class Instance extends SerializerInstance {
    private final PairForm form;
    private final LongConsumer fetched;

    Instance(PairForm form, LongConsumer fetched) {
      this.form = form;
      this.fetched = fetched;
    }

    @Override
    public SerializationStream serializeStream(OutputStream out) {
      return new PairOutput(form, out);
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
      return new PairInput(form, in, fetched);
    }

    @Override
    public <T> ByteBuffer serialize(T object, ClassTag<T> tag) {
      throw onlyPairs();
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassTag<T> tag) {
      throw onlyPairs();
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> tag) {
      throw onlyPairs();
    }
  }

  static UnsupportedOperationException onlyPairs() {
    return new UnsupportedOperationException("this serialiser knows pairs only");
  }
}
