package io.heddle.serde;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The classes that are written as a number, and the serialisers that a program brings for some.
 * Used by one thread.
 */
public final class SerializerRegistry {
  private final Map<Class<?>, Integer> numbers = new LinkedHashMap<>();
  private final List<Class<?>> classes = new ArrayList<>();
  private final List<ValueSerializer<?>> serializers = new ArrayList<>();

  SerializerRegistry() {}

  /** The class is written as a number, not by its name. Registering it again does nothing. */
  public void register(Class<?> type) {
    if (!numbers.containsKey(Objects.requireNonNull(type, "type"))) {
      add(type, null);
    }
  }

  /**
   * Objects of exactly this class are written by the serializer.
   *
   * @param serializer one that no other thread uses
   * @throws IllegalArgumentException when the class was registered before, or is no class of
   *     objects
   */
  public <T> void register(Class<T> type, ValueSerializer<T> serializer) {
    if (type.isPrimitive() || type.isInterface() || type.isArray()) {
      throw new IllegalArgumentException(type.getName() + " is no class of objects");
    }
    if (numbers.containsKey(type)) {
      throw new IllegalArgumentException(type.getName() + " is registered twice");
    }
    add(type, Objects.requireNonNull(serializer, "serializer"));
  }

  private void add(Class<?> type, ValueSerializer<?> serializer) {
    numbers.put(type, classes.size());
    classes.add(type);
    serializers.add(serializer);
  }

  /** All registered, in order. */
  List<Class<?>> classes() {
    return classes;
  }

  /** The program's serializer of a class, or null. */
  ValueSerializer<?> serializer(Class<?> type) {
    Integer number = numbers.get(type);
    return number == null ? null : serializers.get(number);
  }

  /** The number of a class that has a serializer; -1 for any other. */
  int numberOf(Class<?> type) {
    Integer number = numbers.isEmpty() ? null : numbers.get(type);
    return number == null || serializers.get(number) == null ? -1 : number;
  }

  /** The serializer of a number that {@link #numberOf} gave, or null. */
  ValueSerializer<?> serializer(int number) {
    return number < 0 || number >= serializers.size() ? null : serializers.get(number);
  }
}
