package dev.baton.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The version of this Baton, from the jar it comes in. */
final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "baton " + (version == null ? "(built from sources)" : version),
            "Java ${java.version} (${java.vendor}), ${os.name} ${os.arch}"
        };
    }
}
