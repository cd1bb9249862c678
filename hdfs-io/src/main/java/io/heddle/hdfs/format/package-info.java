/**
 * Input through Hadoop's own formats: {@link io.heddle.hdfs.format.HadoopRecords} is the lineage
 * node, {@code OldFormat} and {@code NewFormat} call the two generations of Hadoop's interfaces.
 * {@link io.heddle.hdfs.format.HadoopFormatStore} is where the API finds this, and all other
 * sources and sinks but plain text. Writing is in {@code output}.
 */
package io.heddle.hdfs.format;
