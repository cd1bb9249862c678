package io.heddle.serde;

/** Makes serdes that know the user's classes; safe for all threads. */
public interface SerdeFactory {
  Serde create();
}
