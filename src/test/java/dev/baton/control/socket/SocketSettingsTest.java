package dev.baton.control.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketSettingsTest {

    @Test
    void lettingInItsOwnUserIsTheDefault() {
        SocketSettings settings = SocketSettings.at(Path.of("/tmp/../tmp/baton.sock"));

        assertThat(settings.path()).isEqualTo(Path.of("/tmp/baton.sock"));
        assertThat(settings.mode()).isEqualTo("0600");
        assertThat(settings.group()).isNull();
        assertThat(settings.users().allows("anybody", 5)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0600,rw-------", "660,rw-rw----", "0777,rwxrwxrwx", "0246,-w-r--rw-", "000,---------"})
    void readsModesInOctal(String mode, String permissions) {
        SocketSettings settings = new SocketSettings(Path.of("s"), mode, null, SocketSettings.Users.ALL);

        assertThat(PosixFilePermissions.toString(settings.permissions())).isEqualTo(permissions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "0680", "1600", "00600", "rw-------", "-600"})
    void refusesWhatIsNoMode(String mode) {
        assertThatThrownBy(() -> new SocketSettings(Path.of("s"), mode, null, SocketSettings.Users.ALL))
                .hasMessage(
                        "commandSocketMode is '" + mode + "' but must be permissions in octal, such as 0600 or 0660");
    }
}
