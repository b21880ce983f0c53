package dev.tandem.contract.io;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds out what a function returns, as far as its class remembers. */
final class ReturnTypes {
  private ReturnTypes() {}

  /** The result's type, or {@code Object.class} where it cannot be found. */
  static Class<?> of(Serializable function) {
    try {
      return function.getClass().isSynthetic()
          ? ofLambda(function)
          : ofNamedClass(function.getClass());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Object
          .class; // a hint is missing, nothing else: the values then carry their types themselves
    }
  }

  /**
   * A serialisable lambda has a writeReplace that tells the method type that the compiler inferred.
   */
  private static Class<?> ofLambda(Serializable lambda) throws ReflectiveOperationException {
    Method writeReplace = lambda.getClass().getDeclaredMethod("writeReplace");
    writeReplace.setAccessible(true);
    if (!(writeReplace.invoke(lambda) instanceof SerializedLambda form)) {
      return Object.class;
    }
    ClassLoader loader = lambda.getClass().getClassLoader();
    Class<?> result =
        MethodType.fromMethodDescriptorString(form.getInstantiatedMethodType(), loader)
            .returnType();
    return result == void.class ? Object.class : result;
  }

  /** A named class says it in the method that implements the interface's one abstract method. */
  private static Class<?> ofNamedClass(Class<?> type) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      addInterfaces(c, interfaces);
    }
    Set<Method> wanted = new LinkedHashSet<>();
    for (Class<?> i : interfaces) {
      for (Method method : i.getDeclaredMethods()) {
        if (Modifier.isAbstract(method.getModifiers())) {
          wanted.add(method);
        }
      }
    }
    return wanted.size() == 1 ? implementation(type, wanted.iterator().next()) : Object.class;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> into) {
    for (Class<?> i : type.getInterfaces()) {
      if (into.add(i)) {
        addInterfaces(i, into);
      }
    }
  }

  private static Class<?> implementation(Class<?> type, Method wanted) {
    for (Method method : type.getMethods()) {
      boolean implementing =
          method.getName().equals(wanted.getName())
              && method.getParameterCount() == wanted.getParameterCount()
              && !method.isBridge()
              && method.getReturnType() != void.class;
      if (implementing) {
        return method.getReturnType();
      }
    }
    return Object.class;
  }
}
