package io.heddle.monitoring.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void textsAndAttributesAreEscaped() {
    String html = new Html().element("p", "<a> & \"b\" 'c'", "title", "\"><x>").toString();
    assertThat(html)
        .endsWith("<p title=\"&quot;&gt;&lt;x&gt;\">&lt;a&gt; &amp; &quot;b&quot; &#39;c&#39;</p>");
  }

  @Test
  void attributesWithoutValueAreLeftOut() {
    assertThat(new Html().element("p", "x", "class", null).toString()).endsWith("<p>x</p>");
  }

  @Test
  void onlyWebAddressesBecomeForeignLinks() {
    assertThat(new Html().foreignLink("JavaScript:alert(1)", "logs").toString())
        .doesNotContain("<a");
    assertThat(new Html().foreignLink("data:text/html,x", "logs").toString()).doesNotContain("<a");
    assertThat(new Html().foreignLink("https://h/x", "logs").toString())
        .contains("<a href=\"https://h/x\"");
  }

  @Test
  void whatIsLeftOpenIsAMistake() {
    assertThatThrownBy(() -> new Html().open("p").toString())
        .isInstanceOf(IllegalStateException.class);
  }
}
