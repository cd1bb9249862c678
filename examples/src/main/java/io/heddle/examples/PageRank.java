package io.heddle.examples;

import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.RDD;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Ranks the nodes of a graph by the links to them. Input lines are {@code from to}, white space
 * between; a link given twice counts once. Each round a node passes its rank on in equal parts, and
 * takes 0.15 and 0.85 times what it is passed; a node without links passes nothing on. Prints by
 * how much the ranks changed in each round, and writes {@code node<TAB>rank}, highest first.
 */
public final class PageRank {
  private static final String USAGE = "PageRank EDGES ROUNDS OUT";

  private PageRank() {}

  public static void main(String[] args) {
    Arguments.require(3, args, USAGE);
    int rounds = Arguments.number(args[1], 1, USAGE);

    try (HeddleContext heddle = HeddleContext.builder().appName("PageRank").getOrCreate()) {
      PairRDD<String, Iterable<String>> links = links(heddle.textFile(args[0])).cache();
      PairRDD<String, Double> ranks = links.mapValues(targets -> 1.0);

      for (int round = 1; round <= rounds; round++) {
        PairRDD<String, Double> previous = ranks;
        ranks = next(links, previous).cache();
        double change =
            ranks
                .join(previous)
                .values()
                .map(both -> Math.abs(both.key() - both.value()))
                .fold(0.0, Double::sum);
        System.out.println(String.format(Locale.ROOT, "round %d: change %.6f", round, change));
        previous.unpersist();
      }

      ranks
          .mapToPair(node -> new Pair<>(node.value(), node.key()))
          .sortByKey(false)
          .map(node -> String.format(Locale.ROOT, "%s\t%.6f", node.value(), node.key()))
          .saveAsTextFile(args[2]);
    }
  }

  /** For each node the nodes it links to; none for a node that is only linked to. */
  private static PairRDD<String, Iterable<String>> links(RDD<String> lines) {
    PairRDD<String, String> edges =
        lines
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .mapToPair(
                line -> {
                  Words words = new Words(line);
                  return new Pair<>(words.next(), words.next());
                })
            .distinct();
    PairRDD<String, Iterable<String>> known = edges.groupByKey();
    return edges
        .flatMap(edge -> List.of(edge.key(), edge.value()).iterator())
        .distinct()
        .mapToPair(node -> new Pair<>(node, ""))
        .leftOuterJoin(known)
        .mapValues(node -> node.value().orElse(List.of()));
  }

  private static PairRDD<String, Double> next(
      PairRDD<String, Iterable<String>> links, PairRDD<String, Double> ranks) {
    PairRDD<String, Double> passed =
        links
            .join(ranks)
            .flatMapToPair(node -> shares(node.value().key(), node.value().value()))
            .reduceByKey(links.partitioner().orElseThrow(), Double::sum);
    return links.leftOuterJoin(passed).mapValues(node -> 0.15 + 0.85 * node.value().orElse(0.0));
  }

  private static Iterator<Pair<String, Double>> shares(Iterable<String> targets, double rank) {
    List<String> list = new ArrayList<>();
    targets.forEach(list::add);
    return list.stream().map(target -> new Pair<>(target, rank / list.size())).iterator();
  }
}
