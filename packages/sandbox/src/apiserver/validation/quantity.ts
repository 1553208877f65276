import { StatusCause } from '../status';
import { invalidValue } from './names';

const QUANTITY =
  /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\d+)?$/;

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};

/** The number that a quantity stands for; `undefined` when it is none. */
export function parseQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  const found = typeof value === 'string' ? QUANTITY.exec(value) : undefined;
  if (!found) {
    return undefined;
  }
  const number = Number(found[1]);
  const suffix = found[2] ?? '';
  if (!suffix) {
    return number;
  }
  if (BINARY.includes(suffix)) {
    return number * 1024 ** (BINARY.indexOf(suffix) + 1);
  }
  return Object.hasOwn(DECIMAL, suffix)
    ? number * DECIMAL[suffix]
    : Number(`${found[1]}${suffix}`);
}

/** Problems of a quantity that must be there and not be negative. */
export function quantityProblems(field: string, value: unknown): StatusCause[] {
  const number = parseQuantity(value);
  if (number === undefined) {
    return [
      invalidValue(
        field,
        value,
        `quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
      ),
    ];
  }
  return number < 0
    ? [invalidValue(field, value, 'must be greater than or equal to 0')]
    : [];
}

/** Writes a number as a quantity, in the unit that its kind customarily has. */
export function formatQuantity(value: number, like?: unknown): string {
  const style = typeof like === 'string' ? QUANTITY.exec(like)?.[2] : undefined;
  if (style && BINARY.includes(style)) {
    return formatBinary(value);
  }
  if (Number.isInteger(value)) {
    return String(value);
  }
  return `${Math.ceil(value * 1000 - 1e-9)}m`;
}

function formatBinary(value: number): string {
  for (let power = BINARY.length; power > 0; power--) {
    const unit = 1024 ** power;
    if (value >= unit && Number.isInteger(value / unit)) {
      return `${value / unit}${BINARY[power - 1]}`;
    }
  }
  return String(value);
}
