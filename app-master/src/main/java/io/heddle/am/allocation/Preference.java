package io.heddle.am.allocation;

import java.util.Objects;

/**
 * Where a container is best placed.
 *
 * @param host empty when any host of the rack is as good
 * @param rack empty when not known, or when it does not matter
 */
public record Preference(String host, String rack) {
  static final Preference NONE = new Preference("", "");

  public Preference {
    Objects.requireNonNull(host);
    Objects.requireNonNull(rack);
  }

  static Preference host(String host) {
    return new Preference(host, "");
  }

  static Preference rack(String rack) {
    return new Preference("", rack);
  }
}
