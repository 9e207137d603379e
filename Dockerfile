# docker build -t kalends . && docker run -p 8080:8080 -v kalends:/var/lib/kalends kalends
FROM debian:bookworm AS build
WORKDIR /source
COPY . .
RUN ./dev build

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --user-group --create-home --home-dir /var/lib/kalends kalends
COPY --from=build /source/build/release/kalends /usr/local/bin/kalends
ENV KALENDS_LISTEN=0.0.0.0:8080 KALENDS_DATABASE=/var/lib/kalends/kalends.db
USER kalends
WORKDIR /var/lib/kalends
VOLUME /var/lib/kalends
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["kalends", "health"]
ENTRYPOINT ["kalends"]
CMD ["serve"]
