package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.Excerpt;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Where the bounds of sorted partitions come from. */
class KeySamplesTest {
  private static final int COUNT = 100_000;
  private static final int STEP = 50;

  private final FakeJobRunner runner = new FakeJobRunner();
  private final HeddleContext context = HeddleContext.on(runner, null);
  private final Numbers numbers = new Numbers(context.ids().nextNode());
  private final RDD<Long> rdd = context.parallelize(List.<Long>of(), 1).node(numbers);

  /** Two partitions of numbers; their excerpts are every fiftieth. */
  private static final class Numbers extends Lineage<Long> {
    Numbers(int id) {
      super(id, "numbers", "here", List.of());
    }

    @Override
    protected List<Partition> makePartitions() {
      return List.of(new Every(0, 1), new Every(1, 1));
    }

    @Override
    protected Optional<List<Excerpt>> ownExcerpts() {
      return Optional.of(
          IntStream.of(0, 1).mapToObj(i -> new Excerpt(new Every(i, STEP), 1.0 / STEP)).toList());
    }

    @Override
    public Evaluator<Long> evaluator(EvaluatorChain chain) {
      return (partition, task) ->
          LongStream.range(0, COUNT)
              .filter(n -> n % ((Every) partition).step() == 0)
              .map(n -> 2 * n + partition.index())
              .iterator();
    }
  }

  private record Every(int index, int step) implements Partition {}

  private long samplings() {
    return runner.jobs.stream().filter(job -> job.action().contains("sampling")).count();
  }

  private static void assertSortedEvenly(List<List<Long>> parts) {
    assertThat(parts).hasSize(4);
    assertThat(parts.stream().flatMap(List::stream).toList())
        .isEqualTo(LongStream.range(0, 2 * COUNT).boxed().toList());
    for (List<Long> part : parts) {
      assertThat(part).hasSizeBetween(COUNT / 3, COUNT * 2 / 3);
    }
  }

  @Test
  void excerptsAreEnoughForRangesOfEvenSize() {
    assertSortedEvenly(rdd.map(n -> n).sortBy(n -> n, true, 4).glom().collect());
    assertThat(samplings()).isEqualTo(1);
  }

  @Test
  void allIsReadWhereExcerptsHoldTooLittle() {
    RDD<Long> few = rdd.filter(n -> n / 2 % STEP != 0);
    List<List<Long>> parts = few.sortBy(n -> n, true, 4).glom().collect();
    assertThat(parts).hasSize(4);
    assertThat(parts).allSatisfy(part -> assertThat(part).hasSizeGreaterThan(COUNT / 3));
    assertThat(samplings()).isEqualTo(2);
  }

  @Test
  void whatIsToBeCachedIsReadWhole() {
    assertSortedEvenly(rdd.map(n -> n).cache().sortBy(n -> n, true, 4).glom().collect());
    assertThat(numbers.excerpts()).isPresent();
    assertThat(samplings()).isEqualTo(1);
  }
}
