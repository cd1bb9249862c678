package io.heddle.serde;

import java.io.Externalizable;
import java.util.Set;

/** Whether a class says itself how it is serialised. */
final class OwnForm {
  private static final Set<String> METHODS =
      Set.of("writeReplace", "readResolve", "writeObject", "readObject");

  private OwnForm() {}

  /** Whether the class or one that it extends has a method that Java serialisation would call. */
  static boolean isDeclaredBy(Class<?> type) {
    if (Externalizable.class.isAssignableFrom(type)) {
      return true;
    }
    for (Class<?> c = type; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
      for (var method : c.getDeclaredMethods()) {
        if (METHODS.contains(method.getName())) {
          return true;
        }
      }
    }
    return false;
  }
}
