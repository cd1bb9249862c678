package io.heddle.rdd.closure;

import java.io.Externalizable;
import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Walks what a function holds, the way Java serialisation would, to the first object that is not
 * Serializable. Done only after serialisation has failed, so it may be slow.
 */
final class CapturePath {
  private static final int MOST_OBJECTS = 100_000;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private CapturePath() {}

  /**
   * @param path from the function to the object: {@code Main$1.parser -> app.Parser.socket
   *     (java.net.Socket)}; empty when it is the function itself
   */
  record Found(String path, Object object) {}

  /** The first object in the way, or null when none is found. */
  static Found find(Object function) {
    return new CapturePath().walk(function, "");
  }

  private Found walk(Object object, String path) {
    if (object == null
        || object instanceof String
        || object instanceof Number
        || object instanceof Boolean
        || object instanceof Character
        || object instanceof Enum
        || object instanceof Class
        || seen.size() > MOST_OBJECTS
        || !seen.add(object)) {
      return null;
    }
    if (!(object instanceof Serializable)) {
      return new Found(path.isEmpty() ? "" : path + " (" + name(object.getClass()) + ")", object);
    }
    if (serialises(object)) {
      return null;
    }
    if (object instanceof Object[] array) {
      return elements(java.util.Arrays.asList(array), path);
    }
    SerializedLambda lambda = lambdaOf(object);
    if (lambda != null) {
      return captured(lambda, path);
    }
    if (object instanceof Collection<?> collection) {
      return elements(collection, path);
    }
    if (object instanceof Map<?, ?> map) {
      Found inKeys = elements(map.keySet(), path + ".keySet()");
      return inKeys != null ? inKeys : elements(map.values(), path + ".values()");
    }
    return object instanceof Externalizable ? null : fields(object, path);
  }

  private static boolean serialises(Object object) {
    try {
      LambdaStream.of(object);
      return true;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return false;
    }
  }

  private Found elements(Collection<?> elements, String path) {
    int i = 0;
    for (Object element : elements) {
      Found found = walk(element, path + "[" + i++ + "]");
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Found captured(SerializedLambda lambda, String path) {
    String where = "lambda in " + method(lambda);
    for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
      String capture =
          i == 0 && lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
              ? " captures this"
              : " captures variable " + (i + 1) + " of " + lambda.getCapturedArgCount();
      Found found = walk(lambda.getCapturedArg(i), join(path, where + capture));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** {@code app.Main.run} for a lambda {@code lambda$run$3} in app.Main. */
  private static String method(SerializedLambda lambda) {
    String owner = lambda.getCapturingClass().replace('/', '.');
    String[] parts = lambda.getImplMethodName().split("\\$", -1);
    if (parts.length < 3 || !parts[0].equals("lambda")) {
      return owner;
    }
    return parts[1].equals("new") ? owner : owner + "." + parts[1];
  }

  private Found fields(Object object, String path) {
    for (Class<?> type = object.getClass();
        type != null && Serializable.class.isAssignableFrom(type);
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !Modifier.isTransient(field.getModifiers())
            && !field.getType().isPrimitive()) {
          String name = field.getName().startsWith("this$") ? "this" : field.getName();
          Found found = walk(valueOf(field, object), join(path, name(type) + "." + name));
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  private static Object valueOf(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      return null; // inside the JDK: what it holds is not named
    }
  }

  private static SerializedLambda lambdaOf(Object object) {
    Class<?> type = object.getClass();
    if (!type.isHidden() && !type.isSynthetic()) {
      return null;
    }
    try {
      var replace = type.getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return replace.invoke(object) instanceof SerializedLambda lambda ? lambda : null;
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return null;
    }
  }

  private static String join(String path, String next) {
    return path.isEmpty() ? next : path + " -> " + next;
  }

  private static String name(Class<?> type) {
    return type.isHidden() ? "a lambda" : type.getTypeName();
  }
}
