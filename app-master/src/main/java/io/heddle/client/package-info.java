/**
 * The {@code heddle} command. Start at {@link io.heddle.client.HeddleCommand}, whose subcommands
 * are in {@code command}; submitting an application is in {@code submit}, what is sent to HDFS for
 * it in {@code staging}, reading settings in {@code settings}, and what a person sees in {@code
 * terminal}.
 */
package io.heddle.client;
