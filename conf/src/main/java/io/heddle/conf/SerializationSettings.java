package io.heddle.conf;

import static io.heddle.conf.SettingType.LIST;

import java.util.List;

/** How records become bytes. */
public final class SerializationSettings {
  public static final Setting<SerializerKind> SERIALIZER =
      Setting.of(
          "heddle.serializer",
          SerializerKind.TYPE,
          SerializerKind.FORY,
          "What writes objects of the program's own classes; numbers, strings, byte arrays, pairs and lists of these have a form of their own whatever it says.",
          "spark.serializer");
  public static final Setting<List<String>> CLASSES =
      Setting.of(
          "heddle.serializer.classes",
          LIST,
          List.of(),
          "Classes that are written as a number, even once a batch; others are named once a batch, never once a record.",
          "spark.kryo.classesToRegister");
  public static final Setting<List<String>> REGISTRATORS =
      Setting.of(
          "heddle.serializer.registrators",
          LIST,
          List.of(),
          "Classes of the program that implement io.heddle.serde.SerializerRegistrator and register classes and serialisers of their own.");

  private SerializationSettings() {}
}
