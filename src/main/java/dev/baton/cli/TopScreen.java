package dev.baton.cli;

import dev.baton.cli.Surroundings.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** The terminal as {@code top} uses it: all of it, with keys as they are pressed. Closing it leaves it as it was. */
final class TopScreen implements AutoCloseable {
    private static final int SEQUENCE_PATIENCE_MILLIS = 25;
    private static final int LONGEST_SEQUENCE = 6;

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final Screen colours;
    private volatile boolean resized = true;
    private volatile boolean interrupted;
    private Screen screen;

    private TopScreen(Terminal terminal, Screen colours) {
        this.terminal = terminal;
        this.colours = colours;
        this.screen = colours;
        display = new Display(terminal, true);
        terminal.handle(Terminal.Signal.WINCH, signal -> resized = true);
        terminal.handle(Terminal.Signal.INT, signal -> interrupted = true);
        before = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    static TopScreen open(Screen colours) throws NoAnswer {
        try {
            return new TopScreen(
                    TerminalBuilder.builder().system(true).dumb(false).build(), colours);
        } catch (IOException | IllegalStateException e) {
            throw NoAnswer.wrongUsage("top can't use this terminal (" + e.getMessage() + "): use stats or ps instead.");
        }
    }

    void draw(TopModel model) {
        if (resized) {
            resized = false;
            screen = colours.ofSize(new Size(terminal.getWidth(), terminal.getHeight()));
            display.resize(screen.lines(), screen.columns());
            display.reset();
        }
        List<AttributedString> lines = new ArrayList<>();
        for (String line :
                TopView.draw(model, screen.ofSize(new Size(screen.columns() - 2, screen.lines())), screen.lines())) {
            lines.add(AttributedString.fromAnsi(line).columnSubSequence(0, screen.columns()));
        }
        display.update(lines, 0);
    }

    /** How many agents a page has. */
    int pageLines() {
        return TopView.agentLines(screen.lines());
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /** The next key, {@link Key#NONE} if there is none for so long. */
    Key nextKey(int patienceMillis) {
        try {
            int character = terminal.reader().read(patienceMillis);
            if (character == NonBlockingReader.EOF) {
                interrupted = true;
            }
            if (character < 0) {
                return Key.NONE;
            }
            return character == '\u001b' ? afterEscape() : Key.of((char) character);
        } catch (IOException e) {
            interrupted = true;
            return Key.NONE;
        }
    }

    private Key afterEscape() throws IOException {
        StringBuilder sequence = new StringBuilder();
        while (sequence.length() < LONGEST_SEQUENCE) {
            int character = terminal.reader().read(SEQUENCE_PATIENCE_MILLIS);
            if (character < 0) {
                break;
            }
            sequence.append((char) character);
            boolean ends = sequence.length() > 1 && (Character.isLetter(character) || character == '~');
            if (ends) {
                break;
            }
        }
        return sequence.isEmpty() ? Key.ESCAPE : Key.ofSequence(sequence.toString());
    }

    @Override
    public void close() {
        terminal.puts(Capability.exit_ca_mode);
        terminal.puts(Capability.keypad_local);
        terminal.puts(Capability.cursor_visible);
        terminal.flush();
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException e) {
            // The process ends anyway.
        }
    }
}
