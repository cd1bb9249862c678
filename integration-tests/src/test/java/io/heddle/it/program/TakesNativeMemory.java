package io.heddle.it.program;

import io.heddle.rdd.HeddleContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

/**
 * One task that takes more and more memory of the C library, as code behind native interfaces does:
 * a compressor takes up to a quarter of a megabyte. It is quick up to 650 MB, then slow, and ends
 * when it is told to.
 */
public final class TakesNativeMemory {
  private static final int AT_ONCE = 32;
  private static final int MOST = 16 * 1024;
  private static final long QUICKLY_KIB = 650 * 1024;

  private TakesNativeMemory() {}

  public static void main(String[] args) {
    try (HeddleContext context = HeddleContext.builder().appName("native").getOrCreate()) {
      context.parallelize(List.of(0), 1).foreach(any -> take());
    }
  }

  private static void take() throws InterruptedException, IOException {
    List<Deflater> taken = new ArrayList<>();
    byte[] some = new byte[1024];
    byte[] to = new byte[2048];
    try {
      while (taken.size() < MOST) {
        for (int i = 0; i < AT_ONCE; i++) {
          Deflater deflater = new Deflater();
          taken.add(deflater);
          deflater.setInput(some);
          deflater.deflate(to);
        }
        if (residentKib() > QUICKLY_KIB) {
          TimeUnit.MILLISECONDS.sleep(200);
        }
      }
    } finally {
      taken.forEach(Deflater::end);
    }
  }

  private static long residentKib() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return 0;
  }
}
