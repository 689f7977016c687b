/** The forms of dates. Give them to `schema` where a lens has `convert` with `date`. */
export const dateForms: unknown;
