package io.heddle.client.command;

import io.heddle.client.submit.ApplicationWatch;
import io.heddle.client.submit.YarnCluster;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.exceptions.YarnException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code heddle kill}. */
@Command(name = "kill", description = "Ends applications.", mixinStandardHelpOptions = true)
public final class KillCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "Applications.")
  private List<String> ids;

  @Mixin private SettingOptions settings;

  @Override
  public Integer call() {
    List<ApplicationId> parsed = ids.stream().map(Applications::parse).toList();
    try (YarnCluster cluster = Applications.cluster(settings.conf())) {
      for (ApplicationId id : parsed) {
        boolean over = ApplicationWatch.end(Applications.report(cluster, id)).isPresent();
        if (over) {
          System.out.println(id + " is over already");
          continue;
        }
        try {
          cluster.yarn().killApplication(id, "killed by " + cluster.user() + " with heddle kill");
        } catch (YarnException | IOException e) {
          throw Applications.failed(e);
        }
        System.out.println(id + " was killed");
      }
    }
    return 0;
  }
}
