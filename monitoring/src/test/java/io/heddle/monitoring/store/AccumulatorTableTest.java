package io.heddle.monitoring.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.monitoring.rest.Query;
import io.heddle.monitoring.rest.RestApi;
import io.heddle.protocol.event.AccumulatorChanged;
import io.heddle.protocol.event.Event;
import org.junit.jupiter.api.Test;

class AccumulatorTableTest {
  private final StatusStore store = new StatusStore(StoreLimits.defaults());

  private void changed(long id, String name, String value) {
    store.accept(
        Event.newBuilder()
            .setAccumulatorChanged(
                AccumulatorChanged.newBuilder().setAccumulatorId(id).setName(name).setValue(value))
            .build());
  }

  @Test
  void theLatestValueOfEachIsShown() {
    changed(4, "rows", "10");
    changed(2, "bad rows", "1");
    changed(4, "rows", "25");
    assertThat(store.accumulators())
        .containsExactly(
            new AccumulatorStatus(2, "bad rows", "1"), new AccumulatorStatus(4, "rows", "25"));
    assertThat(new RestApi(store).respond("accumulators", Query.parse(null)))
        .hasValue(
            "[{\"id\":2,\"name\":\"bad rows\",\"value\":\"1\"},"
                + "{\"id\":4,\"name\":\"rows\",\"value\":\"25\"}]");
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    for (int id = 0; id < 1500; id++) {
      changed(id, "a", "1");
    }
    assertThat(store.accumulators()).hasSize(1000);
    assertThat(store.accumulators().get(0).id()).isEqualTo(500);
  }
}
