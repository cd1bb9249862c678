package io.heddle.rdd.spi;

/**
 * One output of the program, as it is known to a later attempt of the application that runs the
 * program again. Used by the thread that writes the output.
 */
public interface OutputRecord {
  /** Of an output that is written again whatever happens. */
  OutputRecord NONE =
      new OutputRecord() {
        @Override
        public boolean isCommitted() {
          return false;
        }

        @Override
        public void commitBegins() {}

        @Override
        public void commitEnded() {}
      };

  /** Whether an earlier attempt has written all of it. */
  boolean isCommitted();

  /** Files are about to be moved into place. */
  void commitBegins();

  /** All of it is in place. */
  void commitEnded();
}
