package io.heddle.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.SerializationSettings;
import io.heddle.conf.SerializerKind;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.Pair;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every serialiser with every kind of value. */
class SerializersTest {
  /** More than are written before Fory is loaded. */
  private static final int MANY = 300;

  private static final Map<SerializerKind, Serde> PLAIN = new EnumMap<>(SerializerKind.class);

  static Stream<Arguments> equalValues() {
    return cases(Samples.all());
  }

  static Stream<Arguments> shownValues() {
    return cases(Samples.shown());
  }

  private static Stream<Arguments> cases(Map<String, Object> samples) {
    return Stream.of(SerializerKind.values())
        .flatMap(
            kind ->
                samples.entrySet().stream()
                    .map(sample -> Arguments.of(kind, sample.getKey(), sample.getValue())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("equalValues")
  void values_come_back_equal_and_of_their_class(SerializerKind kind, String name, Object value) {
    for (int n : new int[] {1, MANY}) {
      Object[] back = roundTrip(kind, filled(n, i -> value));
      for (Object each : back) {
        assertThat(each).isEqualTo(value);
      }
      if (!value.getClass().getName().matches("java.util.(ImmutableColl|Arrays).*")) {
        assertThat(back[n - 1].getClass()).isSameAs(value.getClass());
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("shownValues")
  void values_without_equality_come_back_with_their_content(
      SerializerKind kind, String name, Object value) {
    for (int n : new int[] {1, MANY}) {
      for (Object back : roundTrip(kind, filled(n, i -> value))) {
        assertThat(Samples.text(back)).isEqualTo(Samples.text(value));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void values_of_many_classes_and_nulls_come_back_from_one_batch(SerializerKind kind) {
    List<Object> values = new ArrayList<>(Samples.all().values());
    for (int i = 0; values.size() < MANY; i++) {
      values.add(i % 3 == 0 ? null : new Samples.Point(i, i));
    }
    assertThat(roundTrip(kind, values.toArray())).containsExactlyElementsOf(values);
  }

  /** A node of a ring. */
  private static final class Node implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int id;
    private Node next;
    private final List<Node> all = new ArrayList<>();

    Node(int id) {
      this.id = id;
    }
  }

  @ParameterizedTest
  @EnumSource
  void cycles_and_shared_objects_keep_their_shape(SerializerKind kind) {
    Node first = new Node(1);
    first.next = new Node(2);
    first.next.next = first;
    first.all.add(first);
    first.all.add(first.next);
    for (int n : new int[] {1, MANY}) {
      Node back = (Node) roundTrip(kind, filled(n, i -> first))[0];
      assertThat(back.id).isEqualTo(1);
      assertThat(back.next.id).isEqualTo(2);
      assertThat(back.next.next).isSameAs(back);
      assertThat(back.all.get(0)).isSameAs(back);
      assertThat(back.all.get(1)).isSameAs(back.next);
    }
  }

  /** A function that can travel. */
  private interface Travelling extends UnaryOperator<Integer>, Serializable {}

  private record Holder(Travelling function) implements Serializable {}

  @ParameterizedTest
  @EnumSource
  void lambdas_in_data_can_be_called_afterwards(SerializerKind kind) {
    int captured = 5;
    Travelling add = x -> x + captured;
    for (int n : new int[] {1, MANY}) {
      Object[] alone = roundTrip(kind, filled(n, i -> add));
      Object[] held = roundTrip(kind, filled(n, i -> new Holder(add)));
      assertThat(((Travelling) alone[n - 1]).apply(1)).isEqualTo(6);
      assertThat(((Holder) held[n - 1]).function().apply(2)).isEqualTo(7);
    }
  }

  private record LongNamedRecordToBeFoundInBytes(int id, String text) implements Serializable {}

  private static class LongNamedClassToBeFoundInBytes implements Serializable {
    private static final long serialVersionUID = 1L;
    final long a;
    final LongNamedRecordToBeFoundInBytes b;

    LongNamedClassToBeFoundInBytes(long a) {
      this.a = a;
      this.b = new LongNamedRecordToBeFoundInBytes((int) a, "t");
    }
  }

  @ParameterizedTest
  @EnumSource
  void names_of_classes_are_written_once_a_batch(SerializerKind kind) {
    int n = 10_000;
    for (IntFunction<Object> make :
        List.<IntFunction<Object>>of(
            i -> new LongNamedRecordToBeFoundInBytes(i, ""), LongNamedClassToBeFoundInBytes::new)) {
      byte[] bytes = written(kind, HeddleConf.empty(), filled(n, make));
      String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(text.split("ToBeFoundInBytes", -1).length - 1).isBetween(0, 12);
      byte[] half = written(kind, HeddleConf.empty(), filled(n / 2, make));
      double each = (bytes.length - half.length) / (n / 2.0);
      assertThat(each).isLessThan(kind == SerializerKind.JAVA ? 60 : 16);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FORY", "KRYO"})
  void a_registered_class_is_not_named_at_all(SerializerKind kind) {
    String name = LongNamedRecordToBeFoundInBytes.class.getName();
    HeddleConf conf = HeddleConf.of(Map.of(SerializationSettings.CLASSES.key(), name));
    Object[] values = filled(MANY, i -> new LongNamedRecordToBeFoundInBytes(i, "x"));
    byte[] bytes = written(kind, conf, values);
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("InBytes");
    assertThat(read(kind, conf, bytes)).containsExactly(values);
  }

  /** Cannot be written by any serialiser by itself. */
  private static final class Guarded {
    final Thread thread = new Thread("guard");
    final int id;

    Guarded(int id) {
      this.id = id;
    }
  }

  private static final class GuardedForm implements ValueSerializer<Guarded> {
    @Override
    public void write(Guarded value, java.io.ObjectOutput out) throws java.io.IOException {
      out.writeUTF("g");
      out.writeInt(value.id);
      out.writeObject(new Samples.Point(value.id, 0));
      out.writeObject(null);
    }

    @Override
    public Guarded read(java.io.ObjectInput in) throws java.io.IOException, ClassNotFoundException {
      assertThat(in.readUTF()).isEqualTo("g");
      int id = in.readInt();
      assertThat(in.readObject()).isEqualTo(new Samples.Point(id, 0));
      assertThat(in.readObject()).isNull();
      return new Guarded(id);
    }
  }

  /** Registers a class of the program with its serialiser. */
  public static final class Registrator implements SerializerRegistrator {
    @Override
    public void register(SerializerRegistry registry) {
      registry.register(Samples.Point.class);
      registry.register(Guarded.class, new GuardedForm());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_programs_own_serialiser_is_used_for_its_class_alone_and_inside_of_others(
      SerializerKind kind) {
    HeddleConf conf =
        HeddleConf.of(
            Map.of(SerializationSettings.REGISTRATORS.key(), Registrator.class.getName()));
    for (int n : new int[] {2, MANY}) {
      Object[] alone = read(kind, conf, written(kind, conf, filled(n, i -> new Guarded(i))));
      assertThat(((Guarded) alone[1]).id).isEqualTo(1);
      Object[] held =
          read(
              kind,
              conf,
              written(kind, conf, filled(n, i -> new HashMap<>(Map.of("k", new Guarded(i))))));
      assertThat(((Guarded) ((Map<?, ?>) held[1]).get("k")).id).isEqualTo(1);
    }
  }

  @Test
  void a_registrator_that_is_none_or_is_missing_is_refused_at_the_start() {
    for (String name : List.of("java.lang.String", "no.such.Registrator")) {
      HeddleConf conf = HeddleConf.of(Map.of(SerializationSettings.REGISTRATORS.key(), name));
      assertThatThrownBy(() -> SerdeFactory.of(conf, getClass().getClassLoader()))
          .isInstanceOfSatisfying(
              HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SETTING))
          .hasMessageContaining(name)
          .hasMessageContaining("heddle.serializer.registrators");
    }
  }

  private record Order(int id, Customer customer) implements Serializable {}

  private static final class Customer implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Map<String, Object> attributes = new HashMap<>();
  }

  @ParameterizedTest
  @EnumSource
  void what_cannot_be_serialised_is_named_with_the_way_to_it(SerializerKind kind) {
    Customer customer = new Customer();
    customer.attributes.put("name", "fine");
    customer.attributes.put("worker", new Thread("t"));
    for (int n : new int[] {1, MANY}) {
      assertThatThrownBy(
              () -> written(kind, HeddleConf.empty(), filled(n, i -> new Order(i, customer))))
          .isInstanceOfSatisfying(
              HeddleException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SERIALIZABLE))
          .hasMessageContaining("Order.customer -> ")
          .hasMessageContaining("Customer.attributes.values()[")
          .hasMessageContaining("(java.lang.Thread)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_large_map_comes_back(SerializerKind kind) {
    Map<Integer, Pair<Integer, String>> map = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      map.put(i, new Pair<>(i, "v" + i));
    }
    assertThat(roundTrip(kind, new Object[] {map})[0]).isEqualTo(map);
  }

  @Test
  void the_names_of_sparks_serialisers_are_understood() {
    HeddleConf conf =
        HeddleConf.of(Map.of("heddle.serializer", "org.apache.spark.serializer.KryoSerializer"));
    assertThat(conf.get(SerializationSettings.SERIALIZER)).isEqualTo(SerializerKind.KRYO);
  }

  private static Object[] filled(int n, IntFunction<Object> make) {
    Object[] values = new Object[n];
    for (int i = 0; i < n; i++) {
      values[i] = make.apply(i);
    }
    return values;
  }

  private static Object[] roundTrip(SerializerKind kind, Object[] values) {
    return read(kind, HeddleConf.empty(), written(kind, HeddleConf.empty(), values));
  }

  private static byte[] written(SerializerKind kind, HeddleConf conf, Object[] values) {
    OutputBuffer out = new OutputBuffer(0);
    serde(kind, conf).encode(values, 0, values.length, out);
    return out.toByteArray();
  }

  private static Object[] read(SerializerKind kind, HeddleConf conf, byte[] bytes) {
    Batch batch = serde(kind, conf).decode(new InputBuffer(bytes));
    return filled(batch.size(), batch::value);
  }

  private static Serde serde(SerializerKind kind, HeddleConf conf) {
    return conf.asMap().isEmpty()
        ? PLAIN.computeIfAbsent(kind, k -> newSerde(k, conf))
        : newSerde(kind, conf);
  }

  private static Serde newSerde(SerializerKind kind, HeddleConf conf) {
    return SerdeFactory.of(
            conf.with(SerializationSettings.SERIALIZER, kind),
            SerializersTest.class.getClassLoader())
        .create();
  }
}
