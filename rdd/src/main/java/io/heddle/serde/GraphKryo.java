package io.heddle.serde;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.SerializerFactory;
import com.esotericsoftware.kryo.serializers.CollectionSerializer;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import com.esotericsoftware.kryo.serializers.MapSerializer;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import io.heddle.rdd.Pair;
import io.heddle.rdd.Quad;
import io.heddle.rdd.Triple;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Kryo as records need it: any class, registered or not, by its fields, with a constructor or
 * without. Where Kryo would write what it cannot read back, or would leave out what a class says
 * about its own form, the object goes by Java serialisation in the midst of Kryo's bytes: lambdas,
 * proxies, classes with {@code writeObject}, {@code writeReplace} and the like, classes of the JDK
 * that Kryo has no form for, and collections that hold more than their elements.
 */
final class GraphKryo extends Kryo {
  private static final List<Class<?>> OWN =
      List.of(
          Pair.class,
          Triple.class,
          Quad.class,
          Object[].class,
          String[].class,
          byte[].class,
          int[].class,
          long[].class,
          double[].class,
          ArrayList.class,
          LinkedList.class,
          HashMap.class,
          LinkedHashMap.class,
          TreeMap.class,
          HashSet.class,
          LinkedHashSet.class,
          TreeSet.class,
          Optional.class,
          UUID.class,
          BigInteger.class,
          BigDecimal.class,
          Duration.class,
          Instant.class,
          LocalDate.class,
          LocalDateTime.class,
          ZonedDateTime.class);

  /** Stands for objects whose class has no name to be found by. */
  private static final class Nameless {}

  private final KryoJavaForm javaForm;

  GraphKryo(ClassLoader userClasses, SerializerRegistry registry) {
    super(new DefaultClassResolver(), new MapReferenceResolver());
    javaForm = new KryoJavaForm(userClasses, registry);
    setClassLoader(userClasses);
    setRegistrationRequired(false);
    setReferences(true);
    setAutoReset(false);
    setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    setDefaultSerializer(new Rest());
    register(Nameless.class, javaForm);
    for (Class<?> type : OWN) {
      if (registry.serializer(type) == null) {
        register(type);
      }
    }
    for (Class<?> type : registry.classes()) {
      ValueSerializer<?> serializer = registry.serializer(type);
      if (serializer != null) {
        register(type, new KryoValue<>(serializer));
      } else {
        register(type);
      }
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as Kryo declares it
  public Registration getRegistration(Class type) {
    return isNameless(type) ? super.getRegistration(Nameless.class) : super.getRegistration(type);
  }

  private static boolean isNameless(Class<?> type) {
    return type.isHidden() || Proxy.isProxyClass(type);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Kryo declares it
  public Serializer getDefaultSerializer(Class type) {
    if (type.isRecord()) {
      boolean plain = !OwnForm.isDeclaredBy(type) || !Serializable.class.isAssignableFrom(type);
      return plain ? new KryoRecord(type) : javaForm;
    }
    Serializer<?> kryos = super.getDefaultSerializer(type);
    Class<?> form = kryos.getClass();
    boolean unfit =
        (form == CollectionSerializer.class || form == MapSerializer.class)
            && (!hasPlainConstructor(type) || holdsMore(type) || saysItself(type));
    return unfit && Serializable.class.isAssignableFrom(type) ? javaForm : kryos;
  }

  /** What Kryo falls back to, where it has no form for a class. */
  private final class Rest implements SerializerFactory<Serializer<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as Kryo declares it
    public Serializer<?> newSerializer(Kryo kryo, Class type) {
      boolean fields = !isOfThePlatform(type) && !OwnForm.isDeclaredBy(type);
      if (fields) {
        FieldSerializer.FieldSerializerConfig config = new FieldSerializer.FieldSerializerConfig();
        config.setIgnoreSyntheticFields(false); // what a local class captures is data too
        return new FieldSerializer<>(kryo, type, config);
      }
      if (!Serializable.class.isAssignableFrom(type)) {
        throw new IllegalArgumentException(type.getName() + " is not Serializable");
      }
      return javaForm;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kryo declares it
    public boolean isSupported(Class type) {
      return true;
    }
  }

  private static boolean saysItself(Class<?> type) {
    return !isOfThePlatform(type) && OwnForm.isDeclaredBy(type);
  }

  private static boolean isOfThePlatform(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static boolean hasPlainConstructor(Class<?> type) {
    try {
      return Modifier.isPublic(type.getDeclaredConstructor().getModifiers())
          || !isOfThePlatform(type);
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** Whether a collection of the user's has fields that an ordinary one has not. */
  private static boolean holdsMore(Class<?> type) {
    for (Class<?> c = type; c != null && !isOfThePlatform(c); c = c.getSuperclass()) {
      for (var field : c.getDeclaredFields()) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
          return true;
        }
      }
    }
    return false;
  }
}
