/** Makes the files that benchmarks read: the same bytes for the same arguments. */
package io.heddle.benchmarks.data;
