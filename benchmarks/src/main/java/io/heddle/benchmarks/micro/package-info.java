/**
 * Kernels of the engine under JMH: tables, sorter, codec, blocks. Those of package-private classes
 * are in packages of those classes' names. {@code benchmarks/run micro} runs them all.
 */
package io.heddle.benchmarks.micro;
