/**
 * Example programs, written on the public API alone. Each is a class with a {@code main}, for
 * {@code heddle submit --class io.heddle.examples.WordCount heddle-examples.jar IN OUT}; start at
 * {@link io.heddle.examples.WordCount}.
 */
package io.heddle.examples;
