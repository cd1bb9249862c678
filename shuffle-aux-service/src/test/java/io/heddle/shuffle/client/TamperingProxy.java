package io.heddle.shuffle.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between client and server, and does one harm to what the server sends, at one byte of the
 * first connections.
 */
final class TamperingProxy implements AutoCloseable {
  enum Harm {
    CUT,
    STALL,
    FLIP
  }

  private final ServerSocket listener;
  private final int target;
  private final Harm harm;
  private final long atByte;
  private final int harmedConnections;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> sockets = new ArrayList<>();

  TamperingProxy(int target, Harm harm, long atByte, int harmedConnections) throws IOException {
    this.target = target;
    this.harm = harm;
    this.atByte = atByte;
    this.harmedConnections = harmedConnections;
    this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    daemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket("127.0.0.1", target);
      boolean harmed = connections.getAndIncrement() < harmedConnections;
      synchronized (sockets) {
        sockets.add(client);
        sockets.add(server);
      }
      daemon(() -> copy(client, server, Long.MAX_VALUE));
      daemon(() -> copy(server, client, harmed ? atByte : Long.MAX_VALUE));
    }
  }

  private void copy(Socket from, Socket to, long harmAt) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16 * 1024];
      long position = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        int at = (int) Math.min(Integer.MAX_VALUE, harmAt - position);
        if (at >= 0 && at < n) {
          if (harm == Harm.FLIP) {
            buffer[at] ^= 1;
          } else {
            out.write(buffer, 0, at);
            if (harm == Harm.STALL) {
              to.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
            return;
          }
        }
        out.write(buffer, 0, n);
        position += n;
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // One of the two sides ended.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
