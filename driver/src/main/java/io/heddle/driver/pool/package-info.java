/**
 * How slots are shared out between jobs. In FIFO mode older jobs come first; in FAIR mode each job
 * belongs to a pool, pools get slots by their weights and least shares, and within a pool jobs come
 * in the order of submission or share too. Start at {@link io.heddle.driver.pool.PoolSpecs}. Who
 * belongs to which pool, and the giving out, is the scheduler's.
 */
package io.heddle.driver.pool;
