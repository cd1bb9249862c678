package io.heddle.monitoring.text;

import java.util.ArrayList;
import java.util.List;

/** Lines up cells in columns, two spaces apart; a column is as wide as its widest cell. */
public final class TextTable {
  private static final int WIDEST = 60;
  private static final int NARROWEST = 16;

  private final String[] heads;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * @param heads one a column, of one or more lines; one that begins with {@code >} sets its column
   *     to the right
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
    return render(Integer.MAX_VALUE);
  }

  /**
   * As {@link #render()}, the widest columns made narrower, one after the other, until the lines
   * fit; cells that are too long lose their middle, as names end in what tells them apart.
   *
   * @param columns of the terminal
   */
  public String render(int columns) {
    int[] widths = new int[heads.length];
    int total = 2 * (heads.length - 1);
    for (int column = 0; column < heads.length; column++) {
      for (String line : head(column)) {
        widths[column] = Math.max(widths[column], line.length());
      }
      for (String[] row : rows) {
        widths[column] = Math.max(widths[column], Math.min(WIDEST, length(clean(row[column]))));
      }
      total += widths[column];
    }
    int over = total - columns;
    while (over > 0) {
      int widest = widest(widths);
      int less = Math.min(over, widths[widest] - NARROWEST);
      if (less <= 0) {
        break;
      }
      widths[widest] -= less;
      over -= less;
    }
    StringBuilder out = new StringBuilder();
    heads(widths, out);
    for (String[] row : rows) {
      line(row, widths, out);
    }
    return out.toString();
  }

  private static int widest(int[] widths) {
    int widest = 0;
    for (int column = 1; column < widths.length; column++) {
      widest = widths[column] > widths[widest] ? column : widest;
    }
    return widest;
  }

  /** Heads of fewer lines than others stand on the last ones. */
  private void heads(int[] widths, StringBuilder out) {
    int depth = 1;
    for (int column = 0; column < heads.length; column++) {
      depth = Math.max(depth, head(column).length);
    }
    for (int i = 0; i < depth; i++) {
      String[] cells = new String[heads.length];
      for (int column = 0; column < heads.length; column++) {
        String[] lines = head(column);
        int line = i - (depth - lines.length);
        cells[column] = line < 0 ? "" : lines[line];
      }
      line(cells, widths, out);
    }
  }

  private void line(String[] cells, int[] widths, StringBuilder out) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.length; column++) {
      String cell = shortened(clean(cells[column]), widths[column]);
      String padding = " ".repeat(Math.max(0, widths[column] - length(cell)));
      line.append(column == 0 ? "" : "  ");
      line.append(isRight(column) ? padding + cell : cell + padding);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private String[] head(int column) {
    return (isRight(column) ? heads[column].substring(1) : heads[column]).split("\n");
  }

  private boolean isRight(int column) {
    return heads[column].startsWith(">");
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static String shortened(String cell, int width) {
    if (length(cell) <= width) {
      return cell;
    }
    int tail = width / 3;
    String begin = cell.substring(0, cell.offsetByCodePoints(0, width - 1 - tail));
    return begin + "…" + cell.substring(cell.offsetByCodePoints(cell.length(), -tail));
  }

  /** Control characters, with which a name could take over the terminal, become spaces. */
  static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(out::appendCodePoint);
    return out.toString();
  }
}
