/** The subcommands of {@code heddle}, a class each. What they do is done elsewhere. */
package io.heddle.client.command;
