package io.heddle.hdfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.hdfs.file.BlockPlace;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.rdd.lineage.HostLocation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitPlannerTest {
  private static final List<HostLocation> A = List.of(new HostLocation("a", "/r"));
  private static final List<HostLocation> B = List.of(new HostLocation("b", "/r"));

  private static FileEntry file(long length) {
    return new FileEntry("file:/f", length, false, -1, List.of());
  }

  private static List<Long> lengths(List<TextSplit.Placed> splits) {
    return splits.stream().map(placed -> placed.split().length()).toList();
  }

  @Test
  void aFileIsCutAtItsBlocks() {
    List<TextSplit.Placed> splits =
        new SplitPlanner(250, 1, 128)
            .cut(file(250), List.of(new BlockPlace(0, 128, A), new BlockPlace(128, 122, B)), true);

    assertThat(splits)
        .containsExactly(
            new TextSplit.Placed(new TextSplit("file:/f", 0, 128), A),
            new TextSplit.Placed(new TextSplit("file:/f", 128, 122), B));
  }

  @Test
  void aBlockIsCutIntoEqualPieces() {
    assertThat(cutWhole(1000, 1, 400)).containsExactly(333L, 334L, 333L);
  }

  @Test
  void aTenthMoreThanTheTargetIsNotCut() {
    assertThat(cutWhole(440, 1, 400)).containsExactly(440L);
    assertThat(cutWhole(441, 1, 400)).hasSize(2);
  }

  @Test
  void smallFilesAreCutForTheParallelismAskedFor() {
    assertThat(cutWhole(20, 4, 1 << 20)).containsExactly(5L, 5L, 5L, 5L);
    assertThat(cutWhole(3, 10, 1 << 20)).containsExactly(1L, 1L, 1L);
  }

  @Test
  void unsplittableFilesStayWhole() {
    List<TextSplit.Placed> splits =
        new SplitPlanner(250, 8, 10)
            .cut(file(250), List.of(new BlockPlace(0, 128, A), new BlockPlace(128, 122, B)), false);
    assertThat(splits).containsExactly(new TextSplit.Placed(new TextSplit("file:/f", 0, 250), A));
  }

  @Test
  void anEmptyFileGivesNothing() {
    assertThat(new SplitPlanner(0, 2, 128).cut(file(0), List.of(), true)).isEmpty();
  }

  @Test
  void hugeFilesAreCutWithoutOverflow() {
    long petabyte = 1L << 50;
    List<Long> lengths = cutWhole(petabyte, 2, 1L << 40);
    assertThat(lengths).hasSize(1024).containsOnly(1L << 40);
  }

  private static List<Long> cutWhole(long length, int minPartitions, long maxBytes) {
    return lengths(
        new SplitPlanner(length, minPartitions, maxBytes)
            .cut(file(length), List.of(new BlockPlace(0, length, List.of())), true));
  }
}
