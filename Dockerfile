# The service without an embedded database: it needs a PostgreSQL to be named to it, see docker-compose.yml.

# What the service runs on: anything with a JDK 25 or its runtime as "java" on the PATH. A shell is not needed.
ARG BASE=eclipse-temurin:25-jre

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
# What the image was built from, as: git describe --always --dirty --abbrev=40 --exclude='*'
ARG COMMIT=unknown
RUN mvn -B -ntp -DskipTests -Dembedded=none "-Dgit.commit.id.describe=$COMMIT" package \
    && java -Djarmode=tools -jar target/request-registry.jar extract --layers --destination target/layers
COPY deploy/image/HealthCheck.java .
RUN javac --release 17 -d target/health HealthCheck.java && mkdir target/data

FROM $BASE AS application
WORKDIR /app
# From what changes least to what changes most.
COPY --from=build /build/target/health/ health/
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./

# The classes of the service, loaded and linked, and what it ran most: JEP 483, 514 and 515. The cache is good for
# this Java and these files only. With any others the service starts all the same, as slowly as without.
FROM application AS trained
COPY deploy/image/training.args /tmp/
RUN ["java", "@/tmp/training.args", "-XX:AOTCacheOutput=/tmp/registry.aot", "-XX:+UseCompactObjectHeaders", "-jar", "request-registry.jar"]

FROM application
LABEL org.opencontainers.image.title="request-registry" \
      org.opencontainers.image.description="Durable, append-only records of governed execution requests. Never an approval." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre"
COPY --from=trained /tmp/registry.aot ./
# Everything is root's, and the service is not root: it can write to /data, and to /tmp and the like, which are
# everybody's. With a read-only root file system and a tmpfs at /tmp it does as well.
COPY --from=build --chown=10001:10001 --chmod=700 /build/target/data /data
USER 10001:10001
# With a cache that is not used there is no image.
RUN ["java", "-XX:AOTCache=registry.aot", "-XX:AOTMode=on", "-XX:+UseCompactObjectHeaders", "-jar", "request-registry.jar", "--version"]
# Reached from outside its container or not at all; so it does not start until access tokens are configured. Its log
# is JSON, a line each, because a program reads it. Each
# file in /run/secrets is the property that it is called, and tokens.properties has the access tokens.
ENV SERVER_ADDRESS=0.0.0.0 \
    REGISTRY_DATA_DIR=/data \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs \
    SPRING_CONFIG_IMPORT=optional:configtree:/run/secrets/,optional:file:/run/secrets/tokens.properties
VOLUME /data
EXPOSE 8080
# Often until it is up, and then seldom, because each time a small Java starts.
HEALTHCHECK --start-interval=2s --start-period=120s --interval=15s --timeout=4s --retries=3 \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "health", "HealthCheck"]
# Java is the first process, so SIGTERM stops it in order. More options for it go into JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:AOTCache=registry.aot", "-XX:MaxRAMPercentage=70", "-XX:InitialRAMPercentage=10", "-XX:MetaspaceSize=160m", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "-jar", "request-registry.jar"]
