package io.heddle.serde;

/**
 * Registers classes and serialisers of a program, which names it in {@code
 * heddle.serializer.registrators}. It has a public constructor without arguments, and must register
 * the same classes in the same order wherever it runs: the driver and each executor call it, once a
 * thread.
 */
@FunctionalInterface
public interface SerializerRegistrator {
  void register(SerializerRegistry registry);
}
