package io.slipcover.cli;

import io.slipcover.migrate.Stop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system. Java has had them in {@code sun.misc.Signal} since ever, with the promise to keep it until there is
 * something better, but without a name that a compiler may use: hence the reflection.
 */
final class Signals {
    private Signals() {}

    /**
     * Does this when the signal comes, in place of what Java does. Where there is no such signal, it never comes.
     *
     * @return whether the signal can come. A signal that whoever started the program had the program ignore, as {@code nohup} does with
     *     SIGHUP, stays ignored
     */
    static boolean on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        switch (method.getName()) {
                            case "handle" -> action.run();
                            case "equals" -> {
                                return self == arguments[0];
                            }
                            case "hashCode" -> {
                                return System.identityHashCode(self);
                            }
                            default -> {
                                return "on SIG" + name;
                            }
                        }
                        return null;
                    });
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return !handler.getField("SIG_IGN").get(null).equals(before);
        } catch (ReflectiveOperationException exception) {
            Throwable cause = exception instanceof InvocationTargetException invocation
                    ? invocation.getTargetException()
                    : exception;
            LoggerFactory.getLogger(Signals.class)
                    .atWarn()
                    .addKeyValue("signal", name)
                    .addKeyValue("cause", cause)
                    .log("no such signal here");
            return false;
        }
    }

    /** The first signal asks for an end at the next checkpoint; the second one ends the program. */
    static void stopAtCheckpoint(Stop stop) {
        for (String signal : List.of("INT", "TERM")) {
            on(signal, () -> {
                if (!stop.want()) {
                    Runtime.getRuntime().halt(1);
                }
            });
        }
    }
}
