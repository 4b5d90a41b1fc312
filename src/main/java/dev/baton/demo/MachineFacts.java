package dev.baton.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/** What machine this is, in words. Tells no addresses, serial numbers or names of users. */
final class MachineFacts {
    private static final int MOST_OF_A_KIND = 4;
    private static final long MEGABIT = 1_000_000;

    private final OperatingSystem system;
    private final HardwareAbstractionLayer hardware;

    MachineFacts(SystemInfo info) {
        system = info.getOperatingSystem();
        hardware = info.getHardware();
    }

    /** Kind of fact to one or more texts, in the order to show them. */
    Map<String, List<String>> all() {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        facts.put("host", List.of(system.getNetworkParams().getHostName()));
        facts.put("system", List.of(system.getFamily() + " " + system.getVersionInfo()));
        facts.put("processor", List.of(processor()));
        facts.put("memory", List.of(memory()));
        facts.put("java", List.of(java()));
        facts.put("disk", some(distinct(system.getFileSystem().getFileStores(true)), MachineFacts::disk));
        facts.put("network", some(hardware.getNetworkIFs(), MachineFacts::network));
        return facts;
    }

    private String processor() {
        CentralProcessor processor = hardware.getProcessor();
        return processor.getProcessorIdentifier().getName().strip() + ", " + processor.getPhysicalProcessorCount()
                + " cores, " + processor.getLogicalProcessorCount() + " threads";
    }

    private String memory() {
        GlobalMemory memory = hardware.getMemory();
        return Amounts.bytes(memory.getTotal()) + ", swap "
                + Amounts.bytes(memory.getVirtualMemory().getSwapTotal());
    }

    private static String java() {
        return System.getProperty("java.version") + " of " + System.getProperty("java.vendor") + ", heap up to "
                + Amounts.bytes(Runtime.getRuntime().maxMemory());
    }

    /** Without those that hold nothing or are memory, and with a device that is mounted at many places only once. */
    private static List<OSFileStore> distinct(List<OSFileStore> stores) {
        Map<String, OSFileStore> byVolume = new LinkedHashMap<>();
        stores.stream()
                .filter(store -> store.getTotalSpace() > 0 && !store.getType().equals("tmpfs"))
                .forEach(store -> byVolume.putIfAbsent(store.getVolume(), store));
        return List.copyOf(byVolume.values());
    }

    private static String disk(OSFileStore store) {
        return store.getMount() + " (" + store.getType() + "), " + Amounts.bytes(store.getTotalSpace()) + ", "
                + Amounts.bytes(store.getUsableSpace()) + " free";
    }

    private static String network(NetworkIF network) {
        long megabits = network.getSpeed() / MEGABIT;
        return network.getName() + ", " + network.getIfOperStatus().toString().toLowerCase(java.util.Locale.ROOT)
                + (megabits > 0 ? ", " + Amounts.count(megabits) + " Mbit/s" : "");
    }

    private static <T> List<String> some(List<T> things, Function<T, String> describe) {
        List<String> texts =
                things.stream().limit(MOST_OF_A_KIND).map(describe).collect(Collectors.toCollection(ArrayList::new));
        if (things.isEmpty()) {
            texts.add("none");
        }
        if (things.size() > MOST_OF_A_KIND) {
            texts.add("and " + (things.size() - MOST_OF_A_KIND) + " more");
        }
        return texts;
    }
}
