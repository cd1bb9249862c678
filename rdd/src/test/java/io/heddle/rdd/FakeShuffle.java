package io.heddle.rdd;

import io.heddle.conf.HeddleConf;
import io.heddle.rdd.function.Unchecked;
import io.heddle.serde.Batch;
import io.heddle.serde.InputBuffer;
import io.heddle.serde.OutputBuffer;
import io.heddle.serde.Serde;
import io.heddle.serde.SerdeFactory;
import io.heddle.task.CombineShape;
import io.heddle.task.Combiner;
import io.heddle.task.Partition;
import io.heddle.task.ShuffleReader;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.StageProgram.MapStage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Map outputs of {@link FakeJobRunner}, encoded as they would travel. */
final class FakeShuffle implements ShuffleReader {
  /** Shapes of the combiners that were met, to see what was recognised. */
  final List<CombineShape> shapes = new ArrayList<>();

  private final Map<Integer, Map<Integer, List<byte[]>>> outputs = new HashMap<>();
  private final Serde serde =
      SerdeFactory.of(HeddleConf.empty(), getClass().getClassLoader()).create();

  boolean has(int shuffleId) {
    return outputs.containsKey(shuffleId);
  }

  <K, V, C> void write(MapStage<K, V, C> stage, Partition partition, FakeTask task) {
    ShuffleSpec<K, V, C> spec = stage.shuffle();
    Map<Integer, List<byte[]>> output =
        outputs.computeIfAbsent(spec.shuffleId(), id -> new HashMap<>());
    Map<Integer, List<Pair<?, ?>>> divided = new HashMap<>();
    try {
      Iterator<? extends Pair<?, ?>> records = stage.records().evaluate(partition, task);
      if (spec.combiner() != null) {
        shapes.add(spec.combiner().shape());
      }
      if (spec.mapSideCombine()) {
        records = combined(records, spec.combiner(), false);
      }
      records.forEachRemaining(
          pair ->
              divided
                  .computeIfAbsent(
                      spec.partitioner().getPartition(pair.key()), p -> new ArrayList<>())
                  .add(pair));
    } catch (Exception e) {
      throw Unchecked.rethrow(e);
    } finally {
      task.end();
    }
    divided.forEach(
        (p, pairs) -> {
          OutputBuffer out = new OutputBuffer(64);
          serde.encode(pairs.toArray(), 0, pairs.size(), out);
          output.computeIfAbsent(p, any -> new ArrayList<>()).add(out.toByteArray());
        });
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V, C> Iterator<Pair<K, C>> read(ShuffleRead<K, V, C> request) {
    List<Pair<K, C>> pairs = new ArrayList<>();
    for (int p = request.startPartition(); p < request.endPartition(); p++) {
      for (byte[] batch : outputs.get(request.shuffleId()).getOrDefault(p, List.of())) {
        Batch decoded = serde.decode(new InputBuffer(batch));
        for (int i = 0; i < decoded.size(); i++) {
          pairs.add((Pair<K, C>) decoded.value(i));
        }
      }
    }
    if (request.combiner() != null) {
      Iterator<Pair<K, C>> combined =
          (Iterator<Pair<K, C>>)
              (Iterator<?>)
                  combined(pairs.iterator(), request.combiner(), request.mapSideCombined());
      pairs = new ArrayList<>();
      combined.forEachRemaining(pairs::add);
    }
    if (request.ordering() != null) {
      pairs.sort((a, b) -> request.ordering().compare(a.key(), b.key()));
    }
    return pairs.iterator();
  }

  @SuppressWarnings("unchecked")
  private static <K, V, C> Iterator<Pair<?, ?>> combined(
      Iterator<? extends Pair<?, ?>> pairs, Combiner<K, V, C> combiner, boolean already) {
    Map<Object, Object> table = new HashMap<>();
    while (pairs.hasNext()) {
      Pair<?, ?> pair = pairs.next();
      boolean known = table.containsKey(pair.key());
      Object value;
      if (already) {
        value =
            known
                ? Unchecked.call(
                    combiner.mergeCombined(), (C) table.get(pair.key()), (C) pair.value())
                : pair.value();
      } else {
        value =
            known
                ? Unchecked.call(combiner.mergeValue(), (C) table.get(pair.key()), (V) pair.value())
                : Unchecked.call(combiner.create(), (V) pair.value());
      }
      table.put(pair.key(), value);
    }
    List<Pair<?, ?>> all = new ArrayList<>();
    table.forEach((key, value) -> all.add(new Pair<>(key, value)));
    return all.iterator();
  }
}
