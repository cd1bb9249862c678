package io.heddle.monitoring.text;

import java.util.ArrayList;
import java.util.List;

/** Lines up cells in columns, two spaces apart; a column is as wide as its widest cell. */
public final class TextTable {
  private static final int WIDEST = 60;

  private final String[] heads;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * @param heads one a column; one that begins with {@code >} sets its column to the right
   */
  public TextTable(String... heads) {
    this.heads = heads;
  }

  /** Adds a row, a cell a column. */
  public void row(String... cells) {
    if (cells.length != heads.length) {
      throw new IllegalArgumentException(cells.length + " cells in " + heads.length + " columns");
    }
    rows.add(cells);
  }

  /** Lines that each end in a newline; no trailing spaces. */
  public String render() {
    int[] widths = new int[heads.length];
    for (int column = 0; column < heads.length; column++) {
      widths[column] = head(column).length();
      for (String[] row : rows) {
        widths[column] = Math.max(widths[column], Math.min(WIDEST, length(clean(row[column]))));
      }
    }
    StringBuilder out = new StringBuilder();
    String[] first = new String[heads.length];
    for (int column = 0; column < heads.length; column++) {
      first[column] = head(column);
    }
    line(first, widths, out);
    for (String[] row : rows) {
      line(row, widths, out);
    }
    return out.toString();
  }

  private void line(String[] cells, int[] widths, StringBuilder out) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.length; column++) {
      String cell = shortened(clean(cells[column]));
      String padding = " ".repeat(Math.max(0, widths[column] - length(cell)));
      line.append(column == 0 ? "" : "  ");
      line.append(isRight(column) ? padding + cell : cell + padding);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private String head(int column) {
    return isRight(column) ? heads[column].substring(1) : heads[column];
  }

  private boolean isRight(int column) {
    return heads[column].startsWith(">");
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String shortened(String cell) {
    return length(cell) <= WIDEST
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }

  /** Control characters, with which a name could take over the terminal, become spaces. */
  static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(out::appendCodePoint);
    return out.toString();
  }
}
