package program.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.DataSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs of random operations on random data, in a local run that has to spill at every step,
 * give what the same programs on Java's collections give. A seed is printed, and each failure names
 * its program's: {@code -Dheddle.seed=S -Dheddle.programs=1} runs that one again. {@code
 * -Dheddle.programs=N} sets how many run.
 */
class RandomProgramsTest {
  private static final int PROGRAMS = Integer.getInteger("heddle.programs", 200);
  private static final long SEED = Long.getLong("heddle.seed", System.nanoTime());

  /** Where data is more than memory. */
  private static final int LARGE = 4000;

  private static final List<TinyEngine> ENGINES = new ArrayList<>();

  @BeforeAll
  static void start(@TempDir Path directory) {
    System.out.println("RandomProgramsTest: -Dheddle.seed=" + SEED);
    ENGINES.add(new TinyEngine(1, DataSize.ofKibibytes(256), 16, directory.resolve("1")));
    ENGINES.add(new TinyEngine(2, DataSize.ofKibibytes(512), 64, directory.resolve("2")));
    ENGINES.add(new TinyEngine(3, DataSize.ofMebibytes(1), 500, directory.resolve("3")));
  }

  @AfterAll
  static void stop() {
    ENGINES.forEach(TinyEngine::close);
    ENGINES.clear();
  }

  static List<Step> steps() {
    return Stream.of(
            MapSteps.all(),
            CombineSteps.all(),
            JoinSteps.all(),
            SetSteps.all(),
            OrderSteps.all(),
            KeepSteps.all())
        .flatMap(List::stream)
        .collect(Collectors.toList());
  }

  @Test
  void chainsOfAnyOperations() {
    List<String> failures = new ArrayList<>();
    for (long seed = SEED; seed < SEED + PROGRAMS && failures.size() < 10; seed++) {
      String program = run(seed);
      if (program != null) {
        failures.add(program);
      }
    }
    assertThat(failures).isEmpty();
  }

  /** Runs one program; gives what it was if it went wrong, else null. */
  private static String run(long seed) {
    Random random = new Random(seed);
    TinyEngine engine = ENGINES.get(random.nextInt(ENGINES.size()));
    int count = random.nextInt(16) == 0 ? LARGE : random.nextInt(random.nextBoolean() ? 40 : 1000);
    Draw draw = Draw.random(random, count);
    Scene scene = new Scene(engine.context(), random, draw, false);
    List<String> program = new ArrayList<>();
    program.add("-Dheddle.seed=%d: %s, %d rows of %s".formatted(seed, engine, count, draw));
    Data data = scene.source(count);
    try {
      List<Step> steps = steps();
      for (int i = 1 + random.nextInt(5); i > 0; i--) {
        Step step = steps.get(random.nextInt(steps.size()));
        program.add(step.name());
        data = step.apply(scene, data);
        if (random.nextInt(3) == 0) {
          Checks.rows(data);
        }
      }
      List<Map.Entry<String, Checks.Check>> checks = new ArrayList<>(Checks.all().entrySet());
      Map.Entry<String, Checks.Check> check = checks.get(random.nextInt(checks.size()));
      Checks.rows(data);
      program.add(check.getKey());
      check.getValue().run(data, random);
      return null;
    } catch (Exception | AssertionError e) {
      if (engine.mayRefuse(data, e)) {
        return null;
      }
      e.printStackTrace();
      return program + " -> " + e;
    }
  }

  /** Operations that hold rows back. */
  static List<Step> holding() {
    List<Step> steps = new ArrayList<>(CombineSteps.all());
    steps.addAll(JoinSteps.all());
    steps.addAll(SetSteps.all());
    steps.addAll(OrderSteps.all());
    steps.removeIf(
        step -> Set.of("union", "cartesian", "coalesce", "filterByRange").contains(step.name()));
    return steps;
  }

  @ParameterizedTest
  @MethodSource("holding")
  void operationsOnMoreThanMemoryHoldsSpill(Step step) {
    Random random = new Random(SEED);
    TinyEngine engine = ENGINES.get(0);
    Draw draw = new Draw(Draw.Keys.STRING, Draw.Values.NOISE, 2 * LARGE, false, false);
    Scene scene = new Scene(engine.context(), random, draw, true);
    long before = engine.spilledBytes();
    Data data = step.apply(scene, scene.source(2 * LARGE));
    Checks.rows(data);
    assertThat(engine.spilledBytes() - before).as(step + " spilled").isPositive();
  }
}
