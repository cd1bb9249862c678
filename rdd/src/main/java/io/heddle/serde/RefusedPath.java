package io.heddle.serde;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds in a value that cannot be serialised the object that is to blame, by trying its parts. Done
 * only after serialisation has failed, so it may be slow.
 */
final class RefusedPath {
  private static final int MOST_TRIES = 2000;
  private static final int DEEPEST = 50;

  private final Predicate<Object> refused;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private RefusedPath(Predicate<Object> refused) {
    this.refused = refused;
  }

  /**
   * @param refused whether an object alone cannot be serialised
   * @return {@code app.Order.customer -> app.Customer.socket (java.net.Socket)}, or the name of the
   *     value's class when that is to blame itself
   */
  static String of(Object value, Predicate<Object> refused) {
    return new RefusedPath(refused).walk(value, "", 0);
  }

  private String walk(Object object, String path, int depth) {
    String deeper = depth < DEEPEST ? inParts(object, path, depth) : null;
    String type = object.getClass().isHidden() ? "a lambda" : object.getClass().getTypeName();
    return deeper != null ? deeper : path.isEmpty() ? type : path + " (" + type + ")";
  }

  private String inParts(Object object, String path, int depth) {
    if (object instanceof Object[] array) {
      return inElements(Arrays.asList(array), path, depth);
    }
    if (object instanceof Collection<?> collection) {
      return inElements(collection, path, depth);
    }
    if (object instanceof Map<?, ?> map) {
      String inKeys = inElements(map.keySet(), path + ".keySet()", depth);
      return inKeys != null ? inKeys : inElements(map.values(), path + ".values()", depth);
    }
    if (object instanceof Optional<?> optional) {
      return optional.isPresent() ? inPart(optional.get(), path + ".get()", depth) : null;
    }
    return inFields(object, path, depth);
  }

  private String inElements(Collection<?> elements, String path, int depth) {
    int i = 0;
    for (Object element : elements) {
      String found = inPart(element, path + "[" + i++ + "]", depth);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private String inFields(Object object, String path, int depth) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
            && !field.getType().isPrimitive()) {
          String step = type.getTypeName() + "." + field.getName();
          String next = path.isEmpty() ? step : path + " -> " + step;
          String found = inPart(valueOf(field, object), next, depth);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }

  private String inPart(Object part, String path, int depth) {
    boolean worthATry =
        part != null && !(part instanceof String) && seen.size() < MOST_TRIES && seen.add(part);
    return worthATry && refused.test(part) ? walk(part, path, depth + 1) : null;
  }

  private static Object valueOf(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      return null; // inside the JDK: what it holds is not named
    }
  }
}
