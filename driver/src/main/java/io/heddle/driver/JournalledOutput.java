package io.heddle.driver;

import io.heddle.driver.recovery.JobIdentity;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.event.Notice;
import io.heddle.rdd.spi.OutputRecord;

/** An output whose commit is written down in the journal. */
record JournalledOutput(DriverOptions options, JobIdentity identity, String path)
    implements OutputRecord {
  @Override
  public boolean isCommitted() {
    boolean committed = options.recovery().isCommitted(identity, path);
    if (committed) {
      options
          .events()
          .accept(
              Event.newBuilder()
                  .setAtMillis(options.clock().millis())
                  .setNotice(
                      Notice.newBuilder()
                          .setText(
                              "attempt "
                                  + options.recovery().attempt()
                                  + ": '"
                                  + path
                                  + "' was written by the attempt before"))
                  .build());
    }
    return committed;
  }

  @Override
  public void commitBegins() {
    options.recovery().commitBegun(identity, path);
  }

  @Override
  public void commitEnded() {
    options.recovery().commitEnded(identity, path);
  }
}
