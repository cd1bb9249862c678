/**
 * What is found out about a user's functions when they are passed to the API: whether they can be
 * sent to executors ({@link io.heddle.rdd.closure.ClosureCheck}), where the call was written
 * ({@link io.heddle.rdd.closure.CallSite}), and whether a fold is one that combine tables do on
 * primitives ({@link io.heddle.rdd.closure.CombineShapes}). For the API's own use.
 */
package io.heddle.rdd.closure;
