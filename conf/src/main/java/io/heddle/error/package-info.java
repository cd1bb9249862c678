/**
 * The error model: {@link io.heddle.error.HeddleException} carries an {@link
 * io.heddle.error.ErrorCode}, stable and documented, in one of four blame classes. Start at {@link
 * io.heddle.error.ErrorCode}. Expected outcomes are return values and do not belong here.
 */
package io.heddle.error;
