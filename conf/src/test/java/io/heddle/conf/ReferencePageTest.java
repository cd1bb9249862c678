package io.heddle.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The committed pages are those that the declarations give. {@code mvn test -pl conf
 * -Dheddle.docs.write=true} writes them anew.
 */
class ReferencePageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void configurationPageIsUpToDate() throws IOException {
    check(ROOT.resolve("docs/configuration.md"), ReferencePage.markdown());
  }

  @Test
  void templateOfDefaultsIsUpToDate() throws IOException {
    check(ROOT.resolve("conf/templates/heddle-defaults.conf"), ReferencePage.template());
  }

  private static void check(Path page, String expected) throws IOException {
    if (Boolean.getBoolean("heddle.docs.write")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, expected);
    }
    assertThat(Files.readString(page)).isEqualTo(expected);
  }
}
