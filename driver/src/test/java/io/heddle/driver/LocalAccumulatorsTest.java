package io.heddle.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.protocol.event.AccumulatorChanged;
import io.heddle.protocol.event.Event;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.accumulator.AccumulatorV2;
import io.heddle.rdd.accumulator.CollectionAccumulator;
import io.heddle.rdd.accumulator.LongAccumulator;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accumulators through a whole local application. */
class LocalAccumulatorsTest {
  private static final Set<Long> FAILED_ONCE = ConcurrentHashMap.newKeySet();

  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final HeddleContext context =
      HeddleContext.on(
          LocalDriver.start(
              HeddleConf.empty().with(ApplicationSettings.MASTER, "local[2]"),
              getClass().getClassLoader(),
              events::add),
          null);

  @AfterEach
  void close() {
    context.close();
  }

  /** Distinct small numbers. */
  static final class Distinct extends AccumulatorV2<Integer, Integer> {
    private static final long serialVersionUID = 1L;
    private final BitSet seen = new BitSet();

    @Override
    public boolean isZero() {
      return seen.isEmpty();
    }

    @Override
    public Distinct copy() {
      Distinct copy = new Distinct();
      copy.seen.or(seen);
      return copy;
    }

    @Override
    public void reset() {
      seen.clear();
    }

    @Override
    public void add(Integer value) {
      seen.set(value);
    }

    @Override
    public void merge(AccumulatorV2<Integer, Integer> other) {
      seen.or(((Distinct) other).seen);
    }

    @Override
    public Integer value() {
      return seen.cardinality();
    }
  }

  @Test
  void tasksOfAnActionAndOfAShuffleCount() {
    LongAccumulator mapped = context.longAccumulator("mapped");
    LongAccumulator reduced = context.longAccumulator("reduced");
    CollectionAccumulator<Long> large = context.collectionAccumulator();
    mapped.add(1000);
    context
        .range(0, 100, 1, 5)
        .mapToPair(
            n -> {
              mapped.add(1);
              if (n >= 98) {
                large.add(n);
              }
              return new Pair<>(n % 10, n);
            })
        .reduceByKey(Long::sum)
        .foreach(pair -> reduced.add(pair.value()));
    assertThat(mapped.value()).isEqualTo(1100);
    assertThat(reduced.sum()).isEqualTo(4950);
    assertThat(reduced.count()).isEqualTo(10);
    assertThat(large.value()).containsExactlyInAnyOrder(98L, 99L);
    assertThat(last("mapped")).isEqualTo("1100");
    assertThat(last("reduced")).isEqualTo("4950");
  }

  private String last(String name) {
    return events.stream()
        .filter(Event::hasAccumulatorChanged)
        .map(Event::getAccumulatorChanged)
        .filter(changed -> changed.getName().equals(name))
        .map(AccumulatorChanged::getValue)
        .reduce("none", (a, b) -> b);
  }

  @Test
  void aProgramsOwnClassMerges() {
    Distinct distinct = new Distinct();
    context.register(distinct, "distinct");
    context.parallelize(List.of(1, 2, 3, 2, 1, 1), 3).foreach(distinct::add);
    assertThat(distinct.value()).isEqualTo(3);
  }

  @Test
  void retriedTasksCountOnce() {
    LongAccumulator seen = context.longAccumulator();
    FAILED_ONCE.clear();
    context
        .range(0, 20, 1, 4)
        .foreach(
            n -> {
              seen.add(1);
              if (n % 5 == 3 && FAILED_ONCE.add(n)) {
                throw new IllegalStateException("once");
              }
            });
    assertThat(FAILED_ONCE).hasSize(4);
    assertThat(seen.value()).isEqualTo(20);
  }

  @Test
  void slotsUseTheirProgramAgainFromZero() {
    LongAccumulator seen = context.longAccumulator();
    context.range(0, 1000, 1, 50).foreach(n -> seen.add(1));
    assertThat(seen.value()).isEqualTo(1000);
  }

  @Test
  void readingAValueInATaskFailsTheJobAtOnceAndSaysWhy() {
    LongAccumulator seen = context.longAccumulator("seen");
    assertThatThrownBy(() -> context.range(0, 4).foreach(n -> seen.add(seen.value())))
        .hasMessageContaining("'seen'")
        .asInstanceOf(InstanceOfAssertFactories.type(HeddleException.class))
        .extracting(HeddleException::code)
        .isEqualTo(ErrorCode.ACCUMULATOR_READ_IN_TASK);
  }

  @Test
  void oneThatIsNotRegisteredIsRefusedAtTheCall() {
    LongAccumulator seen = new LongAccumulator();
    assertThatThrownBy(() -> context.range(0, 4).map(n -> n + (seen.isZero() ? 1 : 0)))
        .hasMessageContaining("before it was registered");
  }
}
