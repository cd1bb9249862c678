/** Jobs over more data than there is memory, on a cluster that kills who takes more than asked. */
package io.heddle.it.memory;
