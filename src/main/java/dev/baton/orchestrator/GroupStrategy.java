package dev.baton.orchestrator;

import dev.baton.settings.Key;

/**
 * Who else is restarted when a member of a group is, as in OTP
 * (https://www.erlang.org/doc/system/sup_princ.html#restart-strategy). Members are in the order of the config file.
 */
public enum GroupStrategy {
    /** Nobody. */
    @Key("one_for_one")
    ONE_FOR_ONE,
    /** All members: they are stopped, the last first, and then started, the first first. */
    @Key("one_for_all")
    ONE_FOR_ALL,
    /** The members after it, stopped and started in the same orders; those before it run on. */
    @Key("rest_for_one")
    REST_FOR_ONE
}
