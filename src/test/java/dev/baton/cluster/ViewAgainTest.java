package dev.baton.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastException;
import dev.baton.cluster.view.ClusterView;
import dev.baton.cluster.view.ViewSetup;
import dev.baton.cluster.wire.Addresses;
import dev.baton.cluster.wire.Origin;
import dev.baton.command.NodeRow;
import dev.baton.event.EventBusChannel;
import dev.baton.launcher.LiveBaton;
import dev.baton.settings.RecordMapper;
import dev.baton.testing.ScriptedCommands;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** While another node dies, Hazelcast can't note who listens; a view that failed so is deployed again as it is. */
class ViewAgainTest {
    private static final Addresses ADDRESSES = new Addresses("test");
    private static final Origin SELF = new Origin("n1", Origin.start(1, 1));

    /** Its first try to listen to what all nodes say fails, after the node's own address has been noted. */
    private static final class Unsteady extends HazelcastClusterManager {
        private boolean hasFailed;

        Unsteady(ClusterSettings settings) {
            super(HazelcastConfig.of(settings, new Badge(SELF.node(), SELF.start(), "1", false)));
        }

        @Override
        public synchronized void addRegistration(String address, RegistrationInfo info, Completable<Void> noted) {
            if (address.equals(ADDRESSES.status()) && !hasFailed) {
                hasFailed = true;
                noted.fail(new HazelcastException("a backup is missing"));
            } else {
                super.addRegistration(address, info, noted);
            }
        }

        List<RegistrationInfo> listening(String address) {
            CompletableFuture<List<RegistrationInfo>> found = new CompletableFuture<>();
            getRegistrations(address, (all, failure) -> found.complete(all));
            return found.join();
        }
    }

    @Test
    void listensOnceAfterATryThatFailed() {
        ClusterSettings settings = RecordMapper.map(
                new JsonObject()
                        .put("node", SELF.node())
                        .put(
                                "bind",
                                new JsonObject()
                                        .put("memberPort", LiveBaton.freePort())
                                        .put("busPort", LiveBaton.freePort())),
                ClusterSettings.class);
        Unsteady manager = new Unsteady(settings);
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(BusOptions.of(settings)))
                .withClusterManager(manager)
                .buildClustered()
                .await();
        try {
            ClusterView view = new ClusterView(
                    vertx,
                    new ViewSetup(
                            ADDRESSES,
                            SELF,
                            "1.2.3",
                            settings.bind().memberAddress(),
                            Map.of(),
                            new ScriptedCommands(10),
                            EventBusChannel.of(vertx, "test"),
                            System::nanoTime,
                            notice -> {}));
            assertThatThrownBy(() -> vertx.deployVerticle(view).await()).hasMessage("a backup is missing");

            vertx.deployVerticle(view).await();

            assertThat(view.nodes()).extracting(NodeRow::node).containsExactly(SELF.node());
            assertThat(manager.listening(ADDRESSES.node(SELF.node()))).hasSize(1);
            assertThat(manager.listening(ADDRESSES.status())).hasSize(1);
        } finally {
            vertx.close().await();
        }
    }
}
