package io.slipcover.lens;

import io.slipcover.json.JsonObject;

/** An operation and which way it is to lead: upwards, from the older shape to the newer one, or downwards. */
record DirectedOperation(Operation operation, boolean upwards) {
    Change change() {
        return upwards ? operation.upwards() : operation.downwards();
    }

    void lead(JsonObject object) {
        if (upwards) {
            operation.forward(object);
        } else {
            operation.backward(object);
        }
    }
}
