package io.heddle.monitoring.store;

/** Something a person should read. */
public record NoticeLine(long atMillis, String text) {}
