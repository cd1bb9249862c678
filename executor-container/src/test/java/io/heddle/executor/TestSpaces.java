package io.heddle.executor;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.memory.TaskMemory;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.SpillDirectories;
import io.heddle.executor.spill.TaskSpace;
import io.heddle.serde.SerdeFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/** A task's space with a given amount of memory. */
public final class TestSpaces implements AutoCloseable {
  public static final int FRAME_ROWS = 256;

  private final ArrayDeque<AutoCloseable> atEnd = new ArrayDeque<>();
  private final MemoryManager manager;
  private final TaskMemory memory;
  private final TaskSpace space;

  public TestSpaces(long memoryBytes, Path directory) {
    this(new MemoryManager(memoryBytes, 0.5), directory);
  }

  public TestSpaces(MemoryManager manager, Path directory) {
    this.manager = manager;
    memory = manager.newTask();
    SerdeFactory serdes = SerdeFactory.of(HeddleConf.empty(), TestSpaces.class.getClassLoader());
    space =
        new TaskSpace(
            memory,
            new SpillDirectories(List.of(directory), "test"),
            new FrameWriter(serdes.create(), true),
            FRAME_ROWS,
            () -> new FrameReader(serdes.create()),
            () -> {},
            atEnd::push);
  }

  public TaskSpace space() {
    return space;
  }

  public TaskMemory memory() {
    return memory;
  }

  public MemoryManager manager() {
    return manager;
  }

  /** Ends the task: closes what was registered, and frees memory. */
  @Override
  public void close() throws Exception {
    while (!atEnd.isEmpty()) {
      atEnd.pop().close();
    }
    memory.close();
  }
}
