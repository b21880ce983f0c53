package dev.tandem.contract.io;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** How a record is taken apart and put together again, and the codecs of its components. */
final class RecordShape {
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
  private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

  private final Class<?> type;
  private final MethodHandle constructor;
  private final MethodHandle[] getters;
  private final boolean[] nullable;
  private final Codec<Object>[] codecs;

  @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays
  private RecordShape(Class<?> type, MethodHandle constructor, int size) {
    this.type = type;
    this.constructor = constructor;
    this.getters = new MethodHandle[size];
    this.nullable = new boolean[size];
    this.codecs = new Codec[size];
  }

  /**
   * @throws IllegalArgumentException if a component has no codec or the record's package is closed
   *     to this library
   */
  static RecordShape of(Class<?> type, TypeCodecs types) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] erased = new Class<?>[components.length];
    for (int i = 0; i < erased.length; i++) {
      erased[i] = components[i].getType();
    }
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle constructor =
          lookup.findConstructor(type, MethodType.methodType(void.class, erased)).asFixedArity();
      MethodHandle spread =
          constructor.asSpreader(Object[].class, erased.length).asType(CONSTRUCTOR);
      RecordShape shape = new RecordShape(type, spread, erased.length);
      for (int i = 0; i < erased.length; i++) {
        // the field, not the accessor: an accessor may be overridden and then not give back what
        // the constructor took
        shape.getters[i] =
            lookup.findGetter(type, components[i].getName(), erased[i]).asType(GETTER);
        shape.nullable[i] = !erased[i].isPrimitive();
        shape.codecs[i] = component(type, components[i], types);
      }
      return shape;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "record "
              + type.getName()
              + " cannot be accessed: open its package, "
              + TypeCodecs.REMEDY,
          e);
    }
  }

  @SuppressWarnings(
      "unchecked") // the codec of the component's type, used for values of that component only
  private static Codec<Object> component(
      Class<?> type, RecordComponent component, TypeCodecs types) {
    try {
      return (Codec<Object>) types.of(component.getGenericType());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "component "
              + component.getName()
              + " of record "
              + type.getName()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  int size() {
    return codecs.length;
  }

  Codec<Object> codec(int i) {
    return codecs[i];
  }

  boolean nullable(int i) {
    return nullable[i];
  }

  List<Codec<?>> codecs() {
    return List.of(codecs);
  }

  Object get(int i, Object value) {
    try {
      return (Object) getters[i].invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("reading a field of " + type.getName(), e);
    }
  }

  /**
   * @throws CorruptDataException if the record's constructor refuses the components
   */
  Object construct(Object[] parts) {
    try {
      return (Object) constructor.invokeExact(parts);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CorruptDataException(
          "record " + type.getName() + " refuses the components that were read: " + e, e);
    }
  }
}
