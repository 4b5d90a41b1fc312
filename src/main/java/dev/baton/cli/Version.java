package dev.baton.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The version of this Baton, from the jar it comes in. */
public final class Version implements CommandLine.IVersionProvider {

    /** As {@code 1.2.3}, or words when it doesn't run from its jar. */
    public static String ofBaton() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(built from sources)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"baton " + ofBaton(), "Java ${java.version} (${java.vendor}), ${os.name} ${os.arch}"};
    }
}
