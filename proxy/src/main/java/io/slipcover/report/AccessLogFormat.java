package io.slipcover.report;

/** The form of a line of the access log. No text that a client chose can begin another line, or another field. */
public enum AccessLogFormat {
    /** {@code time="…" method="GET" status=200}. */
    KEY_VALUE {
        @Override
        void append(StringBuilder lines, AccessLogEntry entry, AddressForm addresses) {
            int from = lines.length();
            entry.tell(
                    new AccessLogEntry.Sink() {
                        @Override
                        public void text(String name, String text) {
                            number(name, "\"" + LogText.of(text) + "\"");
                        }

                        @Override
                        public void number(String name, String number) {
                            lines.append(lines.length() == from ? "" : " ")
                                    .append(name)
                                    .append('=')
                                    .append(number);
                        }
                    },
                    addresses);
            lines.append('\n');
        }
    },
    /** An object in JSON. */
    JSON {
        @Override
        void append(StringBuilder lines, AccessLogEntry entry, AddressForm addresses) {
            int from = lines.length();
            entry.tell(
                    new AccessLogEntry.Sink() {
                        @Override
                        public void text(String name, String text) {
                            number(name, "\"" + LogText.of(text) + "\"");
                        }

                        @Override
                        public void number(String name, String number) {
                            lines.append(lines.length() == from ? "{\"" : ",\"")
                                    .append(name)
                                    .append("\":")
                                    .append(number);
                        }
                    },
                    addresses);
            lines.append("}\n");
        }
    };

    /** Appends the line for a request, with the line break. */
    abstract void append(StringBuilder lines, AccessLogEntry entry, AddressForm addresses);
}
