package io.heddle.benchmarks.spark;

import java.util.StringTokenizer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The twin of Heddle's job of this name. */
public final class WordCountJob {
  private WordCountJob() {}

  public static void main(String[] args) {
    try (JavaSparkContext context =
        new JavaSparkContext(new SparkConf().setAppName("wordcount").setMaster(args[0]))) {
      Rounds.time(
          args[2],
          output ->
      context
          .textFile(args[1])
          .flatMap(line -> new Tokens(new StringTokenizer(line)))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .map(pair -> pair._1() + "\t" + pair._2())
          .saveAsTextFile(output));
    }
  }
}
