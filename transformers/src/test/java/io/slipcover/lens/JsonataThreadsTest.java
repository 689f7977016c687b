package io.slipcover.lens;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class JsonataThreadsTest {
    @Test
    void forward_manyThreadsAtOnce_eachSeesItsOwnDocument() throws Exception {
        Jsonata operation = new Jsonata(
                "{'sum': $sum(numbers), 'texts': numbers.('n' & $string($)), 'name': name}", "$", ReservedNames.NONE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                int number = i;
                results.add(threads.submit(() -> {
                    JsonObject document =
                            JsonObject.of("{\"name\":\"d" + number + "\",\"numbers\":[" + number + ",1]}");
                    operation.forward(document);
                    return document.toString();
                }));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get())
                        .isEqualTo(
                                "{\"name\":\"d" + i + "\",\"sum\":" + (i + 1) + ",\"texts\":[\"n" + i + "\",\"n1\"]}");
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
