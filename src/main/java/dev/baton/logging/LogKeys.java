package dev.baton.logging;

/** The names under which log lines carry their facts, so that one search finds them all whoever wrote the line. */
public final class LogKeys {
    /** The name of an agent. */
    public static final String AGENT = "agent";
    /** Which start of an agent it was, counted from 1. */
    public static final String INCARNATION = "incarnation";
    /** The class of an agent or of a failure. */
    public static final String CLASS = "class";
    /** The name of a plugin. */
    public static final String PLUGIN = "plugin";
    /** The name of a group of agents. */
    public static final String GROUP = "group";
    /** The state of an agent's life, or of a part of Baton. */
    public static final String STATE = "state";
    /** How an agent ended. */
    public static final String STATUS = "status";
    /** Why something happened, in words. */
    public static final String REASON = "reason";
    /** Which attempt it was, counted from 1. */
    public static final String ATTEMPT = "attempt";
    /** How long until something happens. */
    public static final String DELAY = "delay";
    /** How long something took. */
    public static final String DURATION = "duration";
    /** How many there were; the message says of what. */
    public static final String COUNT = "count";
    /** The id of an operating-system process. */
    public static final String PID = "pid";
    /** The exit code of an operating-system process. */
    public static final String EXIT_CODE = "exitCode";
    /** The signal that was sent or received. */
    public static final String SIGNAL = "signal";
    /** Which stream of a program a line came from: {@code stdout} or {@code stderr}. */
    public static final String STREAM = "stream";
    /** The name of a command. */
    public static final String COMMAND = "command";
    /** Who asked for a command. */
    public static final String CALLER = "caller";
    /** The type of an event. */
    public static final String EVENT = "event";
    /** The sequence number of an event. */
    public static final String SEQ = "seq";
    /** The name of a node of a cluster. */
    public static final String NODE = "node";
    /** Where something listens or connects to, or an address of the event bus. */
    public static final String ADDRESS = "address";
    /** A file or folder. */
    public static final String PATH = "path";
    /** Which setting it was, as dotted keys. */
    public static final String SETTING = "setting";

    private LogKeys() {}
}
