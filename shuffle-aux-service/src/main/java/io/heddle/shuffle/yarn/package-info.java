/**
 * The NodeManager's auxiliary service: a thin class over {@code server}, and what it exchanges with
 * the application through YARN.
 *
 * <p>Start with {@link io.heddle.shuffle.yarn.HeddleShuffleService}. This is the only package here
 * that uses Hadoop.
 */
package io.heddle.shuffle.yarn;
