package io.heddle.driver.recovery;

import com.google.protobuf.ByteString;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.StageProgram;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Makes a stage's {@link Fingerprint}. All that its tasks get from the driver is in it, byte for
 * byte: the program as it is serialised (lambdas by the class and method that they are made of and
 * what they capture, partitioner, combiner, the numbers of shuffles, persisted nodes and
 * accumulators) and the splits; and what they read elsewhere: files by name, length and time of
 * change, broadcasts by their content, shuffles by the fingerprint of the stage that wrote them.
 * What is the same by accident would have to have the same SHA-256.
 *
 * <p>What differs between two runs of one program, such as the order within a hash set of objects
 * without a hash of their own, makes the fingerprint differ: then the stage is computed again.
 * There is none for a stage that reads what cannot be named: a format of Hadoop's, a checkpoint, or
 * another stage without one. Used by one thread, once.
 */
public final class StageDigest {
  private final MessageDigest digest;
  private final LongFunction<Optional<String>> broadcasts;
  private boolean unknown;

  /**
   * @param broadcasts the digest of a broadcast's content by its number; empty when it is gone
   */
  public StageDigest(LongFunction<Optional<String>> broadcasts) {
    this.broadcasts = broadcasts;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Adds a number that matters. */
  public StageDigest number(int value) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, value));
    return this;
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    digest.update(bytes);
  }

  /** Adds a node of the stage. */
  public void node(Lineage<?> node) {
    if (unknown) {
      return;
    }
    // What is remade of an indeterminate node may be other than what was made from it before.
    boolean stable = node.checkpoint().isEmpty() && !node.isIndeterminate();
    Optional<String> input = stable ? node.inputIdentity() : Optional.empty();
    unknown = input.isEmpty();
    text(node.operation());
    text(node.callSite());
    text(input.orElse(""));
  }

  /** Adds a shuffle that the stage reads. */
  public void parent(int shuffleId, StageIdentity writer) {
    unknown |= !writer.isKnown();
    number(shuffleId);
    text(writer.isKnown() ? writer.fingerprint().hex() : "");
  }

  /**
   * Adds the program.
   *
   * @param bytes as it is sent to executors
   * @param scan what was noted when they were made
   */
  public void program(StageProgram program, ByteString bytes, ProgramScan scan) {
    if (unknown) {
      return;
    }
    if (!scan.broadcasts()) {
      split(bytes);
      return;
    }
    byte[] stable =
        JavaSerialization.write(
            program,
            object -> object instanceof Broadcast<?> broadcast ? content(broadcast) : object);
    split(ByteString.copyFrom(stable));
  }

  private String content(Broadcast<?> broadcast) {
    Optional<String> content = broadcasts.apply(broadcast.id());
    unknown |= content.isEmpty();
    return "broadcast " + content.orElse("");
  }

  /** Adds one task's split. */
  public void split(ByteString bytes) {
    number(bytes.size());
    digest.update(bytes.asReadOnlyByteBuffer());
  }

  /** The fingerprint of all that was added; empty when something of it has no name. */
  public Optional<Fingerprint> end() {
    return unknown ? Optional.empty() : Optional.of(Fingerprint.of(digest.digest()));
  }
}
