/** What programs of the tests use and get by {@code --jars}: not in {@link ProgramJar}'s own. */
package io.heddle.it.library;

import io.heddle.it.ProgramJar;
