/*
 * What names of XML are made of, as sources of regular expressions with the flag `u` (XML 1.0, fifth edition, section 2.3).
 */

const START =
  String.raw`A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF` +
  String.raw`\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}`;

/** The characters that may stand in a name, but for the colon, as they are written between brackets. */
export const NAME_CHARACTERS = String.raw`${START}\-.0-9\xB7\u0300-\u036F\u203F\u2040`;
/** A name, in which colons may stand anywhere. */
export const NAME = `[:${START}][:${NAME_CHARACTERS}]*`;
/** A name without a colon, as prefixes and local names are (Namespaces in XML 1.0, section 4). */
export const NC_NAME = `[${START}][${NAME_CHARACTERS}]*`;
