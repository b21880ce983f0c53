package dev.tandem.contract.io;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What can be said of a codec and, for a composite type, follows from its parts. */
enum Property {
  CANONICAL {
    @Override
    boolean ofLeaf(Codec<?> codec) {
      return codec.canonical();
    }
  },
  ORDERED {
    @Override
    boolean ofLeaf(Codec<?> codec) {
      return codec.ordered();
    }
  },
  AGREES_WITH_EQUALS {
    @Override
    boolean ofLeaf(Codec<?> codec) {
      return codec.agreesWithEquals();
    }
  };

  /**
   * A type that leads to more different codecs than this nests itself with ever new type arguments.
   */
  private static final int MAX_PARTS = 1000;

  abstract boolean ofLeaf(Codec<?> codec);

  /**
   * The first codec in {@code root}, itself included, that lacks this property; types may hold
   * themselves.
   */
  Optional<Codec<?>> missing(Codec<?> root) {
    Set<Codec<?>> seen = new HashSet<>();
    Deque<Codec<?>> open = new ArrayDeque<>();
    open.add(root);
    seen.add(root);
    while (!open.isEmpty()) {
      Codec<?> next = open.remove();
      if (!(next instanceof CompositeCodec<?> composite)) {
        if (!ofLeaf(next)) {
          return Optional.of(next);
        }
        continue;
      }
      if (!composite.allows(this)) {
        return Optional.of(next);
      }
      composite.parts().stream().filter(seen::add).forEach(open::add);
      if (seen.size() > MAX_PARTS) {
        throw new IllegalArgumentException(
            root.describe() + " nests itself with ever new type arguments; " + TypeCodecs.REMEDY);
      }
    }
    return Optional.empty();
  }
}
