package io.heddle.it;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stops the shared cluster after the last test; JUnit finds this class by itself. */
public final class SharedClusterEnd implements BeforeAllCallback {
  private static final AutoCloseable END = TestCluster::closeShared;

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedClusterEnd.class))
        .put("end", END);
  }
}
