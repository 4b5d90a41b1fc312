package dev.baton.cluster.forward;

import dev.baton.cluster.wire.Addresses;
import dev.baton.cluster.wire.Desk;
import dev.baton.cluster.wire.Origin;
import dev.baton.cluster.wire.Post;
import dev.baton.cluster.wire.WireTroubles;
import dev.baton.command.Caller;
import dev.baton.command.Commands;
import dev.baton.command.Role;
import dev.baton.control.dispatch.AuditEntry;
import dev.baton.control.dispatch.Dispatch;
import dev.baton.orchestrator.AllowedCommands;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Nodes that share an event bus, whose agents are played. */
final class PlayedCluster {
    static final Caller ANNA = Caller.overHttp("anna", Role.ADMIN);
    static final Patience QUICK = new Patience(
            Duration.ofMillis(1_000),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofSeconds(30));

    private final Vertx vertx;
    private final Patience patience;
    private final PlayedNodes nodes = new PlayedNodes(this::nanoTime);
    private final Addresses addresses = new Addresses("test");
    private final AtomicLong lives = new AtomicLong();
    private final AtomicLong ahead = new AtomicLong();

    PlayedCluster(Vertx vertx, Patience patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    PlayedNodes nodes() {
        return nodes;
    }

    /** Everybody's clock goes forward. */
    void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    private long nanoTime() {
        return System.nanoTime() + ahead.get();
    }

    /** A node, in its first or next life, with agents of its own. */
    Node start(String name) {
        return start(name, new ScriptedCommands(20_000, name), AllowedCommands.all());
    }

    Node start(String name, ScriptedCommands agents, AllowedCommands allowed) {
        Node node = new Node(name, agents, allowed);
        nodes.up(node.origin, agents);
        return node;
    }

    /** A node of which others don't know yet. */
    Node prepare(String name) {
        return new Node(name, new ScriptedCommands(20_000, name), AllowedCommands.all());
    }

    /** Somebody who can ask and answers what a test makes them answer. */
    Post stranger(String name) {
        return post(new Origin(name, Origin.start(lives.incrementAndGet(), 0)));
    }

    Post post(Origin origin) {
        return new Post(vertx.eventBus(), addresses, origin, new WireTroubles(this::nanoTime));
    }

    /** Where {@code post} answers; to be opened. */
    Desk desk(Post post) {
        return new Desk(vertx.eventBus(), addresses, post.self(), new WireTroubles(this::nanoTime));
    }

    /** A node of which others know, and which takes what they ask and says nothing. */
    AtomicLong hanging(String name, ScriptedCommands agents) {
        AtomicLong asked = new AtomicLong();
        Promise<CommandReply> never = Promise.promise();
        answering(name, agents, ask -> {
            asked.incrementAndGet();
            return never.future();
        });
        return asked;
    }

    /** A node of which others know, and which answers commands in a way of its own, and followers not at all. */
    void answering(String name, ScriptedCommands agents, Function<CommandAsk, Future<CommandReply>> answering) {
        Origin origin = new Origin(name, Origin.start(lives.incrementAndGet(), 0));
        Promise<CommandReply> never = Promise.promise();
        desk(post(origin))
                .on(CommandAsk.OP, CommandAsk.class, ask -> answering.apply(ask.body()))
                .on(FollowAsk.OP, FollowAsk.class, ask -> never.future())
                .open()
                .await();
        nodes.up(origin, agents);
    }

    /** One node. */
    final class Node {
        private final Origin origin;
        private final ScriptedCommands agents;
        private final HeldCommands held;
        private final Forwarding forwarding;
        private final Desk desk;
        private final Commands commands;
        private final List<AuditEntry> asked = new CopyOnWriteArrayList<>();
        private final List<AuditEntry> forOthers = new CopyOnWriteArrayList<>();
        private final String deployment;

        private Node(String name, ScriptedCommands agents, AllowedCommands allowed) {
            this.origin = new Origin(name, Origin.start(lives.incrementAndGet(), 0));
            this.agents = agents;
            this.held = new HeldCommands(agents);
            Post post = post(origin);
            this.desk = desk(post);
            this.forwarding = new Forwarding(
                    held,
                    Dispatch.around(held, allowed, forOthers::add, PlayedCluster.this::nanoTime),
                    nodes.seenBy(name),
                    desk,
                    post,
                    patience,
                    PlayedCluster.this::nanoTime);
            this.commands = Dispatch.around(forwarding.commands(), allowed, asked::add, PlayedCluster.this::nanoTime);
            this.deployment = vertx.deployVerticle(forwarding).await();
            desk.open().await();
        }

        Origin origin() {
            return origin;
        }

        ScriptedCommands agents() {
            return agents;
        }

        HeldCommands held() {
            return held;
        }

        Commands commands() {
            return commands;
        }

        ForwardCounts counts() {
            return forwarding.counts();
        }

        /** What was recorded of those who ask this node. */
        List<AuditEntry> asked() {
            return asked;
        }

        /** What was recorded of those whom other nodes passed on. */
        List<AuditEntry> forOthers() {
            return forOthers;
        }

        /** Says nothing any more, as if killed; others don't know yet. */
        void kill() {
            desk.close().await();
        }

        /** Answers again, as if a network was mended. */
        void heal() {
            desk.open().await();
        }

        /** Ends in order. */
        void stop() {
            vertx.undeploy(deployment).await();
            desk.close().await();
            nodes.gone(origin.node());
        }
    }
}
