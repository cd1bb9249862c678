package io.heddle.serde;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Java serialisation with a given class loader: for closures, stage programs and partitions.
 * Records travel in a form of their own ({@link RecordForm}), and so does {@link Optional}: both
 * ends must be this class. Read only what an authenticated peer sent, as reading may run code of
 * any class.
 */
public final class JavaSerialization {
  private JavaSerialization() {}

  /**
   * The bytes of an object.
   *
   * @throws HeddleException NOT_SERIALIZABLE, naming the class
   */
  public static byte[] write(Object value) {
    return write(value, new SerializerRegistry());
  }

  /**
   * As {@link #write(Object)}, with a look at what is written.
   *
   * @param replacer is given each object that is written, once, after it had its own say in what
   *     stands for it, and says what is written; what it was given, or something Serializable
   */
  public static byte[] write(Object value, UnaryOperator<Object> replacer) {
    return write(value, new SerializerRegistry(), replacer);
  }

  /** As {@link #write(Object)}, with objects of registered classes in their own form. */
  static byte[] write(Object value, SerializerRegistry registry) {
    return write(value, registry, object -> object);
  }

  private static byte[] write(
      Object value, SerializerRegistry registry, UnaryOperator<Object> replacer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (ObjectOutputStream out = new WritingStream(bytes, registry, replacer)) {
      out.writeObject(value);
    } catch (NotSerializableException e) {
      throw new HeddleException(
          ErrorCode.NOT_SERIALIZABLE, e.getMessage() + " is not Serializable", e);
    } catch (StackOverflowError e) {
      throw new HeddleException(
          ErrorCode.NOT_SERIALIZABLE,
          "an object of " + value.getClass().getName() + " is nested too deeply to be serialised",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The object of bytes that {@link #write} made.
   *
   * @param classes finds the classes that are named
   * @throws CorruptBatchException when the bytes are not such an object, or a class is not found
   */
  public static Object read(byte[] bytes, ClassLoader classes) {
    return read(bytes, 0, bytes.length, classes);
  }

  /** As {@link #read(byte[], ClassLoader)}, from a section of an array. */
  public static Object read(byte[] bytes, int offset, int length, ClassLoader classes) {
    return read(bytes, offset, length, classes, new SerializerRegistry());
  }

  /** Reads what {@link #write(Object, SerializerRegistry)} wrote with an equal registry. */
  static Object read(
      byte[] bytes, int offset, int length, ClassLoader classes, SerializerRegistry registry) {
    return read(
        new ByteArrayInputStream(bytes, offset, length), classes, object -> object, registry);
  }

  /**
   * As {@link #read(byte[], ClassLoader)}, in a place that objects are to be bound to.
   *
   * @param resolver is given each object that was read, once, and says what stands for it; a reader
   *     of functions gives those that use the running process what they need of it
   */
  public static Object read(byte[] bytes, ClassLoader classes, UnaryOperator<Object> resolver) {
    return read(new ByteArrayInputStream(bytes), classes, resolver, new SerializerRegistry());
  }

  private static Object read(
      InputStream bytes,
      ClassLoader classes,
      UnaryOperator<Object> resolver,
      SerializerRegistry registry) {
    try (ObjectInputStream in = new LoadingStream(bytes, classes, resolver, registry)) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException | StackOverflowError e) {
      throw new CorruptBatchException("not readable as a Java object: " + e, e);
    }
  }

  /** {@link Optional} is not Serializable, but data are full of it. */
  private static final class OptionalForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Object value;

    OptionalForm(Object value) {
      this.value = value;
    }
  }

  private static final class WritingStream extends ObjectOutputStream
      implements RegisteredForm.Stream {
    private final SerializerRegistry registry;
    private final UnaryOperator<Object> replacer;

    WritingStream(OutputStream out, SerializerRegistry registry, UnaryOperator<Object> replacer)
        throws IOException {
      super(out);
      this.registry = registry;
      this.replacer = replacer;
      enableReplaceObject(true);
    }

    @Override
    public SerializerRegistry registry() {
      return registry;
    }

    @Override
    protected Object replaceObject(Object written) {
      Object object = replacer.apply(written);
      if (object instanceof Optional<?> optional) {
        return new OptionalForm(optional.orElse(null));
      }
      Object form = RegisteredForm.of(object, registry);
      return form == object ? RecordForm.of(object) : form;
    }
  }

  private static final class LoadingStream extends ObjectInputStream
      implements RegisteredForm.Stream {
    private static final Map<String, Class<?>> PRIMITIVES = new HashMap<>();

    static {
      for (Class<?> type :
          new Class<?>[] {
            boolean.class,
            byte.class,
            char.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class,
            void.class
          }) {
        PRIMITIVES.put(type.getName(), type);
      }
    }

    private final ClassLoader classes;
    private final UnaryOperator<Object> resolver;
    private final SerializerRegistry registry;

    LoadingStream(
        InputStream in,
        ClassLoader classes,
        UnaryOperator<Object> resolver,
        SerializerRegistry registry)
        throws IOException {
      super(in);
      this.classes = classes;
      this.resolver = resolver;
      this.registry = registry;
      enableResolveObject(true);
    }

    @Override
    public SerializerRegistry registry() {
      return registry;
    }

    @Override
    protected Object resolveObject(Object read) throws IOException {
      if (read instanceof RegisteredForm form) {
        return form.value();
      }
      if (read instanceof OptionalForm form) {
        return Optional.ofNullable(form.value);
      }
      try {
        return read instanceof RecordForm form ? form.toRecord(classes) : resolver.apply(read);
      } catch (ClassNotFoundException e) {
        InvalidObjectException missing = new InvalidObjectException("no such class: " + e);
        missing.initCause(e);
        throw missing;
      }
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass descriptor) throws ClassNotFoundException {
      Class<?> primitive = PRIMITIVES.get(descriptor.getName());
      return primitive != null ? primitive : Class.forName(descriptor.getName(), false, classes);
    }

    @Override
    protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
      Class<?>[] interfaces = new Class<?>[names.length];
      for (int i = 0; i < names.length; i++) {
        interfaces[i] = Class.forName(names[i], false, classes);
      }
      return Proxy.newProxyInstance(classes, interfaces, (proxy, method, arguments) -> null)
          .getClass();
    }
  }
}
