package dev.baton.demo;

import dev.baton.agent.Agent;
import java.util.List;
import java.util.Map;
import oshi.SystemInfo;

/** Says once, in a table, what machine this is, and emits the same as {@code INVENTORY {KEY: text}}. */
public final class Inventory extends Agent {

    /** Called by Baton. */
    public Inventory() {}

    @Override
    protected Class<? extends Record> configType() {
        return NoSettings.class;
    }

    @Override
    protected void execute() {
        Map<String, List<String>> facts = new MachineFacts(new SystemInfo()).all();
        TextTable table = new TextTable(TextTable.Align.LEFT, TextTable.Align.LEFT);
        facts.forEach((key, texts) -> {
            for (int i = 0; i < texts.size(); i++) {
                table.row(i == 0 ? key : "", texts.get(i));
            }
        });
        table.lines().forEach(context().logger()::info);
        context().emit("INVENTORY", facts);
    }
}
