package io.heddle.driver.schedule;

import io.heddle.driver.allocation.ExecutorSupply;

/**
 * What the provider says of executors asked for, and what people are told about a wait: a line for
 * the status page as long as it lasts, and a notice once it has lasted, again only when there is
 * something else to say and some time has passed.
 */
final class Supply {
  static final long LINE_MILLIS = 1_000;
  static final long NOTICE_MILLIS = 5_000;
  static final long AGAIN_MILLIS = 30_000;

  private final Books books;
  private ExecutorSupply latest = ExecutorSupply.UNKNOWN;
  private long waitingSinceMillis;
  private String noticed = "";
  private long noticedMillis;

  Supply(Books books) {
    this.books = books;
  }

  /** The provider has something new to say. */
  void heard(ExecutorSupply supply) {
    if (latest.asked() == 0 || supply.asked() == 0 || supply.held() > latest.held()) {
      waitingSinceMillis = books.now;
    }
    if (supply.asked() == 0) {
      noticed = "";
    }
    latest = supply;
  }

  int asked() {
    return latest.asked();
  }

  /** For how many more executors there is room; -1 when that is not known. */
  int room() {
    return latest.room();
  }

  /** Why executors are waited for; empty when none is, or not for long yet. */
  String waiting() {
    return latest.asked() > 0 && books.now - waitingSinceMillis >= LINE_MILLIS ? text() : "";
  }

  private String text() {
    return "waiting for "
        + latest.asked()
        + (latest.asked() == 1 ? " executor" : " executors")
        + (latest.why().isEmpty() ? "" : ": " + latest.why());
  }

  void tick() {
    if (latest.asked() == 0 || books.now - waitingSinceMillis < NOTICE_MILLIS) {
      return;
    }
    String text = text();
    if (!text.equals(noticed) && (noticed.isEmpty() || books.now - noticedMillis >= AGAIN_MILLIS)) {
      noticed = text;
      noticedMillis = books.now;
      books.report.notice(text);
    }
  }
}
