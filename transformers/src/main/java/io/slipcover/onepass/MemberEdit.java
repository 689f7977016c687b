package io.slipcover.onepass;

import io.slipcover.json.JsonName;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one member.
 *
 * @param place how many members stand before it
 * @param dropped whether it goes; its value is led all the same, and may be refused
 * @param renamed its new name, or null
 * @param lead what becomes of its value, or null: the value stays
 */
public record MemberEdit(
        int place,
        boolean dropped,
        @Nullable JsonName renamed,
        @Nullable ValueLead lead) {}
