package io.heddle.monitoring.rest;

import io.heddle.monitoring.store.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The client's side of {@code /api/v1/summary}. */
public final class SummaryReader {
  /** Of the summary below an application's tracking URL. */
  public static final String PATH = "api/v1/summary";

  private static final int LARGEST = 16 << 20;

  private SummaryReader() {}

  /**
   * Reads what {@link RestApi} wrote, also one of a somewhat older or newer version.
   *
   * @throws IllegalArgumentException if the text is no summary
   */
  public static Summary parse(String json) {
    Object value = JsonReader.read(json);
    if (!(value instanceof java.util.Map<?, ?> fields) || !fields.containsKey("application")) {
      throw new IllegalArgumentException("not a summary of an application");
    }
    return JsonRecords.bind(value, Summary.class);
  }

  /**
   * Asks a status page for its summary; blocks for at most about twice the limit. For a cluster
   * whose proxy wants a login, open the connection yourself and use {@link #parse}.
   *
   * @param base the page's address, or the resource manager's proxy URL of it; with or without a
   *     slash at the end
   * @throws IOException if there is no answer in time, or it is no summary
   */
  public static Summary fetch(URI base, Duration limit) throws IOException {
    String text = base.toString();
    URI uri = URI.create((text.endsWith("/") ? text : text + "/") + PATH);
    URLConnection connection = uri.toURL().openConnection();
    if (!(connection instanceof HttpURLConnection http)) {
      throw new IOException("not an HTTP address: " + base);
    }
    http.setConnectTimeout((int) limit.toMillis());
    http.setReadTimeout((int) limit.toMillis());
    http.setRequestProperty("Accept", "application/json");
    int status = http.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      http.disconnect();
      throw new IOException("HTTP status " + status + " from " + uri);
    }
    try (InputStream in = http.getInputStream()) {
      return parse(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException(uri + ": " + e.getMessage(), e);
    }
  }
}
