package io.heddle.conf;

import java.util.Locale;

/** What writes records that have no typed column: objects of the user's own classes. */
public enum SerializerKind {
  /** Apache Fory; Java serialisation for the few classes that it refuses. */
  FORY,
  /** Kryo 5; Java serialisation for JDK classes that Kryo has no form for. */
  KRYO,
  /** Java serialisation alone: every class must be {@link java.io.Serializable}. */
  JAVA;

  /** Also reads the names of Spark's serialisers, as {@code spark.serializer} has them. */
  static final SettingType<SerializerKind> TYPE =
      withSparkNames(SettingType.oneOf(SerializerKind.class));

  private static SettingType<SerializerKind> withSparkNames(SettingType<SerializerKind> plain) {
    return new SettingType<>(
        plain.name(),
        text ->
            switch (text.trim()) {
              case "org.apache.spark.serializer.KryoSerializer" -> KRYO;
              case "org.apache.spark.serializer.JavaSerializer" -> JAVA;
              default -> plain.parse().apply(text.trim().toLowerCase(Locale.ROOT));
            },
        plain.format());
  }
}
