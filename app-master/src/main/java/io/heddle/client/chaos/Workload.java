package io.heddle.client.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A job whose result is known beforehand. */
interface Workload {
  /** For people. */
  String name();

  /** The class to run, of the examples. */
  String program();

  /** The program's arguments. */
  List<String> arguments(String output);

  /** Writes the input, and finds out what the result is to be. */
  void prepare(ClusterFiles files) throws IOException;

  /** What is wrong with an output; empty when it is right. */
  Optional<String> wrongIn(ClusterFiles files, String output) throws IOException;
}
