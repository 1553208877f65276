const escape = String.fromCharCode(0x1b);
const ansi = new RegExp(`${escape}\\[[0-9;?]*[ -/]*[@-~]`, 'g');

/**
 * Code points that are not shown, first and last of each range: controls except
 * tab and newline, and what changes the direction of text or has no width.
 */
const hidden: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
];

function isShown(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return !hidden.some(([first, last]) => code >= first && code <= last);
}

/**
 * Text of strangers, safe to show: without terminal colours, control and
 * bidirectional override characters, and not endless.
 *
 * @public
 */
export function plainText(text: string, maxLength = 2_000): string {
  const clean = [...text.replace(ansi, '')].filter(isShown).join('');
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}…` : clean;
}
