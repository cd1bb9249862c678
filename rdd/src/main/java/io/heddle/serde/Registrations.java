package io.heddle.serde;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.SerializationSettings;
import io.heddle.conf.Setting;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.ArrayList;
import java.util.List;

/** What an application registers, as its settings say. Immutable; safe for all threads. */
final class Registrations {
  private final List<Class<?>> classes;
  private final List<Class<? extends SerializerRegistrator>> registrators;

  private Registrations(
      List<Class<?>> classes, List<Class<? extends SerializerRegistrator>> registrators) {
    this.classes = classes;
    this.registrators = registrators;
  }

  /**
   * @throws HeddleException BAD_SETTING when a class is not found or is no registrator
   */
  static Registrations of(HeddleConf conf, ClassLoader userClasses) {
    List<Class<?>> classes = new ArrayList<>();
    for (String name : conf.get(SerializationSettings.CLASSES)) {
      classes.add(load(SerializationSettings.CLASSES, name, userClasses));
    }
    List<Class<? extends SerializerRegistrator>> registrators = new ArrayList<>();
    for (String name : conf.get(SerializationSettings.REGISTRATORS)) {
      Class<?> type = load(SerializationSettings.REGISTRATORS, name, userClasses);
      if (!SerializerRegistrator.class.isAssignableFrom(type)) {
        throw bad(
            SerializationSettings.REGISTRATORS,
            name + " does not implement " + SerializerRegistrator.class.getName(),
            null);
      }
      registrators.add(type.asSubclass(SerializerRegistrator.class));
    }
    Registrations registrations = new Registrations(classes, registrators);
    registrations.registry(); // what is wrong with a registrator is said at the start
    return registrations;
  }

  private static Class<?> load(Setting<?> setting, String name, ClassLoader userClasses) {
    try {
      return Class.forName(name, false, userClasses);
    } catch (ClassNotFoundException | LinkageError e) {
      throw bad(setting, "there is no class " + name, e);
    }
  }

  private static HeddleException bad(Setting<?> setting, String what, Throwable cause) {
    return new HeddleException(ErrorCode.BAD_SETTING, setting.key() + ": " + what, cause);
  }

  /** A registry of the caller's own, with serialisers of its own. */
  SerializerRegistry registry() {
    SerializerRegistry registry = new SerializerRegistry();
    classes.forEach(registry::register);
    for (Class<? extends SerializerRegistrator> type : registrators) {
      try {
        type.getConstructor().newInstance().register(registry);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        Throwable cause =
            e instanceof java.lang.reflect.InvocationTargetException ? e.getCause() : e;
        throw bad(
            SerializationSettings.REGISTRATORS, type.getName() + " cannot register: " + cause, e);
      }
    }
    return registry;
  }
}
