package io.slipcover.lens.model;

import static io.slipcover.lens.model.ModelOperation.copy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The operations that change one member's value, as the lens table says. */
public final class Values {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Values() {}

    /** What becomes of one value, with or without the newer side's value that it may be the view of. */
    interface Conversion {
        Object forward(Object older);

        Object backward(Object newer);

        /** What is stored for a written value whose member the base has too. */
        default Object put(Object base, Object written) {
            return Objects.equals(backward(base), written) ? base : forward(written);
        }
    }

    private static ModelOperation member(String name, Conversion conversion) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                Map<String, Object> result = copy(older);
                if (result.containsKey(name)) {
                    result.put(name, conversion.forward(result.get(name)));
                }
                return result;
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                Map<String, Object> result = copy(newer);
                if (result.containsKey(name)) {
                    result.put(name, conversion.backward(result.get(name)));
                }
                return result;
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                if (!base.containsKey(name) || !view.containsKey(name)) {
                    return forward(view);
                }
                Map<String, Object> result = copy(view);
                result.put(name, conversion.put(base.get(name), view.get(name)));
                return result;
            }
        };
    }

    /** What stands in a pair for a member that is not there. */
    public static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "absent";
        }
    };

    /** What {@code otherwise} is where other values stay as they are. */
    public static final List<Object> SAME = List.of();

    /** {@code pairs} are lists of the older and the newer value; so is {@code otherwise}, or null, or {@link #SAME}. */
    public static ModelOperation pairs(String name, List<List<Object>> pairs, List<Object> otherwise) {
        return new ModelOperation() {
            @Override
            public Map<String, Object> forward(Map<String, Object> older) {
                return with(older, other(value(older), 0));
            }

            @Override
            public Map<String, Object> backward(Map<String, Object> newer) {
                return with(newer, other(value(newer), 1));
            }

            @Override
            public Map<String, Object> put(Map<String, Object> base, Map<String, Object> view) {
                boolean shown = Objects.equals(value(backward(base)), value(view));
                return shown ? with(view, value(base)) : forward(view);
            }

            private Object value(Map<String, Object> document) {
                return document.containsKey(name) ? document.get(name) : ABSENT;
            }

            private Map<String, Object> with(Map<String, Object> document, Object value) {
                Map<String, Object> result = copy(document);
                result.put(name, value);
                result.remove(name, ABSENT);
                return result;
            }

            private Object other(Object value, int side) {
                for (List<Object> pair : pairs) {
                    if (Objects.equals(pair.get(side), value)) {
                        return pair.get(1 - side);
                    }
                }
                if (value == ABSENT || otherwise == SAME) {
                    return value;
                }
                if (otherwise == null) {
                    throw new ModelOperation.Refusal("no pair for " + value);
                }
                return otherwise.get(1 - side);
            }
        };
    }

    public static ModelOperation multiply(String name, BigDecimal factor) {
        return member(name, new Conversion() {
            @Override
            public Object forward(Object older) {
                return older == null ? null : number(decimal(older).multiply(factor));
            }

            @Override
            public Object backward(Object newer) {
                return newer == null ? null : number(decimal(newer).divide(factor));
            }
        });
    }

    public static ModelOperation numberToString(String name) {
        return member(name, numberToString());
    }

    public static ModelOperation stringToNumber(String name) {
        return member(name, mirrored(numberToString()));
    }

    public static ModelOperation isoToMillis(String name) {
        return member(name, isoToMillis());
    }

    public static ModelOperation millisToIso(String name) {
        return member(name, mirrored(isoToMillis()));
    }

    private static Conversion mirrored(Conversion conversion) {
        return new Conversion() {
            @Override
            public Object forward(Object older) {
                return conversion.backward(older);
            }

            @Override
            public Object backward(Object newer) {
                return conversion.forward(newer);
            }
        };
    }

    private static Conversion numberToString() {
        return new Conversion() {
            @Override
            public Object forward(Object older) {
                return older == null ? null : decimal(older).toPlainString();
            }

            @Override
            public Object backward(Object newer) {
                if (newer == null) {
                    return null;
                }
                if (newer instanceof String text && text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
                    return number(new BigDecimal(text));
                }
                throw new ModelOperation.Refusal(newer + " is no number in a string");
            }
        };
    }

    private static Conversion isoToMillis() {
        return new Conversion() {
            @Override
            public Object forward(Object older) {
                if (older == null) {
                    return null;
                }
                try {
                    String text = (String) older;
                    if (!text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[-+]\\d\\d:\\d\\d)")) {
                        throw new ModelOperation.Refusal(text + " is no time stamp");
                    }
                    return number(BigDecimal.valueOf(
                            OffsetDateTime.parse(text).toInstant().toEpochMilli()));
                } catch (ClassCastException | DateTimeException notATime) {
                    throw new ModelOperation.Refusal(older + " is no time stamp");
                }
            }

            @Override
            public Object backward(Object newer) {
                if (newer == null) {
                    return null;
                }
                BigDecimal millis = decimal(newer).setScale(0, RoundingMode.FLOOR);
                if (millis.compareTo(BigDecimal.valueOf(-62167219200000L)) < 0
                        || millis.compareTo(BigDecimal.valueOf(253402300799999L)) > 0) {
                    throw new ModelOperation.Refusal(newer + " is out of range");
                }
                return MILLISECONDS.format(Instant.ofEpochMilli(millis.longValueExact()));
            }
        };
    }

    public static ModelOperation wrap(String name) {
        return member(name, new Conversion() {
            @Override
            public Object forward(Object older) {
                return older == null ? List.of() : List.of(older);
            }

            @Override
            public Object backward(Object newer) {
                return first(newer);
            }

            @Override
            public Object put(Object base, Object written) {
                if (Forms.areSame(first(base), written)) {
                    return base;
                }
                if (written == null) {
                    return List.of();
                }
                List<Object> elements = new ArrayList<>(List.of(written));
                List<?> rest = (List<?>) base;
                elements.addAll(rest.subList(Math.min(1, rest.size()), rest.size()));
                return elements;
            }
        });
    }

    public static ModelOperation head(String name) {
        return member(name, new Conversion() {
            @Override
            public Object forward(Object older) {
                return first(older);
            }

            @Override
            public Object backward(Object newer) {
                return newer == null ? List.of() : List.of(newer);
            }

            @Override
            public Object put(Object base, Object written) {
                return forward(written);
            }
        });
    }

    public static ModelOperation mixedWrap(String name) {
        return member(name, new Conversion() {
            @Override
            public Object forward(Object older) {
                if (older instanceof List) {
                    return older;
                }
                return older == null ? List.of() : List.of(older);
            }

            @Override
            public Object backward(Object newer) {
                Object first = first(newer);
                int size = ((List<?>) newer).size();
                boolean standsAlone = first != null && !(first instanceof List);
                return size == 0 || (size == 1 && standsAlone) ? first : newer;
            }
        });
    }

    public static ModelOperation mixedHead(String name) {
        return member(name, new Conversion() {
            @Override
            public Object forward(Object older) {
                return older instanceof List ? first(older) : older;
            }

            @Override
            public Object backward(Object newer) {
                return newer == null ? List.of() : List.of(newer);
            }

            @Override
            public Object put(Object base, Object written) {
                return forward(written);
            }
        });
    }

    private static Object first(Object array) {
        if (!(array instanceof List<?> list)) {
            throw new ModelOperation.Refusal(array + " is no array");
        }
        return list.isEmpty() ? null : list.get(0);
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        throw new ModelOperation.Refusal(value + " is no number");
    }

    /** The spelling under which equal numbers are equal objects. */
    public static BigDecimal number(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
