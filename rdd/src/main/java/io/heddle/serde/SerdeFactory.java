package io.heddle.serde;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.SerializationSettings;
import io.heddle.conf.SerializerKind;
import java.util.Objects;

/**
 * Makes serdes that know the user's classes; safe for all threads. Cheap to make and to hold: the
 * general object serialiser is loaded only when a value first needs it.
 */
public final class SerdeFactory {
  private final ClassLoader userClasses;
  private final SerializerKind kind;
  private final Registrations registrations;

  private SerdeFactory(ClassLoader userClasses, SerializerKind kind, Registrations registrations) {
    this.userClasses = userClasses;
    this.kind = kind;
    this.registrations = registrations;
  }

  /**
   * A factory for one application.
   *
   * @param conf the application's settings: {@code heddle.serializer} and those below it
   * @param userClasses finds the classes named in what is decoded
   * @throws io.heddle.error.HeddleException BAD_SETTING when a class named in the settings is not
   *     found, or is no {@link SerializerRegistrator}
   */
  public static SerdeFactory of(HeddleConf conf, ClassLoader userClasses) {
    Objects.requireNonNull(userClasses, "userClasses");
    return new SerdeFactory(
        userClasses,
        conf.get(SerializationSettings.SERIALIZER),
        Registrations.of(conf, userClasses));
  }

  /** A serde for one thread. */
  public Serde create() {
    return new ColumnSerde(new ObjectCodec(userClasses, kind, registrations));
  }
}
