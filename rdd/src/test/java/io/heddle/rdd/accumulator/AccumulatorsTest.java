package io.heddle.rdd.accumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.serde.JavaSerialization;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AccumulatorsTest {
  private final AccumulatorRegistry registry = new AccumulatorRegistry();

  private <A extends AccumulatorV2<?, ?>> A registered(A accumulator) {
    registry.register(accumulator, "seen");
    return accumulator;
  }

  @SuppressWarnings("unchecked")
  private static <A> A sent(A accumulator) {
    return (A)
        JavaSerialization.read(
            JavaSerialization.write(accumulator), AccumulatorsTest.class.getClassLoader());
  }

  @Test
  void whatATaskAddsComesBackToTheDriver() {
    LongAccumulator whole = registered(new LongAccumulator());
    whole.add(5);
    LongAccumulator part = sent(whole);
    part.add(7);
    part.add(Long.valueOf(8));
    assertThat(registry.merge(sent(part))).hasValue(whole);
    assertThat(whole.value()).isEqualTo(20);
    assertThat(whole.count()).isEqualTo(3);
    assertThat(whole.avg()).isEqualTo(20 / 3.0);
  }

  @Test
  void aTaskBeginsAtZeroUnderTheSameIdAndName() {
    DoubleAccumulator whole = registered(new DoubleAccumulator());
    whole.add(1.5);
    DoubleAccumulator part = sent(whole);
    assertThat(part.isZero()).isTrue();
    assertThat(part.id()).isEqualTo(whole.id());
    assertThat(part.name()).hasValue("seen");
    assertThat(whole.sum()).isEqualTo(1.5);
  }

  @Test
  void valuesCannotBeReadInATask() {
    List<AccumulatorV2<?, ?>> all =
        List.of(
            registered(new LongAccumulator()),
            registered(new DoubleAccumulator()),
            registered(new CollectionAccumulator<String>()));
    for (AccumulatorV2<?, ?> accumulator : all) {
      AccumulatorV2<?, ?> part = sent(accumulator);
      assertThatThrownBy(part::value)
          .hasMessageContaining("'seen'")
          .asInstanceOf(InstanceOfAssertFactories.type(HeddleException.class))
          .extracting(HeddleException::code)
          .isEqualTo(ErrorCode.ACCUMULATOR_READ_IN_TASK);
    }
  }

  @Test
  void oneThatIsNotRegisteredCannotTravel() {
    assertThatThrownBy(() -> JavaSerialization.write(new LongAccumulator()))
        .hasMessageContaining("before it was registered");
  }

  @Test
  void registeringTwiceIsRefused() {
    LongAccumulator accumulator = registered(new LongAccumulator());
    assertThatThrownBy(() -> registered(accumulator)).hasMessageContaining("second time");
  }

  @Test
  void collectionsGatherAllElements() {
    CollectionAccumulator<String> whole = registered(new CollectionAccumulator<>());
    CollectionAccumulator<String> part = sent(whole);
    part.add("b");
    part.add("c");
    whole.add("a");
    registry.merge(sent(part));
    assertThat(whole.value()).containsExactly("a", "b", "c");
    assertThat(part.copyAndReset().isZero()).isTrue();
  }

  @Test
  void twoReferencesToOneAccumulatorStayOne() {
    LongAccumulator whole = registered(new LongAccumulator());
    Object[] both = (Object[]) sent((Object) new Object[] {whole, whole});
    assertThat(both[0]).isSameAs(both[1]);
  }

  @Test
  void anUpdateForOneThatIsNotKnownIsDropped() {
    LongAccumulator elsewhere = new LongAccumulator();
    new AccumulatorRegistry().register(elsewhere, "");
    assertThat(registry.merge(sent(elsewhere))).isEmpty();
  }
}
