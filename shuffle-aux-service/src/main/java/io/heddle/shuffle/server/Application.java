package io.heddle.shuffle.server;

import io.heddle.shuffle.file.ShuffleDirectories;
import io.netty.channel.Channel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An application that the server knows: its secret, its directories, its connections. */
final class Application {
  private final String id;
  private final String user;
  private final byte[] secret;
  private final ShuffleDirectories directories;
  private final Set<Channel> connections = new HashSet<>();
  private boolean removed;

  Application(String id, String user, byte[] secret, ShuffleDirectories directories) {
    this.id = id;
    this.user = user;
    this.secret = secret;
    this.directories = directories;
  }

  String id() {
    return id;
  }

  byte[] secret() {
    return secret;
  }

  ShuffleDirectories directories() {
    return directories;
  }

  boolean sameAs(String otherUser, byte[] otherSecret) {
    return MessageDigest.isEqual(secret, otherSecret) && user.equals(otherUser);
  }

  /** Binds an authenticated connection; false when the application has just been removed. */
  synchronized boolean attach(Channel connection) {
    return !removed && connections.add(connection);
  }

  synchronized void detach(Channel connection) {
    connections.remove(connection);
  }

  synchronized boolean isRemoved() {
    return removed;
  }

  /** Lets no further connection attach, and returns those that are. */
  synchronized List<Channel> remove() {
    removed = true;
    List<Channel> all = new ArrayList<>(connections);
    connections.clear();
    return all;
  }
}
