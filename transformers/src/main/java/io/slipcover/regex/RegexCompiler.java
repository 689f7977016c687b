package io.slipcover.regex;

import io.slipcover.regex.Node.Alternatives;
import io.slipcover.regex.Node.Atomic;
import io.slipcover.regex.Node.BackReference;
import io.slipcover.regex.Node.Bytes;
import io.slipcover.regex.Node.Capture;
import io.slipcover.regex.Node.Look;
import io.slipcover.regex.Node.Place;
import io.slipcover.regex.Node.Repeat;
import io.slipcover.regex.Node.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a program of a pattern. Groups that are repeated a number of times are written out as often. */
final class RegexCompiler {
    /** PCRE, too, says that an expression is too large beyond 64 kB. */
    private static final int LARGEST_PROGRAM = 1 << 16;

    private final Map<ByteSet, Integer> sets = new LinkedHashMap<>();
    private int[] code = new int[64];
    private int length;
    private int registers;

    private RegexCompiler(int groups) {
        registers = 2 * (groups + 1);
    }

    /** @param groups how many groups with numbers the pattern has */
    static Program compile(Node node, int groups) throws RegexSyntaxException {
        RegexCompiler compiler = new RegexCompiler(groups);
        compiler.write(node);
        compiler.emit(Op.STOP);
        return new Program(
                Arrays.copyOf(compiler.code, compiler.length),
                List.copyOf(compiler.sets.keySet()),
                compiler.registers,
                Beginning.start(node),
                Beginning.first(node));
    }

    private void write(Node node) throws RegexSyntaxException {
        if (node instanceof Bytes bytes) {
            emit(Op.BYTE, number(bytes.set()));
        } else if (node instanceof Sequence sequence) {
            for (Node part : sequence.parts()) {
                write(part);
            }
        } else if (node instanceof Alternatives alternatives) {
            writeAlternatives(alternatives.branches(), false);
        } else if (node instanceof Capture capture) {
            emit(Op.SAVE, 2 * capture.number());
            write(capture.body());
            emit(Op.SAVE, 2 * capture.number() + 1);
        } else if (node instanceof Atomic atomic) {
            emit(Op.ATOMIC, 0);
            int target = length - 1;
            write(atomic.body());
            emit(Op.STOP);
            code[target] = length;
        } else if (node instanceof Look look) {
            writeLook(look);
        } else if (node instanceof Repeat repeat) {
            writeRepeat(repeat);
        } else if (node instanceof BackReference reference) {
            emit(Op.REFERENCE, 2 * reference.group(), reference.ignoreCase() ? 1 : 0);
        } else if (node instanceof Place place && place != Place.ANYWHERE) {
            emit(Op.PLACE, Op.PLACES.indexOf(place));
        }
    }

    private int number(ByteSet set) {
        Integer known = sets.putIfAbsent(set, sets.size());
        return known == null ? sets.size() - 1 : known;
    }

    private void writeAlternatives(List<Node> branches, boolean behind) throws RegexSyntaxException {
        int[] ends = new int[branches.size()];
        for (int index = 0; index < branches.size(); index++) {
            boolean last = index == branches.size() - 1;
            int split = length;
            if (!last) {
                emit(Op.SPLIT, length + 3, 0);
            }
            if (behind) {
                emit(Op.BACK, branches.get(index).width());
            }
            write(branches.get(index));
            if (!last) {
                emit(Op.JUMP, 0);
                ends[index] = length - 1;
                code[split + 2] = length;
            }
        }
        for (int index = 0; index < branches.size() - 1; index++) {
            code[ends[index]] = length;
        }
    }

    private void writeLook(Look look) throws RegexSyntaxException {
        emit(Op.LOOK, look.negative() ? 1 : 0, 0);
        int target = length - 1;
        if (look.behind()) {
            boolean several = look.body() instanceof Alternatives;
            writeAlternatives(several ? ((Alternatives) look.body()).branches() : List.of(look.body()), true);
        } else {
            write(look.body());
        }
        emit(Op.STOP);
        code[target] = length;
    }

    private void writeRepeat(Repeat repeat) throws RegexSyntaxException {
        if (repeat.body() instanceof Bytes bytes) {
            int set = number(bytes.set());
            int atOnce = repeat.greedy() ? repeat.maximum() : repeat.minimum();
            if (atOnce > 0) {
                emit(Op.BYTES, set, repeat.minimum(), atOnce);
            }
            if (repeat.greedy()) {
                return;
            }
        } else {
            for (int times = 0; times < repeat.minimum(); times++) {
                write(repeat.body());
            }
        }
        if (repeat.maximum() == Repeat.UNLIMITED) {
            writeLoop(repeat);
        } else {
            writeOptional(repeat);
        }
    }

    /** As often as it likes, but no more once it has matched nothing. */
    private void writeLoop(Repeat repeat) throws RegexSyntaxException {
        int register = registers++;
        int split = length;
        emit(Op.SPLIT, 0, 0);
        emit(Op.SAVE, register);
        write(repeat.body());
        emit(Op.JUMP_IF_MOVED, register, split);
        point(split, split + 3, length, repeat.greedy());
    }

    private void writeOptional(Repeat repeat) throws RegexSyntaxException {
        List<Integer> splits = new ArrayList<>();
        for (int times = repeat.minimum(); times < repeat.maximum(); times++) {
            splits.add(length);
            emit(Op.SPLIT, 0, 0);
            write(repeat.body());
        }
        for (int split : splits) {
            point(split, split + 3, length, repeat.greedy());
        }
    }

    private void point(int split, int body, int end, boolean greedy) {
        code[split + 1] = greedy ? body : end;
        code[split + 2] = greedy ? end : body;
    }

    private void emit(int... values) throws RegexSyntaxException {
        if (length + values.length > LARGEST_PROGRAM) {
            throw new RegexSyntaxException("regular expression is too large", 0);
        }
        if (length + values.length > code.length) {
            code = Arrays.copyOf(code, 2 * code.length + values.length);
        }
        System.arraycopy(values, 0, code, length, values.length);
        length += values.length;
    }
}
