/**
 * Programs that applications of the tests run, on the API that users have. They see no class
 * outside of this package: {@link io.heddle.it.ProgramJar} packs it alone.
 */
package io.heddle.it.program;
