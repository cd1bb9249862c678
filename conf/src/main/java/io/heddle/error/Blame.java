package io.heddle.error;

/** Who can mend an error. */
public enum Blame {
  /** The query, program, path or option that the user gave. */
  USER,
  /** Memory, queue, quota: enough of something was not to be had. */
  RESOURCE,
  /** HDFS, YARN, the network. */
  EXTERNAL,
  /** A bug in Heddle. */
  ENGINE
}
