package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edit is refused for.
 *
 * @param members the members of which one is in the way, by their ways from the top of the document; none: the words tell it themselves
 * @param words what is wrong with the member: {@code that is no list}, {@code with a member that moves into it}
 * @param beside the member that the words end with; null: none
 */
public record Refusal(
        List<String> members, String words, @Nullable String beside) {
    private static final String THAT = "that ";
    private static final String CLIENTS = "that clients write ";
    private static final String WITH = "with ";

    public Refusal {
        members = List.copyOf(members);
        requireNonNull(words, "words");
    }

    /** The refusal in a sentence of Markdown. */
    public String sentence() {
        String names =
                String.join(" or ", members.stream().map(InlineCode::name).toList());
        String end = beside == null ? "" : " " + InlineCode.name(beside);
        if (members.isEmpty()) {
            return "Slipcover refuses an edit with " + words + end + ".";
        }
        if (words.startsWith(CLIENTS)) {
            return "Slipcover refuses an edit in which clients write " + names + " " + words.substring(CLIENTS.length())
                    + ".";
        }
        String wrong = words.startsWith(WITH)
                ? "has " + words.substring(WITH.length())
                : words.substring(words.startsWith(THAT) ? THAT.length() : 0);
        return "Slipcover refuses an edit in which " + names + " " + wrong + end + ".";
    }

    /** The refusal in a few words, without marks around names: {@code b that is there beside a}. */
    @Override
    public String toString() {
        String names = members.isEmpty() ? "" : String.join(" or ", members) + " ";
        return names + words + (beside == null ? "" : " " + beside);
    }
}
