package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

/** Memory of an executor. */
public final class MemorySettings {
  public static final Setting<Double> FRACTION =
      Setting.of(
          "heddle.memory.fraction",
          fractionBetween(0.05, 0.95),
          0.6,
          "Share of the heap beyond 300 MiB that execution and storage use together.",
          "spark.memory.fraction");
  public static final Setting<Double> STORAGE_FRACTION =
      Setting.of(
          "heddle.memory.storageFraction",
          fractionBetween(0.0, 1.0),
          0.5,
          "Share of that region in which cached blocks are safe from execution.",
          "spark.memory.storageFraction");

  public static final Setting<DataSize> REGION_SIZE =
      Setting.of(
          "heddle.memory.region",
          SIZE,
          DataSize.ofBytes(0),
          "What execution and storage use together, in place of a share of the heap; 0 takes"
              + " heddle.memory.fraction. For a local run in a JVM that holds other things too.");

  public static final Setting<DataSize> OFF_HEAP_SIZE =
      Setting.of(
          "heddle.memory.offHeap.size",
          SIZE,
          DataSize.ofBytes(0),
          "Memory of an executor outside of its heap for blocks cached as OFF_HEAP, added to its"
              + " container; 0 means none.",
          "spark.memory.offHeap.size");

  private MemorySettings() {}
}
