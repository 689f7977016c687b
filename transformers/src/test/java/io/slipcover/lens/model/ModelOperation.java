package io.slipcover.lens.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An operation of the lens table, written anew over plain maps: slow, obvious and sharing no code with what it checks.
 *
 * <p>Values are {@code null}, booleans, strings, lists, maps and numbers without trailing zeros, so that {@code equals} is
 * JSON's equality. Every function returns a new map and leaves its arguments alone.
 */
public interface ModelOperation {

    /** The newer shape of an older document. */
    Map<String, Object> forward(Map<String, Object> older);

    /** The older shape of a newer document. */
    Map<String, Object> backward(Map<String, Object> newer);

    /** The newer shape of an edited older view, with what the view did not show taken from the newer base. */
    Map<String, Object> put(Map<String, Object> base, Map<String, Object> view);

    /** Operations one after the other: a lens, or a path of several. */
    static ModelOperation sequence(List<ModelOperation> operations) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                Map<String, Object> document = older;
                for (ModelOperation operation : operations) {
                    document = operation.forward(document);
                }
                return document;
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                Map<String, Object> document = newer;
                for (int index = operations.size() - 1; index >= 0; index--) {
                    document = operations.get(index).backward(document);
                }
                return document;
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                if (operations.isEmpty()) {
                    return view;
                }
                ModelOperation last = operations.get(operations.size() - 1);
                ModelOperation before = sequence(operations.subList(0, operations.size() - 1));
                return last.put(base, before.put(last.backward(base), view));
            }
        };
    }

    /** Thrown for what an operation does not accept. */
    final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Refusal(String message) {
            super(message, null, false, false);
        }
    }

    /** A copy that may be changed, in the same order. */
    static Map<String, Object> copy(Map<String, Object> document) {
        return document instanceof Forms.Ordered ? new Forms.Ordered(document) : new LinkedHashMap<>(document);
    }

    /** A copy in which these members stand in the place of one. */
    static Map<String, Object> replace(Map<String, Object> document, String name, Map<String, Object> members) {
        Map<String, Object> result = copy(document);
        result.clear();
        document.forEach((other, value) -> {
            if (other.equals(name)) {
                result.putAll(members);
            } else {
                result.put(other, value);
            }
        });
        return result;
    }

    /** Refuses a document in which a destination is taken. */
    static void requireFree(Map<String, Object> document, String name) {
        if (document.containsKey(name)) {
            throw new Refusal(name + " is taken");
        }
    }
}
