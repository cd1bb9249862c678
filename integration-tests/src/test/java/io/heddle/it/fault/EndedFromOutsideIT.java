package io.heddle.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.CommandResult;
import io.heddle.it.Heddle;
import io.heddle.it.program.GatedSums;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.Test;

/** The user ends the client, or the application. */
class EndedFromOutsideIT {
  private static final int SIGINT = 2;

  @Test
  void controlCKillsTheApplication() throws Exception {
    try (Scene scene = new Scene("control-c")) {
      scene.submit(scene.heddle(), GatedSums.class);
      scene.awaitExecutors();
      scene.waiting().until(() -> scene.gates().reached("map-").size() == 3);
      scene.rememberProcesses();

      interrupt(scene.client().handle());
      CommandResult result = scene.client().await();

      assertThat(result.exitStatus()).isEqualTo(128 + SIGINT);
      assertThat(result.err()).contains("killing " + scene.applicationId());
      assertThat(scene.yarnState()).isEqualTo(YarnApplicationState.KILLED);
      scene.awaitNoProcessesLeft();
    }
  }

  @Test
  void aDetachedApplicationGoesOnByItself() throws Exception {
    try (Scene scene = new Scene("detached")) {
      scene.submit(scene.heddle().option("--detach"), GatedSums.class);
      scene.client().await().succeeded(); // and nothing holds the gates open yet
      String id = scene.applicationId();
      scene.awaitExecutors();
      scene.waiting().until(() -> scene.gates().reached("map-").size() == 3);
      scene.rememberProcesses();
      Heddle heddle = scene.cluster().heddle();

      assertThat(heddle.run("list").succeeded().out()).contains(id).contains("GatedSums");
      assertThat(heddle.run("status", id).succeeded().out())
          .contains("State        running")
          .contains("GatedSums.java");
      assertThat(heddle.run("logs", id).succeeded().out())
          .contains(scene.master().id().toString())
          .contains("is registered with the driver");

      scene.gates().openAll("map", Scene.MAPS);
      scene.gates().openAll("reduce", Scene.REDUCES);
      scene.waiting().until(() -> scene.yarnState() == YarnApplicationState.FINISHED);
      scene.assertOutputIsRight();
      assertThat(heddle.run("status", id).succeeded().out()).contains("State        succeeded");
      scene.awaitNoProcessesLeft();
    }
  }

  @Test
  void killEndsAnApplicationAndLeavesNothingBehind() throws Exception {
    try (Scene scene = new Scene("killed")) {
      scene.submit(scene.heddle(), GatedSums.class);
      scene.awaitExecutors();
      scene.waiting().until(() -> scene.gates().reached("map-").size() == 3);
      scene.rememberProcesses();
      String id = scene.applicationId();
      Heddle heddle = scene.cluster().heddle();

      assertThat(heddle.run("kill", id).succeeded().out()).contains(id + " was killed");

      CommandResult client = scene.client().await();
      assertThat(client.exitStatus()).isNotZero();
      assertThat(client.out() + client.err()).contains("heddle kill");
      assertThat(scene.yarnState()).isEqualTo(YarnApplicationState.KILLED);
      scene.awaitNoProcessesLeft();
      assertThat(heddle.run("kill", id).succeeded().out()).contains("is over already");
      assertThat(heddle.run("status", id).succeeded().out()).contains("State        killed");
    }
  }

  /** What a terminal does on Ctrl-C; Java itself can only send SIGTERM and SIGKILL. */
  private static void interrupt(ProcessHandle process) throws Exception {
    int status = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(status).isZero();
  }
}
