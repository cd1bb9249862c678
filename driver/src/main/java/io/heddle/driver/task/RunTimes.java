package io.heddle.driver.task;

/**
 * How long tasks of one set ran and how fast they read: counts by time in steps of about 4%, so
 * that the median takes no more room or time however many tasks there are. Owned by the scheduler.
 */
public final class RunTimes {
  private static final int STEPS = 16;
  private final int[] counts = new int[STEPS * Long.SIZE];
  private int total;
  private long records;
  private long readMillis;

  /** A task has succeeded after so long, having read so many records; 0 when that is not known. */
  public void add(long millis, long recordsRead) {
    counts[bucket(Math.max(1, millis))]++;
    total++;
    if (recordsRead > 0) {
      records += recordsRead;
      readMillis += Math.max(1, millis);
    }
  }

  /** How many tasks have been added. */
  public int total() {
    return total;
  }

  /** The median in milliseconds, never less than it is and at most 7% more; 0 for none. */
  public long medianMillis() {
    int left = (total + 1) / 2;
    for (int i = 0; left > 0; i++) {
      left -= counts[i];
      if (left <= 0) {
        return upper(i);
      }
    }
    return 0;
  }

  /** Records read a millisecond by tasks that read any; 0 when none did. */
  public double recordsPerMilli() {
    return readMillis == 0 ? 0 : (double) records / readMillis;
  }

  /** The power of two below, and the sixteenth between it and the next one. */
  private static int bucket(long millis) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
    long part = power < 4 ? (millis << (4 - power)) - STEPS : (millis >> (power - 4)) - STEPS;
    return power * STEPS + (int) part;
  }

  private static long upper(int bucket) {
    int power = bucket / STEPS;
    long part = bucket % STEPS + STEPS;
    return power < 4 ? part >> (4 - power) : ((part + 1) << (power - 4)) - 1;
  }
}
