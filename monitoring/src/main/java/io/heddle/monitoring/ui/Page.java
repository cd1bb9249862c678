package io.heddle.monitoring.ui;

import io.heddle.monitoring.store.ApplicationState;
import io.heddle.monitoring.store.ApplicationStatus;
import io.heddle.monitoring.text.Human;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The frame of all pages: head, title, navigation, footer.
 *
 * @param application whose page it is
 * @param nowMillis the moment of the page
 * @param zone of the times shown
 * @param viewer who looks, as the proxy says; empty when not known
 */
record Page(ApplicationStatus application, long nowMillis, ZoneId zone, String viewer) {
  private static final String ICON =
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M4"
          + " 1v14M12 1v14M1 6h14M1 10h14' stroke='%236aa5e8' stroke-width='2'/%3E%3C/svg%3E";

  /** Links of the navigation and their titles. */
  private static final String[][] PLACES = {
    {"./", "Overview"},
    {"executors", "Executors"},
    {"storage", "Storage"},
    {"settings", "Settings"},
  };

  /** What a page puts between header and footer. */
  interface Content {
    void write(Html html);
  }

  /**
   * @param place the navigation entry that the page is, or belongs to
   */
  String render(String title, String place, Content content) {
    boolean live = !application.state().isFinal();
    Html html = new Html();
    html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    String name = application.name().isEmpty() ? "Heddle" : application.name();
    html.element("title", title + " · " + name);
    html.empty("link", "rel", "icon", "href", ICON);
    if (live) {
      html.open("noscript").empty("meta", "http-equiv", "refresh", "content", "5").close();
    }
    html.constant("style", Assets.STYLE).close();
    html.open("body", "class", live ? "live" : "ended");
    header(html, name, place);
    html.open("main");
    content.write(html);
    html.close();
    footer(html);
    return html.constant("script", Assets.SCRIPT).close().close().toString();
  }

  private void header(Html html, String name, String place) {
    html.open("header").open("div", "class", "title").element("h1", name);
    States.pill(html, application.state());
    html.element("span", about(), "class", "about").close().open("nav");
    for (String[] link : PLACES) {
      html.element("a", link[1], "href", link[0], "class", link[1].equals(place) ? "here" : null);
    }
    html.close().close();
  }

  private String about() {
    if (application.state() == ApplicationState.STARTING) {
      return "nothing has happened yet";
    }
    long end = application.endedAtMillis() == 0 ? nowMillis : application.endedAtMillis();
    StringBuilder about = new StringBuilder(application.id());
    if (application.attempt() > 1) {
      about.append(" · attempt ").append(application.attempt());
    }
    if (!application.user().isEmpty()) {
      about.append(" · ").append(application.user());
    }
    if (!application.queue().isEmpty()) {
      about.append(" · queue ").append(application.queue());
    }
    return about
        .append(" · started ")
        .append(time(application.startedAtMillis()))
        .append(application.endedAtMillis() == 0 ? " · running for " : " · took ")
        .append(Human.millis(Math.max(0, end - application.startedAtMillis())))
        .toString();
  }

  private void footer(Html html) {
    html.open("footer").text("Heddle " + application.version() + " · as of ");
    html.text(time(nowMillis) + " " + zone.getId());
    if (!viewer.isEmpty()) {
      html.text(" · seen by " + viewer);
    }
    html.text(" · ").link("api/v1/summary", "JSON").close();
  }

  String time(long millis) {
    return Human.time(millis, zone);
  }

  /**
   * {@code 14:03:09} for a moment of the application's first day, with the date for a later one.
   */
  String timeOfDay(long millis) {
    if (millis == 0) {
      return "–";
    }
    boolean sameDay =
        Instant.ofEpochMilli(millis)
            .atZone(zone)
            .toLocalDate()
            .equals(Instant.ofEpochMilli(application.startedAtMillis()).atZone(zone).toLocalDate());
    String time = time(millis);
    return sameDay ? time.substring(time.indexOf(' ') + 1) : time;
  }
}
