import { timingSafeEqual } from 'node:crypto';
import { Caller } from '../context';

/** A bearer token and whose it is. */
export interface TokenUser extends Caller {
  token: string;
}

/**
 * Reads kube-apiserver's static token file: `token,user,uid,"group1,group2"`.
 * @throws Error naming the line that is wrong
 */
export function parseTokenFile(text: string): TokenUser[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    if (!line.trim()) {
      return [];
    }
    const [token, name, uid, groups] = splitLine(line);
    if (!token || !name || uid === undefined) {
      throw new Error(
        `line ${
          i + 1
        } of the token file needs at least three columns (token, user name, user uid)`,
      );
    }
    return [{ token, name, uid, groups: splitGroups(groups) }];
  });
}

function splitLine(line: string): string[] {
  const columns: string[] = [];
  const pattern = /\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/y;
  while (pattern.lastIndex < line.length) {
    const found = pattern.exec(line);
    if (!found) {
      break;
    }
    columns.push((found[1]?.replace(/""/g, '"') ?? found[2]).trim());
  }
  return columns;
}

function splitGroups(groups: string | undefined): string[] {
  return (groups ?? '')
    .split(',')
    .map(group => group.trim())
    .filter(Boolean);
}

/** Knows callers by their bearer tokens. */
export class TokenAuthenticator {
  private constructor(private readonly users: readonly TokenUser[]) {}

  /** Knows exactly these users. */
  static create(users: readonly TokenUser[]): TokenAuthenticator {
    return new TokenAuthenticator(users);
  }

  /** @returns whose token it is, or `undefined` when nobody's */
  find(token: string): Caller | undefined {
    const user = this.users.find(one => sameText(one.token, token));
    return (
      user && {
        name: user.name,
        uid: user.uid,
        groups: [...user.groups, 'system:authenticated'],
      }
    );
  }
}

/** A request without a token. */
export const ANONYMOUS: Caller = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
