package io.slipcover.gateway;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** A gateway in front of CouchDB for clients of release 1 of the todo app, whose documents are stored as release 3 has them. */
@SpringBootApplication
public class Gateway {
    public static void main(String[] arguments) {
        SpringApplication.run(Gateway.class, arguments);
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder, TodoShapes shapes, @Value("${upstream}") String upstream) {
        return builder.routes()
                .route("writes", route -> route.path("/todos/_bulk_docs")
                        .and()
                        .method(HttpMethod.POST)
                        .filters(filters -> filters.modifyRequestBody(
                                byte[].class, byte[].class, (exchange, body) -> Mono.just(shapes.upgraded(body))))
                        .uri(upstream))
                .route("reads", route -> route.path("/todos/{document}")
                        .filters(filters -> filters.modifyResponseBody(
                                byte[].class, byte[].class, (exchange, body) -> Mono.just(shapes.viewed(body))))
                        .uri(upstream))
                .route("everything else", route -> route.path("/**").uri(upstream))
                .build();
    }
}
