package io.slipcover.json;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An object as a plain list of names and values, to compare {@link JsonObject} with. */
final class ModelObject {
    /** A name or a scalar is kept as it is spelt; an object that was received is a model itself. */
    private static final class Member {
        private String name;
        private String scalar;
        private @Nullable ModelObject object;

        /** What the name means; found out once, since it is asked for often. */
        private String meaning;

        private Member(String name, String scalar, @Nullable ModelObject object) {
            this.name = name;
            this.meaning = String.valueOf(JacksonOracle.meaning(name));
            this.scalar = scalar;
            this.object = object;
        }

        private String value() {
            return object == null ? scalar : object.text();
        }

        private void rename(String text) {
            name = JsonSlice.string(text).toString();
            meaning = text;
        }

        private boolean isNamed(String text) {
            return meaning.equals(text);
        }

        private Member copy() {
            return new Member(name, scalar, object == null ? null : object.copy());
        }
    }

    private final List<Member> members = new ArrayList<>();
    private final String received;
    private boolean changed;

    private ModelObject(String received) {
        this.received = received;
    }

    /** Names and values alternate; a value is a text or a model. */
    static ModelObject received(List<String> names, List<Object> values, String space) {
        StringBuilder text = new StringBuilder("{" + space);
        List<Member> members = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            Member member = values.get(index) instanceof ModelObject object
                    ? new Member(names.get(index), "", object)
                    : new Member(names.get(index), String.valueOf(values.get(index)), null);
            members.add(member);
            text.append(index > 0 ? "," + space : "")
                    .append(member.name)
                    .append(space)
                    .append(':')
                    .append(member.value())
                    .append(space);
        }
        ModelObject model = new ModelObject(text.append('}').toString());
        model.members.addAll(members);
        return model;
    }

    ModelObject copy() {
        ModelObject copy = new ModelObject(received);
        copy.changed = changed;
        members.forEach(member -> copy.members.add(member.copy()));
        return copy;
    }

    String text() {
        return isChanged()
                ? members.stream()
                        .map(member -> member.name + ':' + member.value())
                        .collect(Collectors.joining(",", "{", "}"))
                : received;
    }

    private boolean isChanged() {
        return changed || members.stream().anyMatch(member -> member.object != null && member.object.isChanged());
    }

    int size() {
        return members.size();
    }

    String name(int index) {
        return members.get(index).meaning;
    }

    String value(int index) {
        return members.get(index).value();
    }

    /** How many members have the name. */
    long count(String name) {
        return members.stream().filter(member -> member.isNamed(name)).count();
    }

    int indexOf(String name) {
        int last = -1;
        for (int index = 0; index < members.size(); index++) {
            last = members.get(index).isNamed(name) ? index : last;
        }
        for (int index = last - 1; index >= 0; index--) {
            if (members.get(index).isNamed(name)) {
                members.remove(index);
                changed = true;
                last--;
            }
        }
        return last;
    }

    @Nullable
    ModelObject object(int index) {
        return members.get(index).object;
    }

    void insert(int index, String name, String scalar) {
        members.add(index, new Member(JsonSlice.string(name).toString(), scalar, null));
        changed = true;
    }

    void remove(int index) {
        members.remove(index);
        changed = true;
    }

    void rename(int index, String name) {
        members.get(index).rename(name);
        changed = true;
    }

    void set(int index, String scalar) {
        members.get(index).scalar = scalar;
        members.get(index).object = null;
        changed = true;
    }

    /** Takes a member out and puts it back somewhere else. */
    void move(int index, int target) {
        Member member = members.remove(index);
        member.rename(member.meaning);
        members.add(target, member);
        changed = true;
    }
}
