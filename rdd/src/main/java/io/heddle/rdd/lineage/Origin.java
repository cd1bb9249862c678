package io.heddle.rdd.lineage;

import java.util.Objects;

/**
 * Where a node comes from.
 *
 * @param id unique in the application, from {@link LineageIds}
 * @param operation the API's word for it: {@code map}, {@code reduceByKey}
 * @param callSite where the user called it: {@code WordCount.java:31}
 */
public record Origin(int id, String operation, String callSite) {
  public Origin {
    Objects.requireNonNull(operation);
    Objects.requireNonNull(callSite);
  }
}
