package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.ApplicationStatus;
import java.util.TreeMap;

/** The settings of the application. */
final class SettingsPage {
  private SettingsPage() {}

  static void write(Html html, ApplicationStatus application) {
    html.open("section");
    Tables.heading(html, "Settings", "those that were set; all others have their defaults");
    if (application.settings().isEmpty()) {
      html.element("p", "None was set.").close();
      return;
    }
    Tables.begin(html, "Key", "Value");
    new TreeMap<>(application.settings())
        .forEach(
            (key, value) -> html.open("tr").cell(key).element("td", value, "class", "w").close());
    Tables.end(html);
    html.close();
  }
}
