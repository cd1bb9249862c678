package io.heddle.benchmarks.spark;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The twin of Heddle's job of this name. */
public final class StartupJob {
  private StartupJob() {}

  public static void main(String[] args) {
    try (JavaSparkContext context =
        new JavaSparkContext(new SparkConf().setAppName("startup").setMaster(args[0]))) {
      long keys =
          context
              .parallelize(List.of("a", "b", "a", "c"), 2)
              .mapToPair(word -> new Tuple2<>(word, 1))
              .reduceByKey(Integer::sum)
              .count();
      System.out.println("FIRST " + keys);
    }
  }
}
