/**
 * Processes and machines that are lost while an application runs, files that go bad, tasks that
 * fail, and applications that are ended from outside: what is done again, what is not, and what is
 * left behind. Start at {@link io.heddle.it.fault.Scene}, which the tests play on. Where tasks run
 * when nothing is lost, and what they compute, is in {@code io.heddle.it.content}.
 */
package io.heddle.it.fault;
