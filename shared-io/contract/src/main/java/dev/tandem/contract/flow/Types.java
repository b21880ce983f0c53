package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Chooses codecs where a verb does not name a class. */
final class Types {
  private Types() {}

  /** The codec of what a function returns, as far as its declaration tells. */
  @SuppressWarnings("unchecked")
  static <R> Codec<R> returnedBy(Serializable function) {
    return (Codec<R>) orMissing(Codecs.returnTypeOf(function));
  }

  /**
   * The codec of an aggregator's result: by its class where it declares one, else by each result's
   * class.
   */
  @SuppressWarnings("unchecked")
  static <R> Codec<R> resultOf(Aggregator<?, ?, R> aggregator) {
    Class<?> type =
        Arrays.stream(aggregator.getClass().getMethods())
            .filter(method -> method.getName().equals("finish") && !method.isBridge())
            .map(Method::getReturnType)
            .findFirst()
            .<Class<?>>map(found -> found)
            .orElse(Object.class);
    return (Codec<R>) orMissing(type);
  }

  /**
   * The codec in its form for keys, where it has one; a codec that cannot be a key stays as it is
   * until something is grouped by it.
   */
  static <K> Codec<K> asKey(Codec<K> codec) {
    return codec.canonical() ? Codecs.checkKey(codec, "key") : codec;
  }

  /**
   * The codec of a class; one that fails with a good message when it is first needed if there is
   * none.
   */
  static <T> Codec<T> orMissing(Class<T> type) {
    try {
      return Codecs.of(type);
    } catch (IllegalArgumentException none) {
      return new Missing<>(type.getSimpleName(), none.getMessage());
    }
  }

  /**
   * Stands for the codec of a class that has none: records of such a class may pass between fused
   * steps, but never be kept, moved or be keys.
   */
  private record Missing<T>(String type, String message) implements Codec<T> {
    @Override
    public void write(T value, Output out) {
      throw new IllegalArgumentException(message);
    }

    @Override
    public T read(Input in) {
      throw new IllegalArgumentException(message);
    }

    @Override
    public boolean canonical() {
      return false;
    }

    @Override
    public int hash(T value) {
      throw new IllegalArgumentException(message);
    }

    @Override
    public String describe() {
      return type + " (no codec)";
    }
  }
}
