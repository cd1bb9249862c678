package io.heddle.benchmarks.micro;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.memory.TaskMemory;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.SpillDirectories;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.serde.SerdeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** What a task works with, in a temporary directory; closed like a task that ends. */
final class Space implements AutoCloseable {
  static final int FRAME_ROWS = 4096;

  private final Deque<AutoCloseable> atEnd = new ArrayDeque<>();
  private final SerdeFactory serdes =
      SerdeFactory.of(HeddleConf.empty(), Space.class.getClassLoader());
  private final Path directory;
  private final TaskMemory memory;
  private final TaskSpace task;

  Space(long memoryBytes) throws IOException {
    directory = Files.createTempDirectory("heddle-micro");
    memory = new MemoryManager(memoryBytes, 0.5).newTask();
    task =
        new TaskSpace(
            memory,
            new SpillDirectories(List.of(directory), "micro"),
            new FrameWriter(serdes.create(), true),
            FRAME_ROWS,
            () -> new FrameReader(serdes.create()),
            () -> {},
            atEnd::push);
  }

  TaskSpace task() {
    return task;
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() throws Exception {
    while (!atEnd.isEmpty()) {
      atEnd.pop().close();
    }
    memory.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(Space::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
