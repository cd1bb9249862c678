package io.heddle.rdd.closure;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.RDD;
import io.heddle.rdd.lineage.Lineage;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses a function that cannot be sent to executors, at the call that was given it. */
public final class ClosureCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ClosureCheck.class);
  private static final long LARGE = 1 << 20;

  private ClosureCheck() {}

  /**
   * Serialises the function to nowhere.
   *
   * @param operation the API's word for the call: {@code map}
   * @return the function
   * @throws HeddleException NOT_SERIALIZABLE, naming the path from the function to the field that
   *     cannot be serialised
   * @throws NullPointerException when the function is null
   */
  public static <F> F check(F function, String operation) {
    Objects.requireNonNull(function, () -> "the function given to " + operation + " is null");
    try {
      long bytes = LambdaStream.of(function).bytes();
      if (bytes > LARGE) {
        LOG.warn(
            "the function given to {} at {} captures {} bytes, which travel with each stage",
            operation,
            CallSite.here(),
            bytes);
      }
    } catch (NotSerializableException e) {
      throw refused(function, operation, e);
    } catch (StackOverflowError e) {
      throw failed(function, operation, "it captures objects nested too deeply", e);
    } catch (IOException | RuntimeException e) {
      throw failed(function, operation, e.toString(), e);
    }
    return function;
  }

  private static HeddleException refused(
      Object function, String operation, NotSerializableException e) {
    CapturePath.Found found = CapturePath.find(function);
    String given = "the function given to " + operation + " at " + CallSite.here();
    if (found == null) {
      return new HeddleException(
          ErrorCode.NOT_SERIALIZABLE,
          given + " captures an object of " + e.getMessage() + ", which is not Serializable",
          e);
    }
    String what = engineObject(found.object());
    if (what != null) {
      return new HeddleException(
          ErrorCode.NOT_SERIALIZABLE,
          given
              + " captures "
              + what
              + ", which exists in the driver only and cannot be used inside a function that runs on"
              + " executors (collect it first, or join): "
              + found.path(),
          e);
    }
    return new HeddleException(
        ErrorCode.NOT_SERIALIZABLE,
        found.path().isEmpty()
            ? given + " is itself not Serializable: " + describe(function)
            : given + " captures an object that is not Serializable: " + found.path(),
        e);
  }

  private static HeddleException failed(
      Object function, String operation, String why, Throwable cause) {
    return new HeddleException(
        ErrorCode.NOT_SERIALIZABLE,
        "the function given to "
            + operation
            + " at "
            + CallSite.here()
            + " ("
            + function.getClass().getName()
            + ") cannot be serialised: "
            + why,
        cause);
  }

  private static String engineObject(Object object) {
    if (object instanceof RDD) {
      return "an RDD";
    }
    if (object instanceof HeddleContext) {
      return "the HeddleContext";
    }
    return object instanceof Lineage ? "a lineage node" : null;
  }

  private static String describe(Object function) {
    return function.getClass().isSynthetic() || function.getClass().isHidden()
        ? "a lambda for an interface that does not extend Serializable"
        : function.getClass().getName();
  }
}
