package io.heddle.serde;

import io.heddle.conf.HeddleConf;
import java.util.Objects;

/**
 * Makes serdes that know the user's classes; safe for all threads. Cheap to make and to hold: the
 * general object serialiser is loaded only when a value first needs it.
 */
public final class SerdeFactory {
  private final ClassLoader userClasses;

  private SerdeFactory(ClassLoader userClasses) {
    this.userClasses = userClasses;
  }

  /**
   * A factory for one application.
   *
   * @param conf the application's settings; none is read today
   * @param userClasses finds the classes named in what is decoded
   */
  public static SerdeFactory of(HeddleConf conf, ClassLoader userClasses) {
    Objects.requireNonNull(conf, "conf");
    return new SerdeFactory(Objects.requireNonNull(userClasses, "userClasses"));
  }

  /** A serde for one thread. */
  public Serde create() {
    return new ColumnSerde(new ObjectCodec(userClasses));
  }
}
