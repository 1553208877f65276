const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

function number(value: number, language: string, digits: number): string {
  return new Intl.NumberFormat(language, {
    maximumFractionDigits: digits,
  }).format(value);
}

/**
 * Bytes in the largest binary unit that gives at least 1, with one decimal
 * below 10.
 *
 * @public
 */
export function formatBytes(bytes: number, language = 'en'): string {
  if (!Number.isFinite(bytes) || bytes < 0) {
    return '–';
  }
  let value = bytes;
  let unit = 0;
  // What would be shown as 1,024 of a unit is 1 of the next.
  while (Math.round(value) >= 1024 && unit < binaryUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${number(value, language, value < 10 ? 1 : 0)} ${binaryUnits[unit]}`;
}

/**
 * Texts in one line. A list of names, not a sentence, so that no language says
 * "and" before the last; Intl.ListFormat has no such list for Chinese.
 *
 * @param items - what is empty or undefined is left out
 */
export function joinList(
  items: readonly (string | undefined)[],
  language = 'en',
): string {
  return items.filter(Boolean).join(/^zh\b/i.test(language) ? '、' : ', ');
}

/**
 * Millicores as a number of cores, e.g. 1500 as `1.5`.
 *
 * @public
 */
export function formatCores(millicores: number, language = 'en'): string {
  return number(millicores / 1000, language, 2);
}

const ageUnits = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/**
 * How long ago something was, in the largest fitting unit, e.g. `4 min`.
 *
 * @param milliseconds - negative ones (clocks differ) count as none; NaN, from
 *   a time that is none, is shown as a dash
 * @public
 */
export function formatAge(milliseconds: number, language = 'en'): string {
  if (Number.isNaN(milliseconds)) {
    return '–';
  }
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [unit, size] =
    ageUnits.find(([, length]) => seconds >= length) ?? ageUnits[3];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'day' ? 'long' : 'short',
  }).format(Math.floor(seconds / size));
}

/**
 * A moment as a person says it: the time alone when it was today.
 *
 * @param iso - ISO time; what is none is shown as a dash
 * @public
 */
export function formatMoment(
  iso: string,
  language = 'en',
  now: Date = new Date(),
): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return '–';
  }
  const isToday = date.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(isToday ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
  }).format(date);
}
