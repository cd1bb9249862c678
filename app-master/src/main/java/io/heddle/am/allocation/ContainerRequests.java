package io.heddle.am.allocation;

import io.heddle.driver.allocation.ExecutorDemand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is had, what has been asked for, and what is wanted: decides what to ask, to cancel, to
 * accept and to give back. No I/O, no clock; one thread owns it.
 *
 * <p>Invariant after every call: {@code had + asked = max(had, wanted)}. A container is had from
 * its acceptance to its end, so one that is being started counts.
 *
 * <pre>
 *   demand ──► ask / cancel so that the asks outstanding match number and places
 *   offers ──► an ask is left?  yes: accept, that ask is done    no: give back
 *   ended  ──► one fewer had; asked for again if still wanted
 * </pre>
 */
public final class ContainerRequests {
  private final int slots;
  private final Map<Long, Ask> asked = new LinkedHashMap<>();
  private final Map<String, Offer> had = new HashMap<>();
  private ExecutorDemand demand = new ExecutorDemand(0, Map.of(), Map.of());
  private long nextAsk;

  /**
   * @param slots tasks that one executor runs at the same time
   */
  public ContainerRequests(int slots) {
    this.slots = slots;
  }

  /** Something else is wanted from now on. */
  public Changes demand(ExecutorDemand wanted) {
    Map<String, Integer> byHost = new HashMap<>(wanted.tasksByHost());
    byHost.keySet().removeAll(wanted.excludedHosts());
    demand =
        new ExecutorDemand(wanted.total(), byHost, wanted.tasksByRack(), wanted.excludedHosts());
    return reconcile(List.of(), List.of(), List.of());
  }

  /** The ResourceManager allocated containers. Its answers may overtake cancelled asks. */
  public Changes offered(List<Offer> offers) {
    List<Offer> accepted = new ArrayList<>();
    List<Offer> giveBack = new ArrayList<>();
    List<Ask> satisfied = new ArrayList<>();
    for (Offer offer : offers) {
      Ask ask = had.size() < demand.total() ? bestFor(offer) : null;
      if (ask != null) {
        asked.remove(ask.id());
        satisfied.add(ask);
      }
      // What was on its way when its host was excluded is asked for again.
      if (ask == null || demand.excludedHosts().contains(offer.host())) {
        giveBack.add(offer);
      } else {
        had.put(offer.containerId(), offer);
        accepted.add(offer);
      }
    }
    return reconcile(satisfied, accepted, giveBack);
  }

  /** Containers of the attempt before run on: they are had, and not asked for again. */
  public Changes adopted(List<Offer> kept) {
    kept.forEach(offer -> had.put(offer.containerId(), offer));
    return reconcile(List.of(), List.of(), List.of());
  }

  /** A container that was accepted is gone; others are ignored. */
  public Changes ended(String containerId) {
    had.remove(containerId);
    return reconcile(List.of(), List.of(), List.of());
  }

  /** Containers accepted and not ended. */
  public int hadCount() {
    return had.size();
  }

  /** Asks that are outstanding. */
  public int askedCount() {
    return asked.size();
  }

  /**
   * The ask that an offer satisfies: one for its host, else for its rack, else one without a
   * preference, else the oldest. Null when none is outstanding.
   */
  private Ask bestFor(Offer offer) {
    Ask anywhere = null;
    Ask onRack = null;
    Ask oldest = null;
    for (Ask ask : asked.values()) {
      if (ask.where().host().equals(offer.host())) {
        return ask;
      }
      if (oldest == null) {
        oldest = ask;
      }
      if (anywhere == null && ask.where().equals(Preference.NONE)) {
        anywhere = ask;
      }
      if (onRack == null
          && !ask.where().rack().isEmpty()
          && ask.where().rack().equals(offer.rack())) {
        onRack = ask;
      }
    }
    if (onRack != null) {
      return onRack;
    }
    return anywhere != null ? anywhere : oldest;
  }

  /**
   * Brings the asks in line with the demand; asks that stay right stay untouched.
   *
   * @param satisfied asks that offers took up; the ResourceManager's table must lose them too
   */
  private Changes reconcile(List<Ask> satisfied, List<Offer> accepted, List<Offer> giveBack) {
    int count = Math.max(0, demand.total() - had.size());
    List<Preference> missing =
        new ArrayList<>(Placement.of(count, demand, hadBy(true), hadBy(false), slots));
    List<Ask> cancel = new ArrayList<>(satisfied);
    for (Iterator<Ask> asks = asked.values().iterator(); asks.hasNext(); ) {
      Ask ask = asks.next();
      if (!missing.remove(ask.where())) {
        cancel.add(ask);
        asks.remove();
      }
    }
    List<Ask> ask = new ArrayList<>();
    for (Preference where : missing) {
      Ask added = new Ask(nextAsk++, where);
      asked.put(added.id(), added);
      ask.add(added);
    }
    return new Changes(ask, cancel, accepted, giveBack);
  }

  private Map<String, Integer> hadBy(boolean host) {
    Map<String, Integer> counts = new HashMap<>();
    for (Offer offer : had.values()) {
      counts.merge(host ? offer.host() : offer.rack(), 1, Integer::sum);
    }
    return counts;
  }
}
