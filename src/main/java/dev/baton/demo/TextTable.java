package dev.baton.demo;

import java.util.ArrayList;
import java.util.List;

/** Rows of text with their columns aligned: a log line each. Every row has as many cells as there are columns. */
final class TextTable {
    private static final String GAP = "  ";

    private final Align[] columns;
    private final List<String[]> rows = new ArrayList<>();

    /** To which side a column's cells are pushed. */
    enum Align {
        LEFT,
        RIGHT
    }

    TextTable(Align... columns) {
        this.columns = columns.clone();
    }

    void row(String... cells) {
        if (cells.length != columns.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.length + " columns");
        }
        rows.add(cells.clone());
    }

    /** The rows in order, without spaces at their ends. */
    List<String> lines() {
        int[] widths = widths();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int[] widths() {
        int[] widths = new int[columns.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        return widths;
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String space = " ".repeat(widths[i] - width(row[i]));
            line.append(i == 0 ? "" : GAP);
            line.append(columns[i] == Align.RIGHT ? space + row[i] : row[i] + space);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
