// Built from code points, since such characters do not show in a source file:
// C0 and C1 controls except tab and newline, and what changes the direction of
// text or is not visible at all.
const ansi = new RegExp('\u001b\\[[0-9;?]*[ -/]*[@-~]', 'g');
const controls = new RegExp(
  '[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]',
  'g',
);

/**
 * Text of strangers, safe to show: without terminal colours, control and
 * bidirectional override characters, and not endless.
 */
export function plainText(text: string, maxLength = 2_000): string {
  const clean = text.replace(ansi, '').replace(controls, '');
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}…` : clean;
}
