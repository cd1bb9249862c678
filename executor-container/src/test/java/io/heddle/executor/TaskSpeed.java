package io.heddle.executor;

import io.heddle.conf.HeddleConf;
import io.heddle.protocol.executor.Task;
import io.heddle.task.StageProgram.ResultStage;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures what an empty task costs an executor, by hand: {@code main} prints tasks a second and
 * the process's CPU time a task, the fake driver's part included.
 */
public final class TaskSpeed {
  private static final int TASKS = 20_000;

  private TaskSpeed() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("heddle-speed");
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (FakeDriver driver = new FakeDriver(HeddleConf.empty());
        RunningExecutor executor = new RunningExecutor(driver, directory, 2)) {
      driver.registered.get(20, TimeUnit.SECONDS);
      driver.program(
          1,
          new ResultStage<Integer, Integer>(
              (partition, context) -> List.<Integer>of().iterator(), (records, context) -> null));
      Task[] tasks = new Task[TASKS];
      for (int i = 0; i < TASKS; i++) {
        tasks[i] = FakeDriver.task(i, 1, i);
      }
      for (int round = 0; round < 6; round++) {
        long start = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        driver.launch(tasks);
        for (int i = 0; i < TASKS; i++) {
          driver.outcome();
        }
        System.out.printf(
            "%.0f tasks/s, %.1f us of CPU a task%n",
            TASKS / ((System.nanoTime() - start) / 1e9),
            (system.getProcessCpuTime() - cpu) / 1e3 / TASKS);
      }
    }
  }
}
