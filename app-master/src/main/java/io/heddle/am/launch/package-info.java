/**
 * What the client, the ApplicationMaster and the executors' containers agree upon: the layout of a
 * container's working directory ({@link io.heddle.am.launch.ContainerLayout}), JVM command lines
 * ({@link io.heddle.am.launch.JavaCommand}), and the description of one application that travels
 * from the client to the master ({@link io.heddle.am.launch.ApplicationSpec}). Values and text
 * only; no process is started here and no file is read but the engine's own list of jars.
 */
package io.heddle.am.launch;
