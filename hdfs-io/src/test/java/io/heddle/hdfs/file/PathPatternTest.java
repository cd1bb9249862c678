package io.heddle.hdfs.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  @Test
  void listsAreCutAtCommasOutsideBraces() {
    assertThat(PathPattern.splitList("/a, /b{1,2}/c ,,hdfs://n/d\\,e"))
        .containsExactly("/a", "/b{1,2}/c", "hdfs://n/d\\,e");
  }

  @Test
  void bracesAreWrittenOut() {
    assertThat(PathPattern.expandBraces("/x{a,b{1,2/3}}y{p,}"))
        .containsExactly("/xayp", "/xay", "/xb1yp", "/xb1y", "/xb2/3yp", "/xb2/3y");
    assertThat(PathPattern.expandBraces("/a\\{b,c}")).containsExactly("/a\\{b,c}");
    assertThat(PathPattern.expandBraces("/open{a,b")).containsExactly("/open{a,b");
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "part-*, part-00001, true",
    "part-*, other, false",
    "?.txt, a.txt, true",
    "?.txt, ab.txt, false",
    "[a-c]1, b1, true",
    "[a-c]1, d1, false",
    "[^a-c]1, d1, true",
    "[^a-c]1, a1, false",
    "a.b, axb, false",
    "a+(b), a+(b), true",
    "\\*, *, true",
    "\\*, a, false",
    "[.*], x, false",
    "Gr??e, Grüße, true"
  })
  void namesAreMatchedAsHadoopDoes(String pattern, String name, boolean matches) {
    assertThat(PathPattern.ofName(pattern).matcher(name).matches()).isEqualTo(matches);
  }
}
