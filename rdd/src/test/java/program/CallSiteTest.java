package program;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rdd.closure.CallSite;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CallSiteTest {
  @Test
  void the_line_of_the_call_is_named() {
    assertThat(CallSite.here()).isEqualTo("CallSiteTest.java:13");
  }

  @Test
  void a_call_from_within_a_lambda_is_the_lambdas_line() {
    Supplier<String> supplier = () -> CallSite.here();
    assertThat(List.of(1).stream().map(i -> supplier.get()).toList())
        .containsExactly("CallSiteTest.java:18");
  }
}
