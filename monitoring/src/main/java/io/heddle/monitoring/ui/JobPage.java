package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.JobStatus;
import io.heddle.monitoring.store.StageStatus;
import java.util.ArrayList;
import java.util.List;

/** One job and its stages. */
final class JobPage {
  private JobPage() {}

  /**
   * @param stages those of the job that are still in the store
   */
  static void write(Html html, Page page, JobStatus job, List<StageStatus> stages) {
    html.open("section");
    Tables.heading(html, "Job " + job.id(), Tables.title(job));
    Tables.jobs(html, page, List.of(job));
    html.close();
    if (!job.reason().isEmpty()) {
      html.open("section");
      Tables.heading(html, "Why it failed", "");
      html.open("div", "class", "body")
          .element("pre", job.reason(), "class", "stack")
          .close()
          .close();
    }
    html.open("section");
    int gone = job.stageIds().size() - stages.size();
    Tables.heading(html, "Stages", gone > 0 ? gone + " are no longer kept" : "");
    Tables.stages(html, page, new ArrayList<>(stages));
    html.close();
  }
}
