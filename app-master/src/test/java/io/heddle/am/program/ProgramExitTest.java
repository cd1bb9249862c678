package io.heddle.am.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own each, since the programs end it. */
class ProgramExitTest {
  @TempDir Path dir;

  @Test
  void theStatusIsKnownToAShutdownHook() throws Exception {
    assertThat(run("System.exit(3);")).isEqualTo(new Ended(3, "status 3"));
  }

  @Test
  void aCallWithinALambdaAndAnotherThreadIsNoticed() throws Exception {
    String program =
        "Runnable r = () -> System.exit(0); Thread t = new Thread(r); t.start(); t.join();"
            + " throw new Error();";
    assertThat(run(program)).isEqualTo(new Ended(0, "status 0"));
  }

  @Test
  void otherEndsLeaveNoStatus() throws Exception {
    assertThat(run("Runtime.getRuntime().exit(4);")).isEqualTo(new Ended(4, "no status"));
  }

  private record Ended(int exitStatus, String said) {}

  /** Starts a program and says in a shutdown hook what is known. */
  public static final class Starter {
    private Starter() {}

    public static void main(String[] args) throws Exception {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () ->
                      System.out.println(
                          ProgramExit.status().isPresent()
                              ? "status " + ProgramExit.status().getAsInt()
                              : "no status")));
      List<java.net.URL> jars = List.of(Path.of(args[0]).toUri().toURL());
      ProgramClassLoader loader =
          new ProgramClassLoader(jars, ProgramExitTest.class.getClassLoader());
      new UserProgram(jars, loader, "A", List.of()).run();
    }
  }

  private Ended run(String body) throws Exception {
    String source =
        "public class A { long l = 5; double d = 6; String s = \"java/lang/System\";"
            + " public static void main(String[] a) throws Exception { "
            + body.replace("throw new Error();", "if (a.length == 0) throw new Error();")
            + " } }";
    Path jar = UserJar.compile(dir, Map.of("A", source));
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                jar.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said.strip());
  }
}
