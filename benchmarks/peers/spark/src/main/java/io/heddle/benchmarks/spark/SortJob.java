package io.heddle.benchmarks.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The twin of Heddle's job of this name. */
public final class SortJob {
  private SortJob() {}

  public static void main(String[] args) {
    SparkConf conf = new SparkConf().setAppName("SortJob").setMaster(args[0]);
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      Rounds.time(
          args[2],
          output ->
      context
          .textFile(args[1])
          .mapToPair(line -> new Tuple2<>(line.substring(0, 10), line.substring(10)))
          .sortByKey()
          .map(pair -> pair._1 + pair._2)
          .saveAsTextFile(output));
    }
  }
}
