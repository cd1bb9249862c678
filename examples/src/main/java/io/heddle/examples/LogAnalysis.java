package io.heddle.examples;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins a web server's access log (Common Log Format) with a list of users (lines {@code
 * user<TAB>country}) and writes for each country {@code country<TAB>requests<TAB>errors<TAB>bytes},
 * sorted by country. Requests without a listed user count for {@code unknown}; lines that are no
 * log entries are counted and said.
 */
public final class LogAnalysis {
  private static final Pattern ENTRY =
      Pattern.compile("\\S+ \\S+ (\\S+) \\[[^\\]]*\\] \"[^\"]*\" (\\d{3}) (\\d+|-)");

  private LogAnalysis() {}

  /** What is added up. */
  private record Totals(long requests, long errors, long bytes) implements Serializable {
    Totals plus(Totals other) {
      return new Totals(requests + other.requests, errors + other.errors, bytes + other.bytes);
    }
  }

  public static void main(String[] args) {
    Arguments.require(3, args, "LogAnalysis ACCESS_LOG USERS OUT");

    try (HeddleContext heddle = HeddleContext.builder().appName("LogAnalysis").getOrCreate()) {
      PairRDD<String, String> countries =
          heddle
              .textFile(args[1])
              .map(line -> line.split("\t", -1))
              .filter(fields -> fields.length == 2)
              .mapToPair(fields -> new Pair<>(fields[0], fields[1]));
      PairRDD<String, Totals> byUser =
          heddle
              .textFile(args[0])
              .flatMapToPair(line -> entry(line).iterator())
              .reduceByKey(Totals::plus)
              .cache();

      byUser
          .leftOuterJoin(countries)
          .mapToPair(user -> new Pair<>(user.value().value().orElse("unknown"), user.value().key()))
          .reduceByKey(Totals::plus)
          .sortByKey()
          .map(
              country ->
                  String.join(
                      "\t",
                      country.key(),
                      Long.toString(country.value().requests()),
                      Long.toString(country.value().errors()),
                      Long.toString(country.value().bytes())))
          .saveAsTextFile(args[2]);

      long read = heddle.textFile(args[0]).count();
      long entries = byUser.values().map(Totals::requests).fold(0L, Long::sum);
      System.out.println(entries + " log entries, " + (read - entries) + " other lines");
    }
  }

  /** The user and what one log line adds; nothing for a line that is no entry. */
  private static List<Pair<String, Totals>> entry(String line) {
    Matcher entry = ENTRY.matcher(line);
    if (!entry.lookingAt()) {
      return List.of();
    }
    long error = entry.group(2).charAt(0) >= '4' ? 1 : 0;
    long bytes = entry.group(3).equals("-") ? 0 : Long.parseLong(entry.group(3));
    return List.of(new Pair<>(entry.group(1), new Totals(1, error, bytes)));
  }
}
