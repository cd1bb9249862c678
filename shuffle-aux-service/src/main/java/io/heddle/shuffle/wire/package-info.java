/**
 * The shuffle protocol: what client and server say to each other over one TCP connection.
 *
 * <p>Start with {@link io.heddle.shuffle.wire.Protocol}, which specifies it byte by byte. Each
 * message is a class that encodes and decodes itself; {@link io.heddle.shuffle.wire.FrameDecoder}
 * cuts the stream into frames. Not here: who answers what, and when (see {@code server} and {@code
 * client}).
 */
package io.heddle.shuffle.wire;
