const escape = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
const csi = String.fromCharCode(0x9b);

/** What a terminal obeys and does not show: colours and cursors, titles and links. */
const terminal = new RegExp(
  `(?:${escape}\\[|${csi})[0-?]*[ -/]*[@-~]|${escape}\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)`,
  'g',
);

/**
 * What is not seen, or changes what is seen beside it: controls except tab and
 * newline, separators of lines, everything that Unicode shows as nothing (zero
 * width, fillers, soft hyphen, tags, all marks of direction), marks of
 * annotations, and halves of characters.
 */
const hidden =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]/gu;

/**
 * Text of strangers, safe to show: without terminal colours, control, invisible
 * and bidirectional override characters, and not endless.
 *
 * @public
 */
export function plainText(text: string, maxLength = 2_000): string {
  const clean = text.replace(terminal, '').replace(hidden, '');
  return clean.length > maxLength
    ? // The cut may fall within a character: its first half goes too.
      `${clean.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '')}…`
    : clean;
}
