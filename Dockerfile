# The service without an embedded database: it needs a PostgreSQL to be named to it, see docker-compose.yml.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
# Building a package that holds nothing takes everything that building the sources does, so this layer has all
# that is downloaded, and is made again only when pom.xml changes.
COPY .mvn .mvn
COPY pom.xml .
COPY src/main/java/cto/registry/package-info.java src/main/java/cto/registry/
RUN mvn -B -ntp -DskipTests -Dembedded=none -Dspring-boot.repackage.skip=true package \
    && rm -r target
COPY db db
COPY openapi openapi
COPY integrations/hermes-webui/execution-request-registry/assets integrations/hermes-webui/execution-request-registry/assets
COPY src/main src/main
RUN mvn -B -ntp -DskipTests -Dembedded=none package \
    && java -Djarmode=tools -jar target/request-registry.jar extract --layers --destination target/layers

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="request-registry" \
      org.opencontainers.image.description="Durable, append-only records of governed execution requests. Never an approval." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre"
# Everything is root's, and the service is not root: it can write to /data, and to /tmp and the like, which are
# everybody's. With a read-only root file system and a tmpfs at /tmp it does as well.
RUN groupadd --gid 10001 registry \
    && useradd --uid 10001 --gid registry --no-log-init --no-create-home --home-dir /data --shell /usr/sbin/nologin registry \
    && mkdir --mode=0700 /data \
    && chown registry:registry /data
WORKDIR /app
# From what changes least to what changes most.
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./
# Reached from outside its container or not at all; so it does not start until access tokens are configured.
ENV SERVER_ADDRESS=0.0.0.0 \
    REGISTRY_DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 8080
# By bash alone: the base image promises neither curl nor wget.
HEALTHCHECK --interval=5s --timeout=4s --start-period=120s --retries=3 CMD ["bash", "-c", "\
    exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} \
    && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 \
    && read -r version status reason <&3 \
    && [ \"$status\" = 200 ]"]
# Java is the first process, so SIGTERM stops it in order. More options for it go into JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "-jar", "request-registry.jar"]
