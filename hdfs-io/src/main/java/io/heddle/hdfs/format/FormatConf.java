package io.heddle.hdfs.format;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.HadoopConf;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.mapred.JobConf;

/**
 * The settings that one source or sink has for itself, fit to be sent to tasks: those that differ
 * from what every process of the application has anyway.
 *
 * @param changed Hadoop's keys
 */
public record FormatConf(Map<String, String> changed) implements Serializable {
  public FormatConf {
    changed = Map.copyOf(changed);
  }

  /** The settings of a job, as far as they differ from the application's. */
  public static FormatConf of(HeddleConf conf, Iterable<Map.Entry<String, String>> settings) {
    JobConf own = new JobConf(HadoopConf.shared(conf));
    Map<String, String> changed = new HashMap<>();
    for (Map.Entry<String, String> setting : settings) {
      if (!setting.getValue().equals(own.getRaw(setting.getKey()))) {
        changed.put(setting.getKey(), setting.getValue());
      }
    }
    return new FormatConf(changed);
  }

  /** All settings, in an object of the caller's own; classes are found as the thread finds them. */
  public JobConf load(HeddleConf conf) {
    JobConf job = new JobConf(HadoopConf.shared(conf));
    changed.forEach(job::set);
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    job.setClassLoader(classes == null ? getClass().getClassLoader() : classes);
    return job;
  }
}
