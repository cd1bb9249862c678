/**
 * Who may use how much of the heap. Start at {@link io.heddle.executor.memory.MemoryManager}; a
 * growing structure extends {@link io.heddle.executor.memory.MemoryConsumer} and asks before it
 * grows. Sizes are estimates of objects on the heap ({@link
 * io.heddle.executor.memory.ObjectSizes}); nothing is allocated here.
 */
package io.heddle.executor.memory;
