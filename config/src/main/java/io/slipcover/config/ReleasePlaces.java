package io.slipcover.config;

import io.slipcover.catalog.Release;
import io.slipcover.json.JsonName;
import java.util.Map;

/**
 * A release, and where its parts stand.
 *
 * @param name where its name stands
 * @param clients where its range stands
 * @param types where each type's version stands
 * @param defaults where the defaults of each type stand
 * @param members where the value of each default stands, by type
 */
record ReleasePlaces(
        Release release,
        Place name,
        Place clients,
        Map<String, Place> types,
        Map<String, Place> defaults,
        Map<String, Map<JsonName, Place>> members) {}
