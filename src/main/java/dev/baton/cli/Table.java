package dev.baton.cli;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Rows under upper-case headers, in columns as wide as they need be. If that is wider than the screen, the widest of the
 * columns that may be cut gives way first. No lines are drawn.
 */
final class Table {
    private static final int GAP = 2;

    private final List<Column> columns;
    private final List<String[]> rows = new ArrayList<>();
    private final BitSet dim = new BitSet();
    private int coloured = -1;

    Table(List<Column> columns) {
        this.columns = columns;
    }

    /** Paints the column called {@code header} by what it says. */
    Table colouredBy(String header) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).header().equals(header)) {
                coloured = i;
            }
        }
        return this;
    }

    /** One text for each column, as it came: it is made {@linkplain Visible visible} here. */
    void row(List<String> texts) {
        String[] row = new String[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = Visible.of(texts.get(i));
        }
        rows.add(row);
    }

    /** The same, of little interest if {@code isDim}. */
    void row(List<String> texts, boolean isDim) {
        dim.set(rows.size(), isDim);
        row(texts);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(Screen screen) {
        for (String line : lines(screen)) {
            screen.line(line);
        }
    }

    List<String> lines(Screen screen) {
        int[] widths = widths(screen.columns());
        List<String> lines = new ArrayList<>(rows.size() + 1);
        String[] head = new String[columns.size()];
        for (int i = 0; i < head.length; i++) {
            head[i] = columns.get(i).header();
        }
        lines.add(screen.paint(Colour.BOLD, line(head, widths, screen, -1)));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(
                    dim.get(i)
                            ? screen.paint(Colour.DIM, line(rows.get(i), widths, screen, -1))
                            : line(rows.get(i), widths, screen, coloured));
        }
        return lines;
    }

    private String line(String[] row, int[] widths, Screen screen, int painted) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String text = Visible.fit(row[i], widths[i]);
            String padding = " ".repeat(Math.max(0, widths[i] - Visible.width(text)));
            String shown = i == painted ? screen.paint(Colour.of(firstWord(text)), text) : text;
            boolean last = i == row.length - 1;
            line.append(columns.get(i).right() ? padding + shown : last ? shown : shown + padding);
            line.append(last ? "" : " ".repeat(GAP));
        }
        return line.toString().stripTrailing();
    }

    private static String firstWord(String text) {
        int end = text.indexOf(' ');
        return end < 0 ? text : text.substring(0, end);
    }

    private int[] widths(int screen) {
        int[] widths = new int[columns.size()];
        int total = GAP * (widths.length - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).header().length();
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], Visible.width(row[i]));
            }
            total += widths[i];
        }
        narrow(widths, total - screen);
        return widths;
    }

    private void narrow(int[] widths, int excess) {
        for (int left = excess; left > 0; left--) {
            int widest = widestToCut(widths);
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private int widestToCut(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            int narrowest = columns.get(i).narrowest();
            if (narrowest > 0 && widths[i] > narrowest && (widest < 0 || widths[i] >= widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }
}
