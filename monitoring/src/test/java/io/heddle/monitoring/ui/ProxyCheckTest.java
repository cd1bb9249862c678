package io.heddle.monitoring.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxyCheckTest {
  private static final String BASE = "http://rm:8088/proxy/application_1_1";

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutAProxyEveryoneMayAsk() {
    assertThat(new ProxyCheck(List.of(), "", () -> 0).admits(address("10.1.2.3"))).isTrue();
  }

  @Test
  void withAProxyOnlyItAndThisMachineMayAsk() {
    ProxyCheck check = new ProxyCheck(List.of("10.0.0.1", "10.0.0.2"), BASE, () -> 0);
    assertThat(check.admits(address("10.0.0.1"))).isTrue();
    assertThat(check.admits(address("10.0.0.2"))).isTrue();
    assertThat(check.admits(address("127.0.0.1"))).isTrue();
    assertThat(check.admits(address("127.0.0.13"))).isTrue();
    assertThat(check.admits(address("::1"))).isTrue();
    assertThat(check.admits(address("10.0.0.3"))).isFalse();
  }

  @Test
  void proxyHostThatCannotBeFoundAdmitsNobody() {
    ProxyCheck check = new ProxyCheck(List.of("no-such-host.invalid"), BASE, () -> 0);
    assertThat(check.admits(address("10.0.0.3"))).isFalse();
  }

  @Test
  void othersAreSentToTheSamePlaceAtTheProxy() {
    ProxyCheck check = new ProxyCheck(List.of("10.0.0.1"), BASE + "/", () -> 0);
    assertThat(check.redirect("/stage?id=3&order=host")).isEqualTo(BASE + "/stage?id=3&order=host");
    assertThat(check.redirect("/")).isEqualTo(BASE + "/");
    assertThat(check.redirect("*")).isEqualTo(BASE + "/");
  }

  @Test
  void proxyHostsNeedAPlaceToSendOthersTo() {
    assertThatThrownBy(() -> new StatusServerOptions("", 0, List.of("rm"), "javascript:x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
