/** {@code heddle demo}: a tour of a real application on a cluster of its own. */
package io.heddle.client.demo;
