package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.lens.ConvertDate;
import io.slipcover.lens.ConvertTidying;
import io.slipcover.lens.DateForms;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Tidying;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the forms of {@code convert} that write a value in another form: {@code date}, {@code case}, {@code trim}, {@code digits}. */
final class ValueFormReader {
    private ValueFormReader() {}

    static @Nullable Operation date(OperationFields fields, @Nullable JsonName name, YamlValue value) {
        Fields date = fields.keys().nested("date", value);
        if (date == null) {
            return null;
        }
        String older = date.name("older", date.required("older"));
        String newer = date.name("newer", date.required("newer"));
        YamlValue zoneValue = date.optional("zone");
        ZoneId zone = date.parsed("zone", zoneValue, date.string("zone", zoneValue), ValueFormReader::zone);
        YamlValue localeValue = date.optional("locale");
        Locale locale = localeValue == null
                ? Locale.ENGLISH
                : date.parsed("locale", localeValue, date.string("locale", localeValue), ValueFormReader::locale);
        date.finish();
        if (older == null || newer == null || locale == null || (zoneValue != null && zone == null)) {
            return null;
        }
        return OperationFields.make(date, value.place(), () -> {
            DateForms forms = new DateForms(older, newer, zone, locale);
            if (!forms.lost().isEmpty()) {
                fields.loses("not stored of a date: " + String.join(", ", forms.lost()));
            }
            return name == null ? null : new ConvertDate(name, forms);
        });
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "expected a zone such as Europe/Berlin or +01:00, found '" + text + "'", e);
        }
    }

    private static Locale locale(String text) {
        Locale locale = Locale.forLanguageTag(text);
        if (locale.getLanguage().isEmpty()
                || !Arrays.asList(Locale.getAvailableLocales()).contains(locale)) {
            throw new IllegalArgumentException("expected a language such as en or de-CH, found '" + text + "'");
        }
        return locale;
    }

    static @Nullable Operation letters(OperationFields fields, @Nullable JsonName name, YamlValue value) {
        Tidying.OfText tidying;
        String text = fields.keys().string("case", value);
        if (text == null) {
            return null;
        }
        switch (text) {
            case "lower" -> tidying = Tidying.OfText.LOWER;
            case "upper" -> tidying = Tidying.OfText.UPPER;
            default -> {
                fields.keys().expected("case", "lower or upper", value);
                return null;
            }
        }
        return tidied(fields, name, tidying);
    }

    static @Nullable Operation trim(OperationFields fields, @Nullable JsonName name, YamlValue value) {
        Boolean trim = fields.keys().flag("trim");
        if (Boolean.FALSE.equals(trim)) {
            fields.keys().expected("trim", "true", value);
        }
        return Boolean.TRUE.equals(trim) ? tidied(fields, name, Tidying.OfText.TRIMMED) : null;
    }

    static @Nullable Operation digits(OperationFields fields, @Nullable JsonName name, YamlValue value) {
        Integer digits = fields.keys().integer("digits", value, 0);
        if (digits == null) {
            return null;
        }
        if (digits > Tidying.Digits.MOST) {
            fields.keys().expected("digits", "a number from 0 to " + Tidying.Digits.MOST, value);
            return null;
        }
        return tidied(fields, name, new Tidying.Digits(digits));
    }

    private static @Nullable Operation tidied(OperationFields fields, @Nullable JsonName name, Tidying tidying) {
        fields.loses(tidying.lost());
        return name == null ? null : new ConvertTidying(name, tidying);
    }
}
