/**
 * Every setting, declared once and typed. {@link io.heddle.conf.Settings} lists all; {@link
 * io.heddle.conf.HeddleConf} holds the values of one application. Start at {@link
 * io.heddle.conf.Setting}. Reading files and command lines is the client's work, not done here.
 */
package io.heddle.conf;
