package io.heddle.executor.peer;

import io.heddle.shuffle.client.PeerClient;
import io.heddle.shuffle.client.ShuffleClientOptions;
import io.heddle.shuffle.server.PeerBlocks;
import io.heddle.shuffle.server.PeerServer;
import io.heddle.task.TaskKilledException;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * This executor among its application's processes. Server and client are made when first needed.
 * Safe for all threads.
 */
public final class Peers implements Closeable {
  private final String executorId;
  private final String host;
  private final String bindHost;
  private final String applicationId;
  private final byte[] secret;
  private final ShuffleClientOptions options;
  private final PeerBlocks blocks;

  // Guarded by this.
  private PeerServer server;
  private PeerClient client;
  private boolean closed;

  /**
   * @param host how others reach this executor
   * @param bindHost the address to serve on; null for all
   * @param secret of the application; kept, not copied
   * @param blocks what others may read here
   */
  public Peers(
      String executorId,
      String host,
      String bindHost,
      String applicationId,
      byte[] secret,
      ShuffleClientOptions options,
      PeerBlocks blocks) {
    this.executorId = executorId;
    this.host = host;
    this.bindHost = bindHost;
    this.applicationId = applicationId;
    this.secret = secret;
    this.options = options;
    this.blocks = blocks;
  }

  public String executorId() {
    return executorId;
  }

  public String host() {
    return host;
  }

  /**
   * The port on which others read this executor's blocks; the server starts with the first call.
   *
   * @throws IOException when there is no port to be had
   */
  public synchronized int port() throws IOException {
    checkOpen();
    if (server == null) {
      server = new PeerServer(applicationId, secret, blocks, bindHost);
    }
    return server.port();
  }

  /** Begins to read a block; see {@link PeerClient#read}. */
  public CompletableFuture<byte[]> read(String peerHost, int port, String block, long maxBytes) {
    PeerClient reader;
    try {
      reader = client();
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    return reader.read(peerHost, port, block, maxBytes);
  }

  private synchronized PeerClient client() throws IOException {
    checkOpen();
    if (client == null) {
      client = new PeerClient(applicationId, secret, options);
    }
    return client;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the executor is closed");
    }
  }

  /**
   * Waits for what {@link #read} began.
   *
   * @throws IOException as the read ended with
   * @throws TaskKilledException when the thread is interrupted
   */
  public static byte[] await(CompletableFuture<byte[]> read) throws IOException {
    try {
      return read.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IOException("a peer's block could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException("interrupted while it read from a peer");
    }
  }

  @Override
  public void close() {
    PeerServer openServer;
    PeerClient openClient;
    synchronized (this) {
      closed = true;
      openServer = server;
      openClient = client;
    }
    if (openServer != null) {
      openServer.close();
    }
    if (openClient != null) {
      openClient.close();
    }
  }
}
