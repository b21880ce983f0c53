package dev.tandem.contract.io;

import dev.tandem.contract.flow.Pair;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** From generic types to codecs. */
final class TypeCodecs {
  private static final Set<Class<?>> LISTS = Set.of(List.class, ArrayList.class);
  private static final Set<Class<?>> SETS = Set.of(Set.class, HashSet.class, LinkedHashSet.class);
  private static final Set<Class<?>> MAPS = Set.of(Map.class, HashMap.class, LinkedHashMap.class);

  private final Map<TypeVariable<?>, Codec<?>> variables = new HashMap<>();
  private final DynamicCodec dynamic;
  private final Map<RecordCodec<?>, RecordCodec<?>> known;

  /** Types outside any declaration: type variables are open. */
  TypeCodecs(DynamicCodec dynamic) {
    this.dynamic = dynamic;
    this.known = new ConcurrentHashMap<>();
  }

  /**
   * Types inside the declaration of {@code owner}, whose type arguments have the given codecs, or
   * are open if there are none.
   */
  TypeCodecs(
      Class<?> owner,
      List<Codec<?>> arguments,
      DynamicCodec dynamic,
      Map<RecordCodec<?>, RecordCodec<?>> known) {
    this.dynamic = dynamic;
    this.known = known;
    TypeVariable<?>[] parameters = owner.getTypeParameters();
    for (int i = 0; i < arguments.size(); i++) {
      variables.put(parameters[i], arguments.get(i));
    }
  }

  /**
   * @throws IllegalArgumentException if there is no codec for a class in {@code type}
   */
  Codec<?> of(Type type) {
    if (type instanceof Class<?> c) {
      return dynamic.codecOf(c);
    }
    if (type instanceof ParameterizedType p) {
      return ofParameterized((Class<?>) p.getRawType(), p.getActualTypeArguments());
    }
    if (type instanceof GenericArrayType a) {
      return objectArray(erase(a.getGenericComponentType()), of(a.getGenericComponentType()));
    }
    if (type instanceof WildcardType w) {
      return of(w.getUpperBounds()[0]);
    }
    Codec<?> bound = variables.get(type);
    return bound != null ? bound : dynamic.codecOf(erase(type));
  }

  private Codec<?> ofParameterized(Class<?> raw, Type[] arguments) {
    boolean container =
        LISTS.contains(raw) || SETS.contains(raw) || MAPS.contains(raw) || raw == Optional.class;
    if (!container && !raw.isRecord()) {
      return dynamic.codecOf(raw);
    }
    List<Codec<?>> codecs = new ArrayList<>();
    for (Type argument : arguments) {
      codecs.add(of(argument));
    }
    return generic(raw, List.copyOf(codecs));
  }

  private Codec<?> generic(Class<?> raw, List<Codec<?>> arguments) {
    if (raw == Pair.class) {
      return new PairCodec<>(arguments.get(0), arguments.get(1));
    }
    if (raw.isRecord()) {
      RecordCodec<?> codec = new RecordCodec<>(raw, arguments, dynamic, known);
      RecordCodec<?> before = known.putIfAbsent(codec, codec);
      return before != null ? before : codec;
    }
    return container(raw, arguments);
  }

  private static Codec<?> container(Class<?> raw, List<Codec<?>> arguments) {
    if (LISTS.contains(raw)) {
      return new CollectionCodecs.Lists<>(arguments.get(0));
    }
    if (SETS.contains(raw)) {
      return new CollectionCodecs.Sets<>(arguments.get(0));
    }
    if (MAPS.contains(raw)) {
      return new CollectionCodecs.Maps<>(arguments.get(0), arguments.get(1));
    }
    return raw == Optional.class ? new CollectionCodecs.Optionals<>(arguments.get(0)) : null;
  }

  /**
   * The codec of a class whose type arguments, if it has any, are open; looked up in {@link
   * DynamicCodec#codecOf} once a class.
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an enum's class is a Class<E extends Enum<E>>
  static Codec<?> ofClass(Class<?> type, DynamicCodec dynamic) {
    Codec<?> builtIn = BuiltIn.codec(type);
    if (builtIn != null) {
      return builtIn;
    }
    if (type.isEnum()) {
      return new EnumCodec(type);
    }
    if (type == Pair.class) {
      return new PairCodec<>(dynamic, dynamic);
    }
    if (type.isRecord()) {
      return new RecordCodec<>(type, List.of(), dynamic, new ConcurrentHashMap<>());
    }
    if (type.isArray()) {
      return objectArray(type.getComponentType(), dynamic.codecOf(type.getComponentType()));
    }
    Codec<?> container = container(type, List.of(dynamic, dynamic));
    if (container != null) {
      return container;
    }
    if (type == Object.class || type == Number.class || type.isInterface()) {
      return dynamic;
    }
    throw noCodec(type);
  }

  @SuppressWarnings("unchecked") // the two arguments are of one type
  private static Codec<?> objectArray(Class<?> component, Codec<?> element) {
    return new CollectionCodecs.ObjectArrays<>((Class<Object>) component, (Codec<Object>) element);
  }

  /** For programs of all kinds: an RDD is told classes, and only a bag takes a codec. */
  static final String REMEDY =
      "map it to a type that has a codec, or, in a flow, give the bag a codec with .as(codec)";

  static IllegalArgumentException noCodec(Class<?> type) {
    return new IllegalArgumentException(
        "no codec for " + type.getName() + ": declare it as a record, " + REMEDY);
  }

  private static Class<?> erase(Type type) {
    if (type instanceof Class<?> c) {
      return c;
    }
    if (type instanceof ParameterizedType p) {
      return (Class<?>) p.getRawType();
    }
    if (type instanceof GenericArrayType a) {
      return erase(a.getGenericComponentType()).arrayType();
    }
    if (type instanceof WildcardType w) {
      return erase(w.getUpperBounds()[0]);
    }
    return type instanceof TypeVariable<?> v ? erase(v.getBounds()[0]) : Object.class;
  }
}
