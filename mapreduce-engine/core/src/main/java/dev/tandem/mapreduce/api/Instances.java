package dev.tandem.mapreduce.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

/** Makes the objects of a job's classes, one for each task that needs one. */
final class Instances {
  private Instances() {}

  /**
   * What makes objects of a class, by its constructor without parameters.
   *
   * @param <T> what the class makes; a generic class is given raw, so that only the caller knows
   * @param role what the class is in the job, for messages: {@code mapper}
   * @param conf of the job; those that are {@link Configurable} get a copy each
   * @throws IllegalArgumentException if there is no such constructor; names the class and the
   *     remedy
   */
  @SuppressWarnings("unchecked") // the setters of the job say which class they take
  static <T> Supplier<T> of(String role, Class<?> type, Supplier<Configuration> conf) {
    Constructor<? extends T> constructor = (Constructor<? extends T>) constructor(role, type);
    return () -> {
      T made = make(role, type, constructor);
      if (made instanceof Configurable configurable) {
        configurable.setConf(new Configuration(conf.get()));
      }
      return made;
    };
  }

  private static Constructor<?> constructor(String role, Class<?> type) {
    if (Modifier.isAbstract(type.getModifiers())) {
      throw refused(role, type, "it is abstract; give a class that can be made");
    }
    boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
    if (inner) {
      throw refused(role, type, "it is an inner class; make it static");
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw refused(role, type, "it has no constructor without parameters; add one");
    }
  }

  private static IllegalArgumentException refused(String role, Class<?> type, String why) {
    return new IllegalArgumentException(
        "the " + role + " " + type.getName() + " cannot be made: " + why);
  }

  private static <T> T make(String role, Class<?> type, Constructor<? extends T> constructor) {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw UserCode.failed(type, "<init>", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the " + role + " " + type.getName() + " cannot be made", e);
    }
  }
}
