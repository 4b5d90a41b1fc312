# Baton in a container; docs/container.md says how to run it.
#
#     docker build --build-arg REVISION="$(git rev-parse HEAD)" -t baton .

FROM maven:3.9.11-eclipse-temurin-17-noble AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY config config
COPY src src
# The libraries stay in the engine's cache, in no layer.
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -ntp -Dmaven.test.skip=true package
COPY bin bin
# The layout of an installation, in a folder of its own. A jar's time in full seconds passes through every kind of layer as
# it is: the archive of classes is for a jar of exactly this time.
RUN mkdir -p /image/opt/baton/lib /image/etc/baton \
    && cp -R bin /image/opt/baton/ \
    && cp -R target/baton.jar target/native /image/opt/baton/lib/ \
    && touch -d 2026-01-01T00:00:00Z /image/opt/baton/lib/baton.jar \
    && cp src/dist/etc/baton.yaml /image/etc/baton/

FROM eclipse-temurin:25.0.3_9-jre-noble
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Baton" \
      org.opencontainers.image.description="A supervisor for agents: starts them in order, keeps them alive, limits, watches and stops them." \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="eclipse-temurin:25.0.3_9-jre-noble"
# tini in no fixed version: a distribution keeps only the newest one of each. Anybody may write to /run/baton, as to /tmp: an
# engine's tmpfs there belongs to root, and has no more of this folder than its mode.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 baton \
    && useradd --uid 10001 --gid 10001 --no-log-init --no-create-home --home-dir /var/lib/baton \
        --shell /usr/sbin/nologin baton \
    && install -d -o 10001 -g 10001 -m 0750 /var/lib/baton /var/log/baton \
    && install -d -o 10001 -g 10001 -m 1777 /run/baton \
    && ln -s ../../opt/baton/bin/baton /usr/bin/baton
COPY --from=build /image /
# The archive of classes is for the Java that it is made by, so it is made here; a build without one fails.
RUN BATON_ARCHIVE=now baton --version && ls /opt/baton/lib/*.aot
# Whatever a config says, so that the health check and `docker exec … baton ps` find their Baton.
ENV BATON_SOCKET=/run/baton/baton.sock \
    BATON_ORCHESTRATOR_COMMAND_SOCKET_PATH=/run/baton/baton.sock \
    BATON_ORCHESTRATOR_STATE_DIR=/var/lib/baton/processes
WORKDIR /var/lib/baton
USER 10001:10001
EXPOSE 8080 5701 15701
STOPSIGNAL SIGTERM
# By the socket, which is there whether HTTP is on or not. With options of its own: those of the Baton that is asked may
# name a port or a size of memory that only one process can have.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["env", "BATON_JAVA_OPTS=-Xmx32m", "baton", "status"]
ENTRYPOINT ["/usr/bin/tini", "--", "/opt/baton/bin/baton"]
CMD ["run", "/etc/baton/baton.yaml"]
