package io.heddle.am.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserProgramTest {
  @TempDir Path dir;

  @Test
  void mainGetsItsArgumentsAndItsClassLoader() throws Exception {
    ProgramOutcome outcome =
        run(
            "A",
            """
            public class A {
              public static void main(String[] a) {
                if (!a[0].equals("x y")) throw new AssertionError(a[0]);
                ClassLoader context = Thread.currentThread().getContextClassLoader();
                if (context != A.class.getClassLoader()) throw new AssertionError(context);
              }
            }
            """);
    assertThat(outcome).isEqualTo(ProgramOutcome.SUCCESS);
  }

  @Test
  void aPublicMainOfAHiddenClassWillDo() throws Exception {
    assertThat(run("A", "class A { public static void main(String[] a) {} }").succeeded()).isTrue();
  }

  @Test
  void anExceptionTellsClassMessageAndTheFirstFrameOfTheUsers() throws Exception {
    ProgramOutcome outcome =
        run(
            "A",
            """
            public class A {
              public static void main(String[] a) {
                java.util.List.of(1).forEach(x -> java.util.Objects.requireNonNull(null, "no " + x));
              }
            }
            """);
    assertThat(outcome.exitStatus()).isEqualTo(1);
    HeddleException failure = outcome.failure().orElseThrow();
    assertThat(failure.code()).isEqualTo(ErrorCode.USER_CODE_FAILED);
    assertThat(failure.detail())
        .startsWith("java.lang.NullPointerException: no 1 at A.")
        .endsWith("(A.java:3)");
  }

  @Test
  void theRootOfAChainIsToldToo() throws Exception {
    ProgramOutcome outcome =
        run(
            "A",
            """
            public class A {
              public static void main(String[] a) {
                throw new RuntimeException("outer", new java.io.IOException("disk"));
              }
            }
            """);
    assertThat(outcome.failure().orElseThrow().detail())
        .contains(
            "RuntimeException: outer at A.main(A.java:3)", "caused by java.io.IOException: disk");
  }

  @Test
  void anErrorOfTheEnginesIsToldAsItIs() throws Exception {
    ProgramOutcome outcome =
        run(
            "A",
            """
            public class A {
              public static void main(String[] a) {
                throw new RuntimeException(
                    new io.heddle.error.HeddleException(
                        io.heddle.error.ErrorCode.INPUT_NOT_FOUND, "no /in"));
              }
            }
            """);
    assertThat(outcome.diagnostics()).startsWith("HDL-1004 INPUT_NOT_FOUND: no /in");
  }

  @Test
  void aClassThatIsNotThere() throws Exception {
    assertThat(code(run("B", "public class A {}"))).isEqualTo(ErrorCode.CLASS_NOT_FOUND);
  }

  @Test
  void aClassWithoutMain() throws Exception {
    assertThat(code(run("A", "public class A {}"))).isEqualTo(ErrorCode.NO_MAIN_METHOD);
    assertThat(code(run("A", "public class A { public void main(String[] a) {} }")))
        .isEqualTo(ErrorCode.NO_MAIN_METHOD);
  }

  @Test
  void aJarWhoseManifestNamesNoClass() throws Exception {
    ProgramOutcome outcome = run("", "public class A {}");
    assertThat(code(outcome)).isEqualTo(ErrorCode.BAD_ARGUMENT);
    assertThat(outcome.diagnostics()).contains("--class");
  }

  private static ErrorCode code(ProgramOutcome outcome) {
    return outcome.failure().orElseThrow().code();
  }

  private ProgramOutcome run(String mainClass, String source) throws Exception {
    Path jar = UserJar.compile(dir, Map.of("A", source));
    List<URL> jars = List.of(jar.toUri().toURL());
    try (ProgramClassLoader loader = new ProgramClassLoader(jars, getClass().getClassLoader())) {
      return new UserProgram(jars, loader, mainClass, List.of("x y")).run();
    }
  }
}
