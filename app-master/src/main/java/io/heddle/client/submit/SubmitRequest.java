package io.heddle.client.submit;

import io.heddle.conf.HeddleConf;
import java.util.List;

/**
 * What the user wants to be run.
 *
 * @param mainClass empty when the jar's manifest names it
 * @param jar local path or URI
 * @param conf all settings, with the name
 * @param submittedAtMillis when the command began
 */
public record SubmitRequest(
    String jar, String mainClass, List<String> arguments, HeddleConf conf, long submittedAtMillis) {
  public SubmitRequest {
    arguments = List.copyOf(arguments);
  }
}
