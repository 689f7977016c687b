package io.slipcover.config;

import io.slipcover.json.JsonName;

/** A member's name, where somebody wrote it. */
record NamePlace(JsonName name, Place place) {}
