package io.heddle.executor.watch;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives memory that this JVM does not need back to the operating system. Safe for all threads. */
public final class NativeMemory {
  private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);
  private static final String MOST_FREE = "MaxHeapFreeRatio";
  private static final String LEAST_FREE = "MinHeapFreeRatio";

  private NativeMemory() {}

  /**
   * Collects garbage so that the heap shrinks, and lets the C library give free pages back, as far
   * as this JVM can do that. Takes as long as a full collection.
   */
  public static void trim() {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    String most = options.getVMOption(MOST_FREE).getValue();
    String least = options.getVMOption(LEAST_FREE).getValue();
    options.setVMOption(LEAST_FREE, "5");
    options.setVMOption(MOST_FREE, "10");
    try {
      System.gc();
    } finally {
      options.setVMOption(MOST_FREE, most);
      options.setVMOption(LEAST_FREE, least);
    }
    trimNative();
  }

  private static void trimNative() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "systemTrimNativeHeap",
              null,
              null);
    } catch (JMException | RuntimeException e) {
      LOG.debug("this JVM cannot trim its native heap", e);
    }
  }
}
