package io.heddle.am.allocation;

import java.util.Objects;

/**
 * One container that the ResourceManager is asked for. All asks are relaxed: a container elsewhere
 * satisfies them too, after YARN's locality delay.
 *
 * @param id unique in the application attempt
 * @param where where it is best placed
 */
public record Ask(long id, Preference where) {
  public Ask {
    Objects.requireNonNull(where);
  }
}
