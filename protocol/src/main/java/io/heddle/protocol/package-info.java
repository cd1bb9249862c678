/**
 * What crosses process borders: the executors' conversation with the driver ({@code
 * executor.proto}), the events ({@code event.proto}), the proofs of the handshake ({@link
 * io.heddle.protocol.Handshake}) and the compact tables of block sizes ({@link
 * io.heddle.protocol.SizeTable}). No behaviour of either side lives here.
 */
package io.heddle.protocol;
