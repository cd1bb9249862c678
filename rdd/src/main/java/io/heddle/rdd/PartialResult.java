package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.function.Unchecked;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an action knew when its time was up, and what it will know when its job ends. Safe for all
 * threads.
 */
public final class PartialResult<R> {
  private final R initialValue;
  private final boolean initialValueFinal;
  private final CompletableFuture<R> result;

  PartialResult(R initialValue, boolean initialValueFinal, CompletableFuture<R> result) {
    this.initialValue = initialValue;
    this.initialValueFinal = initialValueFinal;
    this.result = result;
  }

  /** What was known when the action returned. */
  public R initialValue() {
    return initialValue;
  }

  /** Whether the job had ended when the action returned. */
  public boolean isInitialValueFinal() {
    return initialValueFinal;
  }

  /**
   * Waits for the job's end.
   *
   * @throws HeddleException what the job failed with
   */
  public R getFinalValue() {
    return await(result);
  }

  /**
   * Called with the final value, by the calling thread when it is there already, else by one of the
   * engine's.
   */
  public PartialResult<R> onComplete(Consumer<? super R> handler) {
    result.thenAccept(handler);
    return this;
  }

  /** Called when the job fails, as {@link #onComplete}. */
  public PartialResult<R> onFail(Consumer<? super Throwable> handler) {
    result.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            handler.accept(failure);
          }
        });
    return this;
  }

  /** With both values replaced by a function's. */
  public <S> PartialResult<S> map(Function<? super R, S> function) {
    return new PartialResult<>(
        function.apply(initialValue), initialValueFinal, result.thenApply(function));
  }

  static <R> R await(CompletableFuture<R> result) {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw Unchecked.rethrow(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HeddleException(
          ErrorCode.KILLED, "the thread that waited for an approximate result was interrupted", e);
    }
  }

  @Override
  public String toString() {
    return (initialValueFinal ? "final: " : "partial: ") + initialValue;
  }
}
