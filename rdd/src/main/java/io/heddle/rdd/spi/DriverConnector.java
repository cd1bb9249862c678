package io.heddle.rdd.spi;

import io.heddle.conf.HeddleConf;

/**
 * Gives a program its driver: that of the ApplicationMaster it runs in, or a new local one. A
 * service; one implementation is on the class path.
 */
public interface DriverConnector {
  /**
   * Connects a program that begins.
   *
   * @param conf what the program itself set; settings given at submission win over it
   * @throws io.heddle.error.HeddleException NO_CONTEXT when {@code heddle.master} is a cluster and
   *     the program was not started by {@code heddle submit}
   */
  JobRunner connect(HeddleConf conf);
}
