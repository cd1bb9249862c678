package io.heddle.client.demo;

import io.heddle.client.ExitStatus;
import io.heddle.client.cluster.EmbeddedProcess;
import io.heddle.client.staging.Installation;
import io.heddle.client.submit.ClusterRun;
import io.heddle.client.submit.SubmitRequest;
import io.heddle.client.terminal.Screen;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.monitoring.text.Human;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Boots a cluster, counts words on it, and tells what it does on the way. */
public final class Demo {
  private static final String INPUT = "/demo/text";
  private static final String OUTPUT = "/demo/counts";
  private static final String PROGRAM = "io.heddle.examples.WordCount";

  private final Screen screen;
  private final HeddleConf conf;
  private final int nodes;
  private final int top;
  private final Installation installation = Installation.current();

  /**
   * @param top how many words to print
   */
  public Demo(Screen screen, HeddleConf conf, int nodes, int top) {
    if (nodes < 1 || top < 0) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "--nodes is at least 1 and --top at least 0");
    }
    this.screen = screen;
    this.conf = conf;
    this.nodes = nodes;
    this.top = top;
  }

  /**
   * Runs it to the end.
   *
   * @param input null for the installation's own texts
   * @param output where all counts go, too; null for nowhere
   * @param keep whether the cluster is left up
   * @return the exit status
   */
  public int run(Path input, Path output, boolean keep) throws InterruptedException {
    List<Path> files = DemoText.files(input, installation);
    if (output != null && !Files.isDirectory(output.toAbsolutePath().getParent())) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "--output: there is no directory for " + output);
    }
    Path program = program();
    step(
        1,
        "A cluster: HDFS and YARN with "
            + Human.counted(nodes, "node")
            + " on "
            + racks()
            + ", in a process of its own");
    long start = System.nanoTime();
    EmbeddedProcess cluster = EmbeddedProcess.start(installation, nodes, keep);
    try {
      say("up after " + Human.nanos(System.nanoTime() - start));
      say("ResourceManager " + cluster.webUrl());

      step(2, "A text: " + describe(files) + " into HDFS at " + INPUT);
      try (DemoFiles hdfs = DemoFiles.on(cluster.confDir(), nodes)) {
        hdfs.put(files, INPUT).forEach(this::say);

        step(3, "An application: word count, submitted to YARN");
        say(screen.faint("heddle submit --class " + PROGRAM + " \\"));
        say(
            screen.faint(
                "    " + installation.home().relativize(program) + " " + INPUT + " " + OUTPUT));
        int status = submit(cluster, program);
        if (status == ExitStatus.OK) {
          step(4, "The result: " + OUTPUT + " in HDFS");
          printWords(hdfs, output);
        }
        if (keep) {
          sayHowToUse(cluster);
        }
        return status;
      }
    } finally {
      if (!keep) {
        screen.line("");
        screen.line(screen.faint("Stopping the cluster and removing its files ..."));
        cluster.close();
      }
    }
  }

  private Path program() {
    try {
      return installation.jarsBelow("examples").stream()
          .findFirst()
          .orElseThrow(
              () ->
                  new HeddleException(ErrorCode.BAD_ARGUMENT, "this installation has no examples"));
    } catch (IOException e) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "the examples cannot be listed", e);
    }
  }

  private int submit(EmbeddedProcess cluster, Path program) throws InterruptedException {
    SubmitRequest request =
        new SubmitRequest(
            program.toString(),
            PROGRAM,
            List.of(INPUT, OUTPUT),
            conf.with(ApplicationSettings.NAME, "word count"),
            System.currentTimeMillis());
    return ClusterRun.run(request, false, false, List.of(cluster.confDir()), screen);
  }

  private void printWords(DemoFiles hdfs, Path output) {
    TopWords words = new TopWords(top);
    try (Writer copy =
        output == null
            ? Writer.nullWriter()
            : new BufferedWriter(Files.newBufferedWriter(output, StandardCharsets.UTF_8))) {
      for (var part : hdfs.parts(OUTPUT)) {
        try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(part.open(), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            words.add(line);
            copy.write(line);
            copy.write('\n');
          }
        }
      }
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.HDFS_FAILED, "the counts cannot be read: " + e.getMessage(), e);
    }
    say(
        Human.count(words.total())
            + " words, "
            + Human.count(words.distinct())
            + " of them distinct");
    screen.line("");
    long most = words.list().isEmpty() ? 1 : words.list().get(0).count();
    for (TopWords.Word word : words.list()) {
      int length = (int) Math.max(1, word.count() * 30 / most);
      screen.line(
          String.format(
              "  %,10d  %s  %s", word.count(), screen.green("━".repeat(length)), word.text()));
    }
  }

  private void sayHowToUse(EmbeddedProcess cluster) {
    screen.line("");
    screen.line(screen.bold("The cluster is still up."));
    say("Use it:   export HADOOP_CONF_DIR=" + cluster.confDir());
    say("          " + installation.file("bin/heddle") + " list --all");
    say("Look:     " + cluster.webUrl() + "/cluster/apps");
    say("Stop it:  kill " + cluster.pid());
  }

  private String racks() {
    return nodes == 1 ? "one rack" : "2 racks";
  }

  private static String describe(List<Path> files) {
    long bytes = 0;
    for (Path file : files) {
      bytes += file.toFile().length();
    }
    return (files.size() == 1 ? files.get(0).getFileName() : files.size() + " files")
        + " ("
        + Human.bytes(bytes)
        + ")";
  }

  private void step(int number, String text) {
    screen.line("");
    screen.line(screen.cyan(number + "  ") + screen.bold(text));
  }

  private void say(String text) {
    screen.line("   " + text);
  }
}
