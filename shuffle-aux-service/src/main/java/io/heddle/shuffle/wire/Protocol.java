package io.heddle.shuffle.wire;

/**
 * The shuffle protocol, version 1.
 *
 * <p>Client (executor) and server (node) exchange <i>frames</i>. Integers are big-endian; a
 * <i>string</i> is a 2-byte unsigned length and that many bytes of UTF-8.
 *
 * <pre>
 *   frame:      bytes
 *                   4  length of what follows, at least 1
 *                   1  type
 *          length - 1  body
 * </pre>
 *
 * <p>Types and bodies; any other type, a frame longer than its limit, a body with too few or too
 * many bytes, and a frame at the wrong time are protocol errors: the side that sees one closes the
 * connection, the server after a REFUSAL.
 *
 * <pre>
 *   1 HELLO      client  4 magic 48 44 53 46 ("HDSF"), 2 version, string application id, 32 nonce C
 *   2 CHALLENGE  server  32 nonce S, 32 server proof
 *   3 PROOF      client  32 client proof
 *   4 READY      server  empty
 *   5 REFUSAL    server  2 code ({@link RefusalCode}), string message; then the server closes
 *   6 FETCH      client  8 request id, 4 n (1 to 1,024), n times:
 *                          4 shuffle id, 4 map id, 4 attempt, 4 first partition, 4 end partition
 *   7 BLOCK      server  8 request id, 4 ordinal of the block in the request, 1 status
 *                          ({@link BlockStatus}), and then
 *                        for status OK: 4 p (number of partitions, at most 65,536), p times:
 *                          8 bytes of the partition, 4 CRC32C of them;
 *                        otherwise: string message
 *   8 READ       client  8 request id, string block name (1 to 256 bytes)
 *   9 DATA       server  8 request id, 1 status ({@link BlockStatus}), and then
 *                        for status OK: 8 length, 4 CRC32C of as many bytes;
 *                        otherwise: string message
 * </pre>
 *
 * <p><b>Opening.</b> HELLO, CHALLENGE, PROOF, READY, in this order, each nonce fresh from a secure
 * random source. With {@code k} the secret of the application and {@code a} its id in UTF-8,
 *
 * <pre>
 *   server proof = HMAC-SHA256(k, "heddle-shuffle/1 server" 00 len16(a) a C S)
 *   client proof = HMAC-SHA256(k, "heddle-shuffle/1 client" 00 len16(a) a C S)
 * </pre>
 *
 * Each side compares in constant time and goes no further when the proof is wrong, so the client
 * never talks to a server that does not know the secret. The secret itself is never sent. The
 * labels differ, so a proof cannot be sent back to its maker. From READY on the connection reads
 * the blocks of that application and of no other. What follows is neither encrypted nor signed: the
 * checksums find accidents, not attackers on the path.
 *
 * <p><b>Fetching.</b> The client sends FETCH frames when it likes, without waiting for answers. The
 * server answers with one BLOCK frame for each block asked for, in the order of requests and of
 * blocks in a request. Directly after a BLOCK frame with status OK come the bytes of its
 * partitions, in order and unframed, as many as the frame's lengths add up to; then the next frame.
 * A failure concerns its block only. A server that cannot send all bytes that it announced closes
 * the connection.
 *
 * <p><b>Peers.</b> Processes of one application (executors and driver) serve each other blocks by
 * name, with the same opening. Their servers know READ in place of FETCH; a node's server knows
 * FETCH alone. READs are answered in order, each by a DATA frame, and after one with status OK by
 * as many unframed bytes as it says.
 *
 * <p>Limits on a frame's length: 1,024 until READY, 1,048,576 after it. Partition ranges are not
 * empty.
 */
public final class Protocol {
  public static final int MAGIC = 0x48445346;
  public static final short VERSION = 1;

  public static final byte HELLO = 1;
  public static final byte CHALLENGE = 2;
  public static final byte PROOF = 3;
  public static final byte READY = 4;
  public static final byte REFUSAL = 5;
  public static final byte FETCH = 6;
  public static final byte BLOCK = 7;
  public static final byte READ = 8;
  public static final byte DATA = 9;

  public static final int MAX_OPENING_FRAME_BYTES = 1024;
  public static final int MAX_FRAME_BYTES = 1 << 20;
  public static final int MAX_BLOCKS_PER_REQUEST = 1024;
  public static final int MAX_PARTITIONS_PER_BLOCK = 1 << 16;
  public static final int MAX_APPLICATION_ID_BYTES = 256;
  public static final int MAX_BLOCK_NAME_BYTES = 256;
  public static final int MAX_MESSAGE_BYTES = 512;
  public static final int NONCE_BYTES = 32;
  public static final int PROOF_BYTES = 32;

  private Protocol() {}
}
